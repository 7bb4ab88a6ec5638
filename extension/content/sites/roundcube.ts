// Roundcube with Kolab's calendar plugin (skins Elastic and Larry): its editor and its questions are jQuery UI
// dialogs with their buttons in a pane of their own; the fields have the same ids and names in every language. Text
// left in the box for a guest is not invited, and resources have a table of their own: neither is read. Never in
// here: a move that asks nothing, which is the request layer's; the editor that a message is made into an event
// with (in a frame), which has no guests.

import type { Snapshot, SnapshotGuest } from "../../generated/protocol";
import { collapse, plainLines, writePlain } from "../description";
import { text } from "../extension";
import { type Commit, type GestureKind, NO_RECURRENCE, NO_TIME, type Part, type Site, snapshot, vote } from "./site";

const NOTIFY = ".confirm-attendees-donotify, [name=notify]";
/** Each of them says that somebody is told of a change. */
const TOLD = "#edit-attendees-invite, #edit-attendees-donotify, .edit-attendee-reply";
const OTHERS = "#edit-localchanges-warning";
/** All are hidden while an event is new. */
const KNOWN = ["#edit-recurring-warning", "#edit-attendees-notify", OTHERS];

/** A field, by its id and its name. */
const field = (id: string, name = id): Part => ({ hooks: [[`#edit-${id}`, 2], [`[name="${name}"]`, 1]] });

const parts = {
  save: {
    hooks: [
      [".ui-dialog-buttonpane .save", 2],
      [".mainaction:not(.delete)", 1],
      ["first button of the pane", 1, (dialog) => dialog.querySelector(".ui-dialog-buttonset button")],
    ],
  },
  title: field("title"),
  description: field("description"),
  guests: { hooks: [["#edit-attendees-table", 2], [".edit-attendees-table", 1], ["table:has(.edit-attendee-role)", 1]] },
  guest_box: field("attendee-name", "participant"),
  start: field("startdate"),
  end: field("enddate"),
  all_day: field("allday"),
  recurrence: field("recurrence-frequency", "frequency"),
} as const satisfies Site["parts"];

/** Roundcube, at any address. */
export const roundcube: Site = {
  name: "roundcube",
  parts,
  here: () => document.querySelector("body.task-calendar, #eventedit, script[src*='plugins/calendar/']") !== null,
  editors: () => dialogs(edits),
  questions: () => dialogs((dialog) => asks(dialog) && !removes(dialog)),
  commit,
  exists(editor) {
    if (!KNOWN.some((mark) => shown(editor.querySelector(mark)))) return null;
    const copy = editor.querySelector('.edit-recurring-savemode[value="new"]:checked');
    return !shown(copy);
  },
  cancels(kind, target) {
    const dialog = kind === "press" && target.closest("a, .mainaction") && dialogs(removes).find((one) => one.contains(target));
    // The details that Delete was pressed in stay behind, hidden.
    return dialog ? { ...read(dialog), title: collapse(document.querySelector("#event-title, .event-title")?.textContent ?? "") } : null;
  },
  read,
  write: (editor, patch) => writePlain(vote(HTMLTextAreaElement, editor, parts.description), patch),
  lines: (editor) => plainLines(value(editor, parts.description)),
};

/** The event that was last pressed in the grid: a question after a drag does not name it. */
let pressed = "";
window.addEventListener("pointerdown", ({ target }) => {
  const event = target instanceof Element ? target.closest(".fc-event") : null;
  if (event) pressed = collapse(event.querySelector(".fc-title")?.textContent ?? "");
}, { capture: true, passive: true });

const shown = (element: Element | null) => element?.checkVisibility() === true;
const dialogs = (such: (dialog: Element) => boolean) =>
  [...document.querySelectorAll('.ui-dialog, [role="dialog"]')].filter((dialog) => shown(dialog) && such(dialog));

const edits = (dialog: Element) => dialog.querySelector("#eventedit, #edit-title, #edit-startdate") !== null;

// The questions: "tell the guests?", and "which of the series?", where each answer is a link. Who removes an event of
// a series cannot make a new one of it.
const asks = (dialog: Element) => dialog.querySelector(`.savemode, ${NOTIFY}`) !== null;
const removes = (dialog: Element) =>
  asks(dialog) && dialog.querySelector('[href$="#new"]') === null && dialog.querySelector('.mainaction.delete, [href$="#all"]') !== null;

const value = (editor: Element, part: Part) =>
  (vote(HTMLElement, editor, part) as HTMLInputElement | null)?.value ?? "";

function commit(kind: GestureKind, target: Element): Commit | null {
  const editor = dialogs((dialog) => edits(dialog) || (asks(dialog) && !removes(dialog))).find((one) => one.contains(target));
  if (!editor || kind !== "press") return null;
  const answer = asks(editor) ? target.closest("a")?.getAttribute("href")?.replace(/.*#/, "") : undefined;
  const button = () =>
    answer === undefined ? vote(HTMLElement, editor, parts.save) : editor.querySelector<HTMLElement>(`[href$="#${answer}"]`);
  // "New" opens the editor and saves nothing yet.
  if (answer === "new" || !button()?.contains(target)) return null;
  return {
    editor,
    again() {
      button()?.click();
      return button() !== null;
    },
  };
}

function read(editor: Element): Snapshot {
  const time = (part: Part, clock: string) => ({ ...NO_TIME, date_text: value(editor, part), time_text: value(editor, field(clock)) });
  const boxes = [...editor.querySelectorAll<HTMLInputElement>(edits(editor) ? TOLD : NOTIFY)];
  // With every box unticked, and where the event is another's, it is put away for oneself, with names on it.
  const told = (boxes.length === 0 ? edits(editor) : boxes.some((box) => box.checked)) && !shown(editor.querySelector(OTHERS));
  const frequency = value(editor, parts.recurrence);
  const interval = editor.querySelector<HTMLSelectElement>(`#recurrence-form-${frequency.toLowerCase()} .edit-recurrence-interval`);
  return snapshot("roundcube", {
    title: edits(editor) ? value(editor, parts.title) : pressed,
    description: value(editor, parts.description),
    guests: told ? guests(editor) : [],
    start: time(parts.start, "starttime"),
    end: time(parts.end, "endtime"),
    all_day: vote(HTMLInputElement, editor, parts.all_day)?.checked === true,
    recurrence: frequency === "" ? NO_RECURRENCE : { rule: `FREQ=${frequency};INTERVAL=${interval?.value ?? 1}`, frequency, text: "" },
    language: document.documentElement.lang,
  });
}

function guests(editor: Element): SnapshotGuest[] {
  // A question tells no more than that there are some.
  if (!edits(editor)) return [{ email: "", name: text("guests_of_event"), kind: "group", optional: false, organizer: false }];
  const rows = vote(HTMLElement, editor, parts.guests)?.querySelectorAll("tbody tr") ?? [];
  return [...rows].map((row) => {
    const role = row.querySelector("select");
    const address = row.querySelector('input[value*="@"]')?.getAttribute("value") ?? role?.getAttribute("data-email");
    return {
      email: address ?? row.querySelector("[title*='@']")?.getAttribute("title") ?? "",
      name: collapse(row.querySelector(".attendee-name, .name")?.textContent ?? ""),
      kind: row.querySelector(".expandlink") ? "group" : "person",
      optional: role?.value.startsWith("OPT") === true,
      organizer: role?.value === "ORGANIZER",
    };
  });
}
