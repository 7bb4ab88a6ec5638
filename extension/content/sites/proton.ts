// Proton Calendar (React): the popover, which a dragged event opens too, and the modal. Both are forms, found and
// read by test ids and ids that lasted from 2021 to 2026, and by their structure; labels are in the user's language
// and not needed. Saving goes through the form's submit, whether Save is pressed or Enter in a text field. What its
// requests carry is encrypted: what is not seen here is seen nowhere.

import type { Snapshot, SnapshotGuest, SnapshotTime } from "../../generated/protocol";
import { collapse, patchedPlain, plainLines, setFieldValue } from "../description";
import { text as message } from "../extension";
import { BUTTON, type Commit, type GestureKind, NO_TIME, type Part, type Site, vote } from "./site";

const testId = (id: string) => `[data-testid="${id}"]`;

const SAVES = '[data-testid^="create-event-"][data-testid$=":save"]';
const MARKS = `#event-title-input, #event-participants-input, ${SAVES}`;
const FORM = 'form, .eventpopover, dialog, [role="dialog"]';
const PROMPT = ".modal-two:not(.modal-two--out) .prompt";
const FOOT = ".prompt-footer, .modal-two-footer, footer";
const TEXT = 'input:not([type]), input[type="text"]';
const GUEST_ROW = testId("busy-participant");
const DANGER = ".button-solid-danger";

const SAVE: Part = {
  hooks: [
    [SAVES, 3],
    ['button[type="submit"]', 2],
    [".button-solid-norm", 2],
    ["last button", 1, (root) => [...root.querySelectorAll(BUTTON)].at(-1)],
  ],
  enough: 2,
};

const TITLE: Part = {
  hooks: [["#event-title-input", 3], ["first text field", 1, (root) => root.querySelector(TEXT)]],
};

const DESCRIPTION: Part = {
  hooks: [["#event-description-input", 3], ["textarea", 1]],
};

const GUEST_BOX: Part = {
  hooks: [
    ["#event-participants-input", 3],
    [testId("participants-input"), 2],
  ],
};

/** Its fields of text, in their order: title, days and times, guests, place. */
const texts = (root: Element) => [...root.querySelectorAll<HTMLInputElement>(TEXT)];

/** The days' and times' fields, when their ids are gone: those before the guests that show a number. */
function numbered(root: Element): HTMLInputElement[] {
  const all = texts(root);
  const guests = vote(HTMLInputElement, root, GUEST_BOX);
  const before = guests === null ? all : all.slice(0, all.indexOf(guests));
  return before.filter((field) => field !== vote(HTMLInputElement, root, TITLE) && /\p{Nd}/u.test(field.value));
}

const when = (id: string, at: number, of: number): Part => ({
  hooks: [[`#${id}`, 3], [`field ${at + 1} of ${of}`, 1, (root) => {
    const fields = numbered(root);
    return fields.length === of ? fields[at] : null;
  }]],
});

const START: Part = {
  hooks: [["#event-date-input", 3], ["first day", 1, (root) => numbered(root)[0]]],
};
const START_TIME = when("event-startTime", 1, 4);
const END: Part = {
  hooks: [["#event-endDate", 3], ["second day", 1, (root) => {
    const fields = numbered(root);
    return fields[fields.length / 2];
  }]],
};
const END_TIME = when("event-endTime", 3, 4);

const ALL_DAY: Part = {
  hooks: [["#event-allday-checkbox", 3], ['input[type="checkbox"]', 1]],
};

const RECURRENCE: Part = {
  hooks: [["#event-frequency-input", 3], ['[data-testid="event-modal/frequency:select"]', 2]],
};

/** Proton Calendar, also in the frame that the mail application shows it in. */
export const proton: Site = {
  name: "proton",
  parts: {
    save: SAVE, title: TITLE, description: DESCRIPTION, guest_box: GUEST_BOX, start: START, end: END, all_day: ALL_DAY,
    recurrence: RECURRENCE, location: { hooks: [["#event-location-input", 1]] },
  },
  here: () => location.hostname === "calendar.proton.me",
  editors: () => {
    const marks = [...document.querySelectorAll(MARKS)];
    return [...new Set(marks.map((mark) => mark.closest(FORM)).filter((form) => form !== null))];
  },
  questions,
  commit,
  exists,
  cancels,
  read: (root) => (root.matches(PROMPT) ? asked() : read(root)),
  write(editor, patch) {
    const field = description(editor);
    if (field) setFieldValue(field, patchedPlain(field.value, patch));
    return field !== null;
  },
  lines: (editor) => plainLines(description(editor)?.value ?? ""),
};

const description = (editor: Element) => vote(HTMLTextAreaElement, editor, DESCRIPTION);

/** Prompts stand for a change without an editor when the grid shows which event is meant. Beside an open editor they
 *  belong to its Save, or ask whether to discard what is in it. */
function questions(): Element[] {
  if (proton.editors().length > 0 || document.querySelector(".eventpopover")) return [];
  return [...document.querySelectorAll(PROMPT)].filter(
    (prompt) => !prompt.querySelector(DANGER) && (chosen() ?? prompt.querySelector('[data-testid^="update-recurring-"]')),
  );
}

/** The event that is being changed, in the grid. */
const chosen = () => document.querySelector('.isSelected:is([role="button"], [class*="event"])');

const CONFIRM: Part = {
  hooks: [
    [".button-solid-norm", 2],
    ['button[type="submit"]', 2],
    ["first button", 1, (root) => root.querySelector(FOOT)?.querySelector(BUTTON)],
  ],
};

function commit(kind: GestureKind, target: Element): Commit | null {
  const open = [...proton.editors().map((editor) => [editor, SAVE] as const), ...questions().map((one) => [one, CONFIRM] as const)];
  for (const [editor, part] of open) {
    if (!editor.contains(target)) continue;
    const pressed = kind === "press" && vote(HTMLElement, editor, part)?.contains(target);
    // Enter comes as the browser's own click on the submit button, then as submit.
    if (pressed === true || kind === "submit") return { editor, again: () => press(editor, part) };
  }
  return null;
}

function press(editor: Element, part: Part): boolean {
  const button = editor.isConnected ? vote(HTMLElement, editor, part) : null;
  if (button) button.click();
  else if (editor instanceof HTMLFormElement && editor.isConnected) editor.requestSubmit();
  else return false;
  return true;
}

/** The modal of an event that is in the calendar has Delete between Cancel and Save; the popover does not tell. */
function exists(editor: Element): boolean | null {
  const save = vote(Element, editor, SAVE);
  const foot = save?.closest(FOOT);
  return foot && !editor.closest(".eventpopover") ? foot.querySelectorAll(BUTTON).length > 2 : null;
}

/** Only the prompt's own Delete deletes; the event's editor or popover stays open beneath it. */
function cancels(kind: GestureKind, target: Element): Snapshot | null {
  const shown = proton.editors()[0] ?? document.querySelector(".eventpopover");
  const deletes = target.closest(`${PROMPT} :is(${DANGER}, [type="submit"]:not(.button-solid-norm))`) !== null;
  return kind === "press" && deletes && shown ? read(shown) : null;
}

function read(root: Element): Snapshot {
  const value = (part: Part) => vote(HTMLInputElement, root, part)?.value ?? "";
  const guests = rows(root);
  const recurrence = vote(HTMLElement, root, RECURRENCE);
  const all_day = vote(HTMLInputElement, root, ALL_DAY)?.checked ?? false;
  const end = (day: Part, time: Part): SnapshotTime => ({
    ...NO_TIME, date_text: value(day), time_text: all_day ? "" : value(time),
  });
  return {
    site: "proton",
    title: vote(HTMLInputElement, root, TITLE)?.value ?? collapse(root.querySelector("h1")?.textContent ?? ""),
    description: description(root)?.value ?? "",
    format: "plain",
    guests,
    // An address that is still text becomes a guest when the field is left.
    typed_guest: value(GUEST_BOX).trim(),
    own: guests.filter((guest) => guest.organizer).map((guest) => guest.email),
    start: end(START, START_TIME),
    end: end(END, END_TIME),
    all_day,
    recurrence: {
      rule: "",
      frequency: recurrence instanceof HTMLSelectElement ? recurrence.value.toLowerCase().replace("once", "never") : "",
      text: collapse(recurrence instanceof HTMLSelectElement ? "" : (recurrence?.textContent ?? "")),
    },
    language: document.documentElement.lang,
  };
}

/** What is known where only a question is asked: which event the grid shows as chosen, and that others are invited. */
function asked(): Snapshot {
  const event = chosen();
  const title = event?.querySelector('[class*="title"]')?.textContent ?? event?.getAttribute("title") ?? "";
  return {
    site: "proton", title: collapse(title), description: "", format: "plain",
    guests: [{ email: "", name: message("guests_of_event"), kind: "group", optional: false, organizer: false }],
    typed_guest: "", own: [], start: NO_TIME, end: NO_TIME, all_day: false,
    recurrence: { rule: "", frequency: "", text: "" }, language: document.documentElement.lang,
  };
}

/** A row says "Name <address>", or the address alone, in its title. */
function rows(root: Element): SnapshotGuest[] {
  const all = [...root.querySelectorAll('[title*="@"]')].filter((row) => !row.closest(`${BUTTON}, label, input, textarea`));
  if (all.length === 0) return [...root.querySelectorAll(".participant")].map(participant);
  return all.map((row): SnapshotGuest => {
    const shown = collapse(row.getAttribute("title") ?? "");
    const [, name = shown, email = shown] = /^(.*?)\s*<([^<>]+)>$/.exec(shown) ?? [];
    // Every guest can be taken off the list, the organizer cannot.
    const organizer = !row.matches(GUEST_ROW) && !row.parentElement?.querySelector(BUTTON);
    return { email, name, kind: "person", optional: !organizer && row.children.length > 1, organizer };
  });
}

/** A guest in the popover that only shows an event, where name and address are texts. */
function participant(row: Element): SnapshotGuest {
  const texts = [...row.querySelectorAll(":not(:has(*))")].map((leaf) => collapse(leaf.textContent));
  const email = texts.find((text) => text.includes("@")) ?? "";
  // The shortest are initials.
  const name = texts.find((text) => text.length > 2 && !text.includes("@")) ?? email;
  return { email, name, kind: "person", optional: false, organizer: false };
}
