// What a service's file under services/ must be able to do, and the small readers that they share. Pure: text in,
// what the request says out. Nothing here asks, waits or sends; nothing here may throw, whatever the page sends.

import type { Snapshot, SnapshotGuest, SnapshotRecurrence, SnapshotTime } from "../../../generated/protocol";
import type { Told } from "../told";

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
  readonly statusText: string;
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

/** A member of an object, or an item of a list; undefined where there is none. */
export const at = (json: Json, ...keys: (string | number)[]): Json =>
  keys.reduce<Json>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, Json>)[key]
        : undefined,
    json,
  );

/** Text or a number as text; else empty. */
export const text = (json: Json): string =>
  typeof json === "string" ? json : typeof json === "number" ? String(json) : "";

/** A list as it is, one thing as a list of it, nothing as none. */
export const list = (json: Json): readonly Json[] =>
  Array.isArray(json) ? (json as readonly Json[]) : json === undefined || json === null ? [] : [json];

/** Yes, in the ways in which services write it. */
export const yes = (json: Json): boolean => json === true || /^(1|true|yes|on)$/i.test(text(json));

/** JSON text; undefined if it is none. */
export function parsed(source: string): Json {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
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
  ...more,
});

/** A snapshot of which only this is known. */
export const snapshot = (site: string, known: Partial<Snapshot>): Snapshot => ({
  site,
  title: "",
  description: "",
  format: "plain",
  guests: [],
  typed_guest: "",
  own: (known.guests ?? []).filter((guest) => guest.organizer && guest.email !== "").map((guest) => guest.email),
  start: time(""),
  end: time(""),
  all_day: false,
  recurrence: { rule: "", frequency: "", text: "" },
  language: "",
  ...known,
});

/** A guest of whom at least this is known. */
export const guest = (email: string, more: Partial<SnapshotGuest> = {}): SnapshotGuest => ({
  email: email.trim().replace(/^mailto:/i, ""),
  name: "",
  kind: "person",
  optional: false,
  organizer: false,
  ...more,
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

const FREQUENCY = /(dai|day|wee|mon|yea)/i;
const FREQUENCIES: Readonly<Record<string, string>> = {
  dai: "daily", day: "daily", wee: "weekly", mon: "monthly", yea: "yearly",
};

/** A recurrence by the name of its frequency (`WEE`, `weekly`, `RelativeMonthly`) and the rule's further parts; parts
 *  without a value are left out. */
export function recurs(name: string, parts: Readonly<Record<string, string>> = {}): SnapshotRecurrence {
  const frequency = FREQUENCIES[FREQUENCY.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "";
  const more = Object.entries(parts).flatMap(([key, value]) => (value === "" ? [] : [`;${key}=${value}`]));
  return { rule: frequency === "" ? "" : `FREQ=${frequency.toUpperCase()}${more.join("")}`, frequency, text: "" };
}

/** A day as rules have it; empty if it is none. */
export const until = (iso: string): string => time(iso).date.replaceAll("-", "");

/** A refusal in JSON. */
export const inJson = (status: number, statusText: string, body: Json): Refusal => ({
  status,
  statusText,
  type: "application/json; charset=utf-8",
  body: JSON.stringify(body),
});

/** 403, with an error as WebDAV has it: what any service may answer, and what no client should try again (RFC 9110). */
export const FORBIDDEN: Refusal = {
  status: 403,
  statusText: "Forbidden",
  type: "application/xml; charset=utf-8",
  body: '<?xml version="1.0"?>\n<D:error xmlns:D="DAV:"><D:need-privileges/></D:error>',
};

/** What a refusal says where a service has room for words. */
export const REASON = "The invite was held back.";
