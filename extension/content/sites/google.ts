// Google Calendar: the full event editor and the quick-create bubble. Elements are found by a vote of
// several hooks (ids and jsnames that lasted for years, structure, labels last), because each of them has
// changed at some time. The bubble is re-rendered all the time; only its dialog element stays.

import type { Patch, Snapshot, SnapshotGuest, SnapshotRecurrence, SnapshotTime } from "../../generated/protocol";
import { collapse, patchRich, richLines } from "../description";
import { BUTTON, type Commit, type GestureKind, NO_TIME, type Part, type Site, vote } from "./site";

const EDITABLE = '[contenteditable]:not([contenteditable="false"])';
const FULL = '[role="main"], body';
const ROOM = /@resource\.calendar\.google\.com$/i;

// Labels come last and only help where everything else is gone: en de es fr pt it nl ja zh ko ar.
const SAVE = new Set(["save", "speichern", "guardar", "enregistrer", "salvar", "salva", "opslaan", "保存", "저장", "حفظ"]);
const GUESTS = new Set(["guests", "add guests", "gäste", "gäste hinzufügen", "invitados", "añadir invitados", "invités",
  "ajouter des invités", "convidados", "adicionar convidados", "invitati", "aggiungi invitati", "gasten", "gasten toevoegen",
  "ゲスト", "ゲストを追加", "邀请对象", "添加邀请对象", "참석자", "참석자 추가", "الضيوف", "إضافة ضيوف"]);

/** Google Calendar. */
export const google: Site = {
  name: "google",
  get parts() {
    return { save: SAVE_PART, title: TITLE, description: DESCRIPTION, guest_box: GUEST_BOX };
  },
  here: () => location.hostname === "calendar.google.com",
  editors: () => [...fullEditors(), ...bubbles()],
  commit,
  exists: () => null,
  read,
  write(editor, patch: Patch) {
    const field = description(editor);
    if (field) patchRich(field, patch);
    return field !== null;
  },
  lines(editor) {
    const field = description(editor);
    return field ? richLines(field) : [];
  },
};

function fullEditors(): Element[] {
  const title = document.querySelector("#xTiIn");
  const editing = document.querySelector('body[data-viewfamily="EVENT_EDIT"]') !== null;
  const editor = title?.closest(FULL) ?? (editing ? document.querySelector('#YPCqFe [role="main"]') : null);
  return editor ? [editor] : [];
}

function bubbles(): Element[] {
  return [...document.querySelectorAll('[role="dialog"]')].filter(
    (dialog) =>
      (dialog.matches('[data-chips-dialog="true"]') || dialog.querySelector("[data-eventid]")) &&
      // The details bubble has the same hull.
      !dialog.querySelector("#xDetDlg") &&
      dialog.querySelector('input[type="text"], input:not([type])'),
  );
}

const isBubble = (editor: Element) => editor.matches('[role="dialog"]');

/** The last button that a label names. */
const labelled = (root: Element, selector: string, labels: Set<string>) =>
  [...root.querySelectorAll(selector)].findLast((element) =>
    [element.getAttribute("aria-label"), element.getAttribute("placeholder"), element.textContent].some((label) =>
      labels.has(collapse(label ?? "").toLowerCase()),
    ),
  );

const SAVE_PART: Part = {
  hooks: [
    ["#xSaveBu", 3, (editor) => (isBubble(editor) ? null : editor.querySelector("#xSaveBu"))],
    ['[jsname="x8hlje"]', 2],
    ["bubble's foot", 2, (editor) => (isBubble(editor) ? editor.querySelector(`[jsname="c6xFrd"] :is(${BUTTON})`) : null)],
    ["label", 2, (editor) => labelled(editor, BUTTON, SAVE)],
    // Position alone is not enough: the last button of the bubble's foot, the next one after Cancel.
    ["last button", 1, (editor) =>
      [...editor.querySelectorAll(BUTTON)].findLast((button) => !button.closest("[data-bubble-scrollable-root]"))],
  ],
  enough: 2,
};

const save = (editor: Element) => vote(HTMLElement, editor, SAVE_PART);

function commit(kind: GestureKind, target: Element): Commit | null {
  for (const editor of google.editors()) {
    const inside = editor.contains(target);
    const elsewhere = target === document.body || target === document.documentElement;
    const commits =
      (kind === "press" && inside && (save(editor)?.contains(target) ?? false)) ||
      (kind === "enter" && isBubble(editor) && title(editor) === target) ||
      (kind === "shortcut" && (inside || (elsewhere && !isBubble(editor))));
    if (commits) return { editor, again: () => press(editor) };
  }
  return null;
}

function press(editor: Element): boolean {
  const button = editor.isConnected ? save(editor) : null;
  button?.click();
  return button !== null;
}

const TITLE: Part = {
  hooks: [
    ["#xTiIn", 3],
    ['[jsname="GYcwYe"] input', 2],
    ["first text field", 1, (root) => {
      const first = root.querySelector('input[type="text"], input:not([type])');
      // Unless it is one of the event's details.
      return first?.closest('[role="tabpanel"], #xDaRaSel') ? null : first;
    }],
  ],
};

const title = (editor: Element) => vote(HTMLInputElement, editor, TITLE);

const DESCRIPTION: Part = {
  hooks: [
    [`#xDescIn ${EDITABLE}`, 3],
    [`#xDesc ${EDITABLE}`, 1],
    [`[jsname="yrriRe"] ${EDITABLE}, [jsname="hGaP9"] ${EDITABLE}`, 2],
    ["only rich text", 1, (root) => {
      const fields = root.querySelectorAll<HTMLElement>(EDITABLE);
      return fields.length === 1 ? fields[0] : null;
    }],
  ],
};

const description = (editor: Element) => vote(HTMLElement, editor, DESCRIPTION);

function read(editor: Element): Snapshot {
  const field = description(editor);
  const guests = rows(editor);
  const own = [collapse(document.querySelector("#xUserEmail")?.textContent ?? "")];
  own.push(...guests.filter((guest) => guest.organizer).map((guest) => guest.email));
  const times = isBubble(editor) ? bubbleTimes(editor) : fullTimes(editor);
  return {
    site: "google",
    title: title(editor)?.value ?? "",
    description: field?.innerHTML ?? "",
    format: "html",
    guests,
    typed_guest: typedGuest(editor),
    own: [...new Set(own.filter((address) => address !== ""))],
    ...times,
    recurrence: recurrence(editor),
    language: collapse(document.querySelector("#xUserLocale")?.textContent ?? "") || document.documentElement.lang,
  };
}

/** A row of the guest list names its address in `data-email`, in older builds in `data-id` alone. */
const ROWS = ["[data-email]", '[data-id*="@"]', '[data-hovercard-id*="@"]'];

function rows(editor: Element): SnapshotGuest[] {
  const selector = ROWS.find((candidate) => editor.querySelector(candidate)) ?? ROWS[0] ?? "";
  const found = [...editor.querySelectorAll<HTMLElement>(selector)];
  // A row's inner parts may carry its address again.
  return found.filter((row) => !row.parentElement?.closest(selector)).map((row): SnapshotGuest => {
    const email = row.dataset["email"] ?? row.dataset["id"] ?? row.dataset["hovercardId"] ?? "";
    const named = row.querySelector("[data-hovercard-id]")?.textContent ?? row.getAttribute("aria-label") ?? "";
    const room = ROOM.test(email) || row.closest('[aria-labelledby="xRmTab"]') !== null;
    const group = row.matches('[data-is-expandable="true"]') || row.querySelector('[data-is-expandable="true"]');
    return {
      email,
      name: collapse(named),
      kind: room ? "room" : group ? "group" : "person",
      optional: false,
      organizer: row.id === "xDtlDlgOrg" || row.querySelector("#xDtlDlgOrg") !== null,
    };
  });
}

const COMBOBOX = 'input[role="combobox"]';
const NO_GUEST_BOX = '#xLocIn, [jsname="vHVaxd"], #xDaRaSel';

const comboboxes = (editor: Element) =>
  [...editor.querySelectorAll<HTMLInputElement>(COMBOBOX)].filter((box) => !box.closest(NO_GUEST_BOX));

const precedes = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const GUEST_BOX: Part = {
  hooks: [
    [`[role="tabpanel"][aria-labelledby="xGstTab"] ${COMBOBOX}`, 3],
    ["label", 2, (root) => labelled(root, COMBOBOX, GUESTS)],
    ["just before the guests", 2, (root) => lastBefore(comboboxes(root), root.querySelector(`#xGstLst, ${ROWS.join(", ")}`))],
    ["just before the place", 1, (root) =>
      lastBefore(comboboxes(root), isBubble(root) ? root.querySelector('[jsname="vHVaxd"]') : null)],
  ],
};

const guestBox = (editor: Element) => vote(HTMLInputElement, editor, GUEST_BOX);

const lastBefore = (boxes: HTMLInputElement[], mark: Element | null) =>
  mark && boxes.findLast((box) => precedes(box, mark));

function typedGuest(editor: Element): string {
  const typed = guestBox(editor)?.value.trim() ?? "";
  // An address in a box that was not recognised can only be a guest.
  return typed === "" ? (comboboxes(editor).find((box) => box.value.includes("@"))?.value.trim() ?? "") : typed;
}

type Times = Pick<Snapshot, "start" | "end" | "all_day">;

function fullTimes(editor: Element): Times {
  const input = (id: string) => editor.querySelector<HTMLInputElement>(`#${id}`);
  const end = (date: HTMLInputElement | null, time: HTMLInputElement | null): SnapshotTime => ({
    date: machine(date, /^\d{8}$/),
    time: machine(time, /^T\d{6}$/),
    date_text: date?.value ?? "",
    time_text: time?.value ?? "",
  });
  return {
    start: end(input("xStDaIn"), input("xStTiIn")),
    end: end(input("xEnDaIn"), input("xEnTiIn")),
    all_day:
      editor.querySelector<HTMLInputElement>('#xAlDaCbx input[type="checkbox"]')?.checked ??
      editor.querySelector('#xAlDaCbx[aria-checked="true"], #xAlDaCbx [aria-checked="true"]') !== null,
  };
}

/** The machine-readable date or time beside a field, as far as it is the one shown: it may be the first one,
 *  from before an edit. */
function machine(input: HTMLInputElement | null, form: RegExp): string {
  if (!input) return "";
  const initial = input.dataset["initialValue"] ?? "";
  const live = input.dataset["date"] ?? input.closest<HTMLElement>("[data-ical]")?.dataset["ical"] ?? "";
  const known = input.defaultValue !== "";
  const edited = input.value !== input.defaultValue;
  const value = live !== "" ? (known && edited && live === initial ? "" : live) : known && !edited ? initial : "";
  return form.test(value) ? value : "";
}

/** The bubble has no ids: its fields stand in the order start date, start time, end time, end date. */
function bubbleTimes(editor: Element): Times {
  const panel = editor.querySelector('[role="tabpanel"]') ?? editor;
  const name = title(editor);
  const before = guestBox(editor);
  const fields = [...panel.querySelectorAll<HTMLInputElement>('input[type="text"], input:not([type])')].filter(
    (field) => field !== name && field !== before && !field.closest(NO_GUEST_BOX) && field.checkVisibility() &&
      (before === null || precedes(field, before)) && /\d/.test(field.value),
  );
  const date = (field?: HTMLInputElement) => ({ date: machine(field ?? null, /^\d{8}$/), date_text: field?.value ?? "" });
  const time = (field?: HTMLInputElement) => ({ time: machine(field ?? null, /^T\d{6}$/), time_text: field?.value ?? "" });
  const ticked = panel.querySelector<HTMLInputElement>('input[type="checkbox"]:checked');
  const all_day = ticked !== null && (before === null || precedes(ticked, before));
  const [first, second, third, fourth] = fields;
  if (first === undefined) {
    // Folded: one button says it all.
    const summary = [...panel.querySelectorAll(BUTTON)].find((button) => /\d/.test(button.textContent));
    return { start: { ...NO_TIME, date_text: collapse(summary?.textContent ?? "") }, end: NO_TIME, all_day };
  }
  if (fields.length === 2) {
    return { start: { ...NO_TIME, ...date(first) }, end: { ...NO_TIME, ...date(second) }, all_day };
  }
  return {
    start: { ...date(first), ...time(second) },
    end: { ...date(fourth ?? first), ...time(third) },
    all_day,
  };
}

function recurrence(editor: Element): SnapshotRecurrence {
  const option = [...editor.querySelectorAll<HTMLElement>('[role="option"][aria-selected="true"][data-value]')].find(
    (candidate) => candidate.closest('[jsname="T7keRc"], #xDaRaSel') || candidate.dataset["value"]?.includes("RRULE:"),
  );
  const shown = editor.querySelector('#xDaRaSel [role="combobox"]:not(input), [jsname="T7keRc"] [role="combobox"]') ?? option;
  return {
    rule: /RRULE:[^"\\\s]+/.exec(option?.dataset["value"] ?? "")?.[0] ?? "",
    frequency: "",
    text: collapse(shown?.textContent ?? ""),
  };
}
