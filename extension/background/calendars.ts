// The list of calendars that the user added by their addresses: what an address may be, which match pattern it
// stands for, and how the list is stored. No browser is asked anything here; selfhosted.ts carries out.
//
// A match pattern holds for every port of a host: Firefox takes one with a port and then matches nothing, and a
// permission is for the host in any case. So an entry stands for its scheme and host, whatever its port.

import type { Calendar } from "../generated/protocol";
import { parsed } from "./senders";

/** The form in which the list is stored. */
export interface StoredCalendars {
  schema: number;
  calendars: Calendar[];
}

/** The list as it was read. */
export interface List {
  calendars: readonly Calendar[];
  /** A later version wrote it: it is used as far as it is understood, and never written over. */
  later: boolean;
}

/** The schema that this version writes. */
const SCHEMA = 1;

/** Longer than any name that a host can have, with its scheme and port. */
const LONGEST = 300;

/** A calendar's address. */
export interface Address {
  /** `https://cloud.example.org:8443` */
  origin: string;
  /** `https://cloud.example.org/*`, for permissions and scripts. */
  pattern: string;
}

/** Reads an address; of a whole one the origin counts. Undefined where no calendar can be. */
export function address(text: unknown): Address | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  const url = parsed(text.trim());
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  if (url.username !== "" || url.password !== "") return undefined;
  // A URL may have a host that is none, `*.example.org` among them: as a pattern that would be all of them.
  if (!/^(?:[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*|\[[0-9a-f:.]+\])$/iu.test(url.hostname)) return undefined;
  return { origin: url.origin, pattern: `${url.protocol}//${url.hostname}/*` };
}

/** The match patterns of a list, each once. */
export function patterns(calendars: readonly Calendar[]): string[] {
  return [...new Set(calendars.flatMap(({ origin }) => address(origin)?.pattern ?? []))];
}

/** The entry of a list that stands for this address. */
export function entryFor(calendars: readonly Calendar[], { pattern }: Address): Calendar | undefined {
  return calendars.find(({ origin }) => address(origin)?.pattern === pattern);
}

/** The list in what was stored: whatever is good in it. */
export function readList(stored: unknown): List {
  const { schema, calendars } = fields(stored);
  const read: Calendar[] = [];
  for (const entry of Array.isArray(calendars) ? (calendars as unknown[]) : []) {
    const { origin, site } = fields(entry);
    const known = address(origin);
    if (known === undefined || known.origin !== origin || entryFor(read, known) !== undefined) continue;
    read.push({ origin: known.origin, site: typeof site === "string" ? site : "" });
  }
  return { calendars: read, later: typeof schema === "number" && schema > SCHEMA };
}

/** What is to be stored for a list. */
export function toStore(calendars: readonly Calendar[]): StoredCalendars {
  return { schema: SCHEMA, calendars: [...calendars] };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
