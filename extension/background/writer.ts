// The way to the WebAssembly module of `src/background`, the journal's one writer, which also reads and changes
// what is kept in `storage.local` for Rust. It is started when it is first needed; a start that failed is tried
// again the next time.

import type {
  Acknowledged,
  CalendarRead,
  Cause,
  Settings,
  Snapshot,
  StoredLesson,
  StoredLessons,
  StoredRecord,
} from "../generated/protocol";
import init, * as wasm from "../../target/wasm-bindgen/background/converel_background.js";
import { api } from "./api";

let started: Promise<unknown> | undefined;

/** Starts the module ahead of need; a failure is told to whoever needs it next. */
export function warm(): void {
  start().catch(() => undefined);
}

function start(): Promise<unknown> {
  started ??= init({ module_or_path: api.runtime.getURL("converel_background_bg.wasm") }).catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** Keeps a record. */
export const put = (record: StoredRecord) => written(() => wasm.put(record));

/** Keeps records, all of them or none. */
export const putAll = (records: StoredRecord[]) => written(() => wasm.putAll(records));

/** Deletes a record. */
export const remove = (id: string) => written(() => wasm.remove(id));

/** Deletes every record. */
export const clear = () => written(() => wasm.clear());

/** What is known of an invite that nobody judged, and what it takes to make a record of it. */
export interface Known {
  snapshot: Snapshot;
  /** The key for guests' hashes. */
  key: string;
  /** The settings as they were stored, if they were. */
  settings: unknown;
}

/** What a snapshot is read with: the key of the guests' hashes, and the settings as they were stored. */
export interface With {
  key: string;
  settings: unknown;
}

/** Keeps a record for each id: invites that went out of this site unjudged, and what is known of one. */
export const unchecked = (
  site: string,
  cause: Cause,
  at: number,
  ids: string[],
  snapshot: Snapshot | null,
  { key, settings }: With,
) => written(() => wasm.unchecked(site, cause, at, ids, snapshot, key, settings));

/** Keeps a record: a meeting was called off. */
export const cancelled = (snapshot: Snapshot, at: number, id: string, { key, settings }: With) =>
  written(() => wasm.cancelled(snapshot, at, id, key, settings));

/** The event in iCalendar text. */
export async function readCalendar(site: string, text: string): Promise<CalendarRead> {
  await start();
  return wasm.readCalendar(site, text) as CalendarRead;
}

/** The settings in what was stored, with defaults for what is missing or makes no sense. */
export async function readSettings(stored: unknown): Promise<Settings> {
  await start();
  return wasm.readSettings(stored) as Settings;
}

/** The lessons in what was stored; none where they cannot be read. */
export async function readLessons(stored: unknown): Promise<StoredLessons> {
  await start();
  return wasm.readLessons(stored) as StoredLessons;
}

/** What is to be stored with these lessons; it throws where nothing may be. */
export async function learn(stored: unknown, lessons: StoredLesson[]): Promise<StoredLessons> {
  await start();
  return wasm.learn(stored, lessons) as StoredLessons;
}

/** What is to be stored without this lesson; it throws where nothing may be. */
export async function forget(stored: unknown, lesson: StoredLesson): Promise<StoredLessons> {
  await start();
  return wasm.forget(stored, lesson) as StoredLessons;
}

/** Every failure, the module's own included, is an answer and not an exception. */
async function written(write: () => Promise<unknown>): Promise<Acknowledged> {
  try {
    await start();
    return (await write()) as Acknowledged;
  } catch (error) {
    return { ok: false, error: String(error) };
  }
}
