// What the background keeps in `storage`: the key of the guests' hashes, the pause, what was learned from the
// user's corrections, the counts of unchecked invites that no record tells of, and what each tab's content
// script last said.

import type { Cause, StoredLessons } from "../generated/protocol";
import { api } from "./api";
import { hex } from "./tokens";

/** What a tab's content script last said. */
export interface TabState {
  site: string;
  fault: Cause | null;
  /** Cause of the last unchecked invite that nobody has looked at yet. */
  unchecked: Cause | null;
  /** Where it said so: what it said means nothing for another origin. */
  origin: string;
}

// Each is read, changed and written as one step: two messages at once must not lose a change.
let step: Promise<unknown> = Promise.resolve();
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const done = step.then(work, work);
  step = done.catch(() => undefined);
  return done;
}

/** The settings as they were stored, if they were. */
export async function storedSettings(): Promise<unknown> {
  return (await api.storage.local.get("settings"))["settings"];
}

/** What was learned, as it was stored, if it was. */
export async function storedLessons(): Promise<unknown> {
  return (await api.storage.local.get("lessons"))["lessons"];
}

/** Stores what becomes of what was learned; nothing, if that fails. */
export function changeLessons(change: (stored: unknown) => Promise<StoredLessons>): Promise<void> {
  return oneAtATime(async () => api.storage.local.set({ lessons: await change(await storedLessons()) }));
}

export function forgetLessons(): Promise<void> {
  return oneAtATime(() => api.storage.local.remove("lessons"));
}

/** The key for guests' hashes: 64 hex digits, made once per installation. */
export function guestKey(): Promise<string> {
  return oneAtATime(async () => {
    const { key } = await api.storage.local.get("key");
    if (typeof key === "string" && /^[0-9a-f]{64}$/.test(key)) return key;
    const made = hex(32, (bytes) => crypto.getRandomValues(bytes));
    await api.storage.local.set({ key: made });
    return made;
  });
}

/** Until when the gate is paused, in milliseconds since the epoch; 0 if it is not. */
export async function pausedUntil(): Promise<number> {
  const { pausedUntil } = await api.storage.local.get("pausedUntil");
  return typeof pausedUntil === "number" && pausedUntil > Date.now() ? pausedUntil : 0;
}

export async function pause(until: number): Promise<void> {
  await api.storage.local.set({ pausedUntil: until });
}

/** Counts invites that went out unjudged and of which the journal knows nothing. */
export function countUnchecked(cause: Cause, count: number): Promise<void> {
  return oneAtATime(async () => {
    const { unchecked } = await api.storage.local.get("unchecked");
    const counts: Partial<Record<Cause, number>> = typeof unchecked === "object" && unchecked !== null ? unchecked : {};
    await api.storage.local.set({ unchecked: { ...counts, [cause]: (counts[cause] ?? 0) + count } });
  });
}

export function forgetCounts(): Promise<void> {
  return oneAtATime(() => api.storage.local.remove("unchecked"));
}

// In `storage.session`, because the background is put to sleep between messages.

export async function tabState(tab: number): Promise<TabState | undefined> {
  const name = `tab${tab}`;
  return (await api.storage.session.get(name))[name] as TabState | undefined;
}

/** Changes what is known of a tab and gives the result. */
export function changeTabState(tab: number, change: (old: TabState | undefined) => TabState): Promise<TabState> {
  return oneAtATime(async () => {
    const state = change(await tabState(tab));
    await api.storage.session.set({ [`tab${tab}`]: state });
    return state;
  });
}

export function forgetTab(tab: number): Promise<void> {
  return oneAtATime(() => api.storage.session.remove(`tab${tab}`));
}
