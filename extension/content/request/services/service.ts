// What a service's file under services/ must be able to do, and the small readers that they share. Pure: text in,
// what the request says out. Nothing here asks, waits or sends; nothing here may throw, whatever the page sends.

import type { SnapshotGuest, SnapshotRecurrence, SnapshotTime } from "../../../generated/protocol";
import type { Told } from "../told";

export { snapshot } from "../../snapshot";

/** A request that is about to leave. */
export interface Leaving {
  /** In capitals. */
  readonly method: string;
  /** Where it goes, as the page wrote it. */
  readonly url: string;
  /** A header by its name in small letters; empty if there is none. */
  readonly header: (name: string) => string;
  /** Its body as text. */
  readonly body: string;
}

/** The failing answer that the service itself would give. */
export interface Refusal {
  readonly status: number;
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

/** Something that the page has loaded: its address, and its text when that is asked for. */
export type Loaded = readonly [url: string, text: () => string];

/** One service, or one standard. */
export interface Service {
  /** Whether a request with this method (in capitals) to this address can commit: asked for every request of the page,
   *  so it looks at nothing else and makes nothing. */
  mine(method: string, url: string): boolean;
  /** What such a request does; null if it commits nothing. `loaded` is what the page loaded of late, youngest first. */
  told(leaving: Leaving, loaded: readonly Loaded[]): Told | null;
  /** What the page is answered when it is refused, if that is not `FORBIDDEN`. */
  refusal?(leaving: Leaving): Refusal;
  /** Addresses whose answers say what later requests only point at. */
  readonly loads?: RegExp;
}

/** JSON of a shape that nobody vouches for. */
export type Json = unknown;

/** A member of an object, or an item of a list; undefined where there is none. A name in a list is asked of its
 *  first item: some services write one thing as a list of it. */
export const at = (json: Json, ...keys: (string | number)[]): Json =>
  keys.reduce<Json>((value, key) => {
    const holder = Array.isArray(value) && typeof key === "string" ? (value as Json[])[0] : value;
    return (holder as Record<string | number, Json> | null | undefined)?.[key];
  }, json);

/** Text or a number as text; else empty. */
export const text = (json: Json): string =>
  typeof json === "string" ? json : typeof json === "number" ? String(json) : "";

/** The text of a member, or of a member's member. */
export const word = (json: Json, ...keys: (string | number)[]): string => text(at(json, ...keys));

/** A list as it is, one thing as a list of it, nothing as none. */
export const list = (json: Json): readonly Json[] =>
  Array.isArray(json) ? (json as readonly Json[]) : json === undefined || json === null ? [] : [json];

/** Yes, in the ways in which services write it. */
export const yes = (json: Json): boolean => json === true || /^(1|true)$/i.test(text(json));

/** JSON text; undefined if it is none. */
export function parsed(source: string): Json {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** Everything in it that is a list, itself included, so many steps down. */
export const lists = (json: Json, depth: number): readonly (readonly Json[])[] =>
  typeof json !== "object" || json === null || depth < 0
    ? []
    : [...(Array.isArray(json) ? [json as Json[]] : []), ...Object.values(json).flatMap((item) => lists(item, depth - 1))];

/** The first of the things in what the page loaded, youngest first, that `is` it. */
export function recall<Found>(
  loaded: readonly Loaded[],
  things: (json: Json) => readonly Found[],
  is: (thing: Found) => boolean,
): Found | undefined {
  for (const [, read] of loaded) {
    const found = things(parsed(read())).find(is);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Decoded once; as it is if it was not encoded. */
export function decoded(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}

/** What is told of a request of which nothing is known but that it commits. */
export const tells = (site: string, more: Partial<Told>): Told => ({
  site,
  action: "save",
  exists: null,
  holdable: true,
  snapshot: null,
  calendar: "",
  before: "",
  ...more,
});

/** A guest: address, name, a word for what it is (RFC 5545's `CUTYPE`, its beginning, or Exchange's), and whether
 *  attendance is optional or it is the one who invites. */
export const guest = (email: string, name = "", kind = "", optional = false, organizer = false): SnapshotGuest => ({
  email,
  name,
  kind: /^R/.test(kind) ? "room" : /^GRO|DL$/.test(kind) ? "group" : "person",
  optional,
  organizer,
});

/** ISO 8601 in either form, with or without a time. Only what ends in Z is turned into the time here. */
export function time(iso: string): SnapshotTime {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)[^Z]*(Z?))?/.exec(iso);
  const [, year = "", month = "", day = "", hour = "", minute = "", utc = ""] = parts ?? [];
  if (utc !== "") return moment(Date.UTC(+year, +month - 1, +day, +hour, +minute));
  return {
    date: day === "" ? "" : `${year}-${month}-${day}`,
    time: minute === "" ? "" : `${hour}:${minute}`,
    date_text: "",
    time_text: "",
  };
}

/** A moment, in milliseconds since the epoch, as it is here. */
export function moment(milliseconds: number): SnapshotTime {
  const there = new Date(milliseconds);
  if (Number.isNaN(there.getTime())) return time("");
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    date: `${there.getFullYear()}-${two(there.getMonth() + 1)}-${two(there.getDate())}`,
    time: `${two(there.getHours())}:${two(there.getMinutes())}`,
    date_text: "",
    time_text: "",
  };
}

const FREQUENCIES = ["daily", "weekly", "monthly", "yearly"];

/** A recurrence by the name of its frequency (`WEE`, `weekly`, `RelativeMonthly`) and the rule's further parts, as
 *  far as they are known. */
export function recurs(name: string, interval = "", days = "", count = "", last = ""): SnapshotRecurrence {
  const lower = name.toLowerCase();
  const frequency = FREQUENCIES.find((one) => lower.includes(one.slice(0, 3))) ?? "";
  const parts = { FREQ: frequency.toUpperCase(), INTERVAL: interval, BYDAY: days, COUNT: count, UNTIL: until(last) };
  const known = Object.entries(parts).filter(([, value]) => value !== "");
  return { rule: frequency && known.map((part) => part.join("=")).join(";"), frequency, text: "" };
}

/** A day as rules have it; empty if it is none. */
const until = (iso: string): string => time(iso).date.replaceAll("-", "");

/** A refusal in JSON. */
export const inJson = (status: number, body: Json): Refusal => ({
  status,
  type: "application/json",
  body: JSON.stringify(body),
});

/** 403, with an error as WebDAV has it: what any service may answer, and what no client should try again (RFC 9110). */
export const FORBIDDEN: Refusal = {
  status: 403,
  type: "application/xml",
  body: '<D:error xmlns:D="DAV:"><D:need-privileges/></D:error>',
};

/** What a refusal says where a service has room for words. */
export const REASON = "The invite was held back.";
