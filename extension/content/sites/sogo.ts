// SOGo's event editor (AngularJS Material): recognised by its form, read and written by its ng-model names,
// which are the same in every language. Numeric ids and labels change and are not used. A drag asks nothing, or
// "this or all?" of a series, and then posts: that is the request layer's.

import type { Snapshot, SnapshotGuest, SnapshotRecurrence } from "../../generated/protocol";
import { collapse, plainLines, writePlain } from "../description";
import { type Commit, type GestureKind, type Part, type Site, snapshot, vote } from "./site";

const model = (name: string) => `[ng-model="editor.${name}"]`;

/** Save once more after a conflict is no submit button. */
const SAVE_AGAIN = '[ng-click^="editor.save("]';

const FORM: Part = { hooks: [['form[name="eventForm"]', 1]] };
const form = (dialog: Element) => vote(HTMLFormElement, dialog, FORM);

const parts = {
  save: {
    hooks: [
      ['md-dialog-actions button[type="submit"]', 2],
    ],
  },
  title: { hooks: [[`input${model("component.summary")}`, 2]] },
  description: { hooks: [[`textarea${model("component.comment")}`, 2]] },
  guest_box: {
    hooks: [['md-autocomplete[md-search-text="editor.searchText"] input', 2]],
  },
  start: { hooks: [[`md-datepicker${model("component.start")} input`, 2]] },
  end: { hooks: [[`md-datepicker${model("component.end")} input`, 2]] },
  all_day: { hooks: [[`md-checkbox${model("component.isAllDay")}`, 2]] },
  recurrence: { hooks: [[`md-select${model("component.repeat.frequency")}`, 2]] },
} as const satisfies Site["parts"];

/** SOGo, at any address. */
export const sogo: Site = {
  name: "sogo",
  parts,
  here: () => document.querySelector('body[ng-app^="SOGo"]') !== null,
  editors: () => [...document.querySelectorAll("md-dialog")].filter(form),
  commit,
  // A new event has no title when its editor opens, and this is asked before the first key reaches it. In the mail
  // module an editor opens with what a message says.
  exists: (editor) => (/\/Calendar\/view$/.test(location.pathname) ? title(editor) !== "" : null),
  read,
  write: (editor, patch) => writePlain(description(editor), patch),
  lines: (editor) => plainLines(description(editor)?.value ?? ""),
};

const description = (editor: Element) => vote(HTMLTextAreaElement, editor, parts.description);
const value = (editor: Element, part: Part) => vote(HTMLInputElement, editor, part)?.value ?? "";
const title = (editor: Element) => value(editor, parts.title);

function commit(kind: GestureKind, target: Element): Commit | null {
  const editor = sogo.editors().find((dialog) => dialog.contains(target));
  if (!editor || (kind !== "press" && kind !== "submit")) return null;
  if (kind === "submit") return { editor, again: () => saveAgain(editor, null) };
  // Enter in Title or Location comes as the browser's own click on the submit button, then as submit.
  const button = target.closest("button");
  const conflict = button?.matches(SAVE_AGAIN) ? button.getAttribute("ng-click") : null;
  const commits = button !== null && (conflict !== null || button.type === "submit" || button === vote(HTMLButtonElement, editor, parts.save));
  return commits ? { editor, again: () => saveAgain(editor, conflict) } : null;
}

function saveAgain(editor: Element, conflict: string | null): boolean {
  const event = form(editor);
  if (!event?.isConnected) return false;
  const save =
    conflict === null
      ? vote(HTMLButtonElement, editor, parts.save)
      : [...event.querySelectorAll<HTMLButtonElement>(SAVE_AGAIN)].find((button) => button.getAttribute("ng-click") === conflict);
  if (save) save.click();
  else if (conflict === null) event.requestSubmit();
  return Boolean(save) || conflict === null;
}

function read(editor: Element): Snapshot {
  const end = (date: Part, time: string) => {
    const time_text = editor.querySelector<HTMLInputElement>(`sg-timepicker${model(time)} input`)?.value ?? "";
    return { date: "", time: /^\d\d:\d\d$/.test(time_text) ? time_text : "", date_text: value(editor, date), time_text };
  };
  return snapshot("sogo", {
    title: title(editor),
    description: description(editor)?.value ?? "",
    guests: rows(editor),
    // Still text at Save is looked up by SOGo and invited.
    typed_guest: value(editor, parts.guest_box).trim(),
    start: end(parts.start, "startTime"),
    end: end(parts.end, "endTime"),
    all_day: vote(Element, editor, parts.all_day)?.getAttribute("aria-checked") === "true",
    recurrence: recurrence(editor),
    language: document.documentElement.lang,
  });
}

/** From the free/busy pane, which has addresses; from the chips, which mostly have names alone, without it. */
function rows(editor: Element): SnapshotGuest[] {
  const text = (row: Element, selector: string) => collapse(row.querySelector(selector)?.textContent ?? "");
  const pane = [...editor.querySelectorAll(".attendees md-list-item:has(.sg-md-body)")].map((row): SnapshotGuest => ({
    email: text(row, ".sg-md-body > div"),
    name: text(row, ".sg-md-subhead"),
    kind: row.querySelector('[ng-click^="editor.expandAttendee("]') ? "group" : "person",
    optional: row.querySelector('[ng-switch-when="opt-participant"]') !== null,
    // The organizer's row stands by itself, attendees are repeated.
    organizer: !row.hasAttribute("ng-repeat"),
  }));
  if (pane.some((guest) => !guest.organizer)) return pane;
  const chips = editor.querySelectorAll(`:is(md-chips.attendees-chips, md-chips${model("component.attendees")}) md-chip .md-contact-name`);
  return [...chips].map((chip): SnapshotGuest => {
    const shown = collapse(chip.textContent);
    const email = shown.includes("@") ? shown : "";
    return { email, name: shown, kind: "person", optional: false, organizer: false };
  });
}

function recurrence(editor: Element): SnapshotRecurrence {
  const select = vote(Element, editor, parts.recurrence);
  const text = collapse(select?.querySelector("md-select-value")?.textContent ?? "");
  const shown = [...editor.querySelectorAll(`[ng-show^="editor.component.repeat.frequency == '"]`)].find(
    (section) => !section.classList.contains("ng-hide"),
  );
  const frequency =
    /'(\w+)'/.exec(shown?.getAttribute("ng-show") ?? "")?.[1] ??
    select?.querySelector("md-option[selected]")?.getAttribute("value") ??
    "";
  if (shown === undefined) return { rule: "", frequency, text };
  const number = (root: Element, name: string) =>
    Number(root.querySelector<HTMLInputElement>(`input${model(name)}`)?.value ?? "");
  const rule = [`FREQ=${frequency.toUpperCase()}`];
  const interval = number(shown, "component.repeat.interval");
  if (interval > 1) rule.push(`INTERVAL=${interval}`);
  const counted = editor.querySelector(`[ng-show="editor.component.repeat.end == 'count'"]:not(.ng-hide)`);
  const count = counted ? number(counted, "component.repeat.count") : 0;
  if (count > 0) rule.push(`COUNT=${count}`);
  return { rule: rule.join(";"), frequency, text };
}
