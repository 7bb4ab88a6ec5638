// SOGo's event editor (AngularJS Material): recognised by its form, read and written by its ng-model names,
// which are the same in every language. Numeric ids and labels change and are not used.

import type { Snapshot, SnapshotGuest, SnapshotRecurrence } from "../../generated/protocol";
import { collapse, patchedPlain, plainLines, setFieldValue } from "../description";
import type { Commit, GestureKind, Site } from "./site";

const FORM = 'form[name="eventForm"]';
const SUBMIT = 'button[type="submit"]';
// Save once more after a conflict is no submit button.
const SAVE_AGAIN = 'button[ng-click^="editor.save("]';

const model = (name: string) => `[ng-model="editor.${name}"]`;

/** SOGo, at any address. */
export const sogo: Site = {
  name: "sogo",
  parts: { save: { hooks: [[`${FORM} ${SUBMIT}`, 1]] } },
  here: () => document.querySelector(`body[ng-app^="SOGo"], md-dialog ${FORM}`) !== null,
  editors: () => [...document.querySelectorAll("md-dialog")].filter((dialog) => dialog.querySelector(FORM)),
  commit,
  exists: () => null,
  read,
  write(editor, patch) {
    const field = description(editor);
    if (field) setFieldValue(field, patchedPlain(field.value, patch));
    return field !== null;
  },
  lines: (editor) => plainLines(description(editor)?.value ?? ""),
};

function commit(kind: GestureKind, target: Element): Commit | null {
  const form = target.closest(FORM);
  const editor = form?.closest("md-dialog");
  if (!editor) return null;
  // Enter in Title or Location comes as the browser's own click on the submit button, then as submit.
  const button = kind === "press" ? target.closest(`${SUBMIT}, ${SAVE_AGAIN}`) : null;
  if (button === null && kind !== "submit") return null;
  const conflict = button?.matches(SUBMIT) === false ? button.getAttribute("ng-click") : null;
  return { editor, again: () => saveAgain(editor, conflict) };
}

function saveAgain(editor: Element, conflict: string | null): boolean {
  const form = editor.querySelector<HTMLFormElement>(FORM);
  if (!form?.isConnected) return false;
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("button")];
  const save = buttons.find((button) =>
    conflict === null ? button.matches(SUBMIT) : button.getAttribute("ng-click") === conflict,
  );
  if (save) save.click();
  else if (conflict === null) form.requestSubmit();
  return save !== undefined || conflict === null;
}

function read(editor: Element): Snapshot {
  const value = (selector: string) => editor.querySelector<HTMLInputElement>(selector)?.value ?? "";
  const end = (date: string, time: string) => {
    const time_text = value(`sg-timepicker${model(time)} input`);
    return {
      date: "",
      time: /^\d\d:\d\d$/.test(time_text) ? time_text : "",
      date_text: value(`md-datepicker${model(date)} input`),
      time_text,
    };
  };
  const guests = rows(editor);
  return {
    site: "sogo",
    title: value(model("component.summary")),
    description: description(editor)?.value ?? "",
    format: "plain",
    guests,
    // Still text at Save is looked up by SOGo and invited.
    typed_guest: value('md-autocomplete[md-search-text="editor.searchText"] input').trim(),
    own: guests.filter((guest) => guest.organizer && guest.email !== "").map((guest) => guest.email),
    start: end("component.start", "startTime"),
    end: end("component.end", "endTime"),
    all_day: editor.querySelector(`md-checkbox${model("component.isAllDay")}`)?.getAttribute("aria-checked") === "true",
    recurrence: recurrence(editor),
    language: document.documentElement.lang,
  };
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
  return [...editor.querySelectorAll("md-chips.attendees-chips md-chip .md-contact-name")].map((chip): SnapshotGuest => {
    const shown = collapse(chip.textContent);
    const email = shown.includes("@") ? shown : "";
    return { email, name: shown, kind: "person", optional: false, organizer: false };
  });
}

function recurrence(editor: Element): SnapshotRecurrence {
  const select = editor.querySelector(`md-select${model("component.repeat.frequency")}`);
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
  const parts = [`FREQ=${frequency.toUpperCase()}`];
  const interval = number(shown, "component.repeat.interval");
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  const counted = editor.querySelector(`[ng-show="editor.component.repeat.end == 'count'"]:not(.ng-hide)`);
  const count = counted ? number(counted, "component.repeat.count") : 0;
  if (count > 0) parts.push(`COUNT=${count}`);
  return { rule: parts.join(";"), frequency, text };
}

const description = (editor: Element) =>
  editor.querySelector<HTMLTextAreaElement>(`textarea${model("component.comment")}`);
