// What a calendar's file under sites/ must be able to do, and what each of them needs for it: a table of the
// editor's parts with the hooks that find them, and the vote among those hooks. Nothing about any one calendar.

import type { Patch, Snapshot } from "../../generated/protocol";

export { NO_RECURRENCE, NO_TIME, snapshot } from "../snapshot";

/** A gesture that commits in some calendars: a press of a button (by pointer or key), Enter in a field,
 *  Ctrl/Cmd+S or Ctrl/Cmd+Enter, a form's submit. */
export type GestureKind = "press" | "enter" | "shortcut" | "submit";

/** A gesture that would send what an editor holds, or what a question of the calendar's own asks about. */
export interface Commit {
  /** The editor or the question. */
  editor: Element;
  /** Does it again through the calendar's own Save, found anew; false if there is none to be found. */
  again: () => boolean;
}

/** One way to find a part of an editor: a selector, or a name for what `find` goes by; and what its vote weighs. */
export type Hook = readonly [by: string, weight: number, find?: (root: Element) => Element | null | undefined];

/** How one part is found. */
export interface Part {
  readonly hooks: readonly Hook[];
  /** The votes that it takes; 1 if it is not said. */
  readonly enough?: number;
}

/** The parts of an event's editor, by their names in the self-test. */
export type PartName =
  | "save" | "title" | "description" | "guests" | "guest_box" | "start" | "end" | "all_day" | "recurrence" | "location";

/** One calendar. Elements inside an editor are found anew at each call: calendars re-render them. */
export interface Site {
  /** Short name, as in snapshots and records. */
  readonly name: string;
  /** The one table of what an editor is made of: a change on the site is a change of a line in here. */
  readonly parts: Readonly<Partial<Record<PartName, Part>>> & { readonly save: Part };
  /** Its buttons act as the mouse button comes up, before there is a click: then that is the press. */
  readonly acts?: "mouseup";
  /** The document is one of this calendar's; certain once it is loaded. */
  here(): boolean;
  /** The event editors open now; the element given keeps its identity while its editor is open. */
  editors(): Element[];
  /** The calendar's own questions open now that something waits for: "send invitations?", "this or all?". One that
   *  follows a gesture which was let go belongs to it; any other stands for a change without an editor, a drag. */
  questions?(): Element[];
  /** Whether this gesture would commit an editor, or answer a question. */
  commit(kind: GestureKind, target: Element): Commit | null;
  /** The event is in the calendar already; null where the page does not tell, and then it counts as new. */
  exists(editor: Element): boolean | null;
  /** What this gesture calls off, as far as the page shows it; null if it calls off nothing that others know of. */
  cancels?(kind: GestureKind, target: Element): Snapshot | null;
  /** What stands in the editor, or is known of what the question is about. */
  read(editor: Element): Snapshot;
  /** Writes into the description; false if the editor shows no description field. */
  write(editor: Element, patch: Patch): boolean;
  /** The description's lines, to prove what was written. */
  lines(editor: Element): string[];
}

/** The element of that kind with the most votes, the first named on a tie; null if none has enough. */
export function vote<Found extends Element>(
  kind: abstract new () => Found,
  root: Element,
  { hooks, enough = 1 }: Part,
): Found | null {
  const votes = new Map<Found, number>();
  for (const hook of hooks) {
    const found = tried(root, hook);
    if (found instanceof kind) votes.set(found, (votes.get(found) ?? 0) + hook[1]);
  }
  let best: Found | null = null;
  let most = enough - 1;
  for (const [element, weight] of votes) {
    if (weight > most) [best, most] = [element, weight];
  }
  return best;
}

/** What one hook finds by itself. */
export const tried = (root: Element, [by, , find]: Hook): Element | null =>
  (find === undefined ? root.querySelector(by) : find(root)) ?? null;

/** Its Save can be found. */
export const hasSave = (site: Site, editor: Element) => vote(Element, editor, site.parts.save) !== null;

/** What acts like a button. */
export const BUTTON = 'button, [role="button"], input[type="submit"]';
