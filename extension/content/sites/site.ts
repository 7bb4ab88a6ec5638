// What a calendar's file under sites/ must be able to do, and the two helpers that each of them needs:
// finding an element by a vote of several hooks, and telling a button. Nothing about any one calendar.

import type { Patch, Snapshot, SnapshotTime } from "../../generated/protocol";

/** A gesture that commits in some calendars: a press of a button (by pointer or key), Enter in a field,
 *  Ctrl/Cmd+S or Ctrl/Cmd+Enter, a form's submit. */
export type GestureKind = "press" | "enter" | "shortcut" | "submit";

/** A gesture that would send what an editor holds. */
export interface Commit {
  editor: Element;
  /** Does it again through the calendar's own Save, found anew; false if there is none to be found. */
  again: () => boolean;
}

/** One calendar. Elements inside an editor are found anew at each call: calendars re-render them. */
export interface Site {
  /** Short name, as in snapshots and records. */
  readonly name: string;
  /** The document is one of this calendar's; certain once it is loaded. */
  here(): boolean;
  /** The event editors open now; the element given keeps its identity while its editor is open. */
  editors(): Element[];
  /** Its Save can be found. */
  hasSave(editor: Element): boolean;
  /** Whether this gesture would commit an editor. */
  commit(kind: GestureKind, target: Element): Commit | null;
  read(editor: Element): Snapshot;
  /** Writes into the description; false if the editor shows no description field. */
  write(editor: Element, patch: Patch): boolean;
  /** The description's lines, to prove what was written. */
  lines(editor: Element): string[];
}

/** One way to find an element: a selector or a function, and what its vote weighs. */
export type Hook = readonly [find: string | ((root: Element) => Element | null | undefined), weight: number];

/** The element of that kind with the most votes, the first named on a tie; null if none has `enough`. */
export function vote<Found extends Element>(
  kind: abstract new () => Found,
  root: Element,
  hooks: readonly Hook[],
  enough = 1,
): Found | null {
  const votes = new Map<Found, number>();
  for (const [find, weight] of hooks) {
    const found = typeof find === "string" ? root.querySelector(find) : find(root);
    if (found instanceof kind) votes.set(found, (votes.get(found) ?? 0) + weight);
  }
  let best: Found | null = null;
  let most = enough - 1;
  for (const [element, weight] of votes) {
    if (weight > most) [best, most] = [element, weight];
  }
  return best;
}

/** What acts like a button. */
export const BUTTON = 'button, [role="button"], input[type="submit"]';

/** A time of which nothing is known. */
export const NO_TIME: SnapshotTime = { date: "", time: "", date_text: "", time_text: "" };
