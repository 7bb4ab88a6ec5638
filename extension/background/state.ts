// What the background keeps in `storage`: the key of the guests' hashes, the pause, what was learned from the
// user's corrections, the decision log's inbox, the list of the calendars they added, the counts of unchecked invites that no record tells
// of, and what each tab's content scripts last said.

import type { Cause, StoredLessons } from "../generated/protocol";
import { api } from "./api";
import type { StoredCalendars } from "./calendars";
import { dayOf, dueBy, isCause, type Everywhere, type TabState } from "./face";
import { withRestored } from "./inbox";
import { hex } from "./tokens";

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

/** Changes the decision log's inbox; it stays as it is where that throws. */
export function changeInbox(change: (stored: unknown) => unknown[]): Promise<void> {
  return oneAtATime(async () => {
    const { decisionInbox } = await api.storage.local.get("decisionInbox");
    await api.storage.local.set({ decisionInbox: change(decisionInbox) });
  });
}

/** The calendars that the user added, as they were stored, if they were. */
export async function storedCalendars(): Promise<unknown> {
  return (await api.storage.local.get("calendars"))["calendars"];
}

export async function storeCalendars(calendars: StoredCalendars): Promise<void> {
  await api.storage.local.set({ calendars });
}

/** The key for guests' hashes: 64 hex digits, made once per installation. */
export function guestKey(): Promise<string> {
  return oneAtATime(async () => {
    const { key } = await api.storage.local.get("key");
    if (isKey(key)) return key;
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

/** What the toolbar button says in all tabs. */
export async function everywhere(): Promise<Everywhere> {
  const { decisionsDue, decisionInbox } = await api.storage.local.get(["decisionsDue", "decisionInbox"]);
  return { paused: (await pausedUntil()) > 0, due: dueBy(decisionsDue, decisionInbox, dayOf(new Date())) };
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

/**
 * What else a backup brings: the key, where it takes this installation's place; of two counts the larger; and what the
 * gate handed over and nobody took out, each once.
 */
export function restore(key: string | null, unchecked: Record<string, number>, inbox: readonly unknown[]): Promise<void> {
  return oneAtATime(async () => {
    const stored = await api.storage.local.get(["unchecked", "decisionInbox"]);
    const items: Record<string, unknown> = {};
    if (key !== null && isKey(key)) items["key"] = key;
    if (Object.keys(unchecked).length > 0) {
      const counts: Record<string, number> = { ...(stored["unchecked"] as Record<string, number> | undefined) };
      for (const [cause, count] of Object.entries(unchecked)) {
        if (isCause(cause)) counts[cause] = Math.max(counts[cause] ?? 0, count);
      }
      items["unchecked"] = counts;
    }
    if (inbox.length > 0) {
      items["decisionInbox"] = withRestored(stored["decisionInbox"], inbox);
    }
    await api.storage.local.set(items);
  });
}

function isKey(key: unknown): key is string {
  return typeof key === "string" && /^[0-9a-f]{64}$/.test(key);
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
export function changeTabState(tab: number, change: (old: TabState) => TabState): Promise<TabState> {
  return oneAtATime(async () => {
    const state = change((await tabState(tab)) ?? { frames: {}, unchecked: null });
    await api.storage.session.set({ [`tab${tab}`]: state });
    return state;
  });
}

/** What is known of every tab. */
export async function tabStates(): Promise<Map<number, TabState>> {
  const kept = Object.entries(await api.storage.session.get(null));
  return new Map(
    kept.flatMap(([name, state]) => {
      const tab = /^tab(\d+)$/.exec(name)?.[1];
      return tab === undefined ? [] : [[Number(tab), state as TabState]];
    }),
  );
}

export function forgetTab(tab: number): Promise<void> {
  return oneAtATime(() => api.storage.session.remove(`tab${tab}`));
}

/** Whether all tabs make room by now for what is said everywhere, and with which words. */
export async function everywhereShown(): Promise<string> {
  const { everywhereShown } = await api.storage.session.get("everywhereShown");
  return typeof everywhereShown === "string" ? everywhereShown : "";
}

export async function setEverywhereShown(everywhereShown: string): Promise<void> {
  await api.storage.session.set({ everywhereShown });
}
