// Google Calendar: the full event editor, the quick bubble, its own questions and what is dragged or called off on
// the grid. Elements are found by a vote of several hooks (ids and jsnames that lasted for years, structure, labels
// last), because each of them has changed at some time. The bubble is re-rendered all the time; only its dialog
// element stays.

import type { Patch, Snapshot, SnapshotGuest, SnapshotRecurrence, SnapshotTime } from "../../generated/protocol";
import { collapse, patchRich, richLines } from "../description";
import { text } from "../extension";
import { spoken } from "../spoken";
import { BUTTON, type Commit, type GestureKind, NO_RECURRENCE, NO_TIME, type Part, type PartName, type Site, vote } from "./site";

const EDITABLE = '[contenteditable]:not([contenteditable="false"])';
const FULL = '[role="main"], body';
const DIALOG = '[role="dialog"], [role="alertdialog"]';
const CHIPS_DIALOG = '[data-chips-dialog="true"]';
const CHIP = "[data-eventchip], [data-eventid]";
const TEXT_INPUT = 'input[type="text"], input:not([type])';
const COMBOBOX = 'input[role="combobox"]';
const NO_GUEST_BOX = '#xLocIn, [jsname="vHVaxd"], #xDaRaSel';
const ROOM = /@resource\.calendar\.google\.com$/i;

/** A row of the guest list names its address in `data-email`, in older builds in `data-id` alone. */
const ROWS = ["[data-email]", '[data-id*="@"]', '[data-hovercard-id*="@"]'];

// Labels come last and only help where everything else is gone: en de es fr pt it nl ja zh ko ar.
const SAVE = new Set(["save", "speichern", "guardar", "enregistrer", "salvar", "salva", "opslaan", "保存", "저장", "حفظ"]);
const GUESTS = new Set(["guests", "add guests", "gäste", "gäste hinzufügen", "invitados", "añadir invitados", "invités",
  "ajouter des invités",
  "ゲスト", "ゲストを追加", "邀请对象", "添加邀请对象", "الضيوف", "إضافة ضيوف"]);
const BACK = new Set(["back to editing", "cancel", "zurück zur bearbeitung", "abbrechen", "volver a editar", "seguir editando",
  "cancelar", "revenir à la modification", "retour à la modification", "annuler", "voltar à edição", "torna alla modifica",
  "annulla", "terug naar bewerken", "annuleren", "編集に戻る", "キャンセル", "返回修改", "返回编辑", "取消", "수정으로 돌아가기",
  "취소", "العودة إلى التعديل", "إلغاء"]);

const label = (names: Set<string>, selector: string) => (root: Element) => labelled(root, selector, names);

const PARTS: Readonly<Record<PartName, Part>> = {
  save: {
    hooks: [
      ["#xSaveBu", 3, (editor) => (isBubble(editor) ? null : editor.querySelector("#xSaveBu"))],
      ['[jsname="x8hlje"]', 2],
      ["bubble's foot", 2, (editor) => (isBubble(editor) ? editor.querySelector(`[jsname="c6xFrd"] :is(${BUTTON})`) : null)],
      ["label", 2, label(SAVE, BUTTON)],
      // Position alone is not enough: the last button of the bubble's foot, the next one after Cancel.
      ["last button", 1, (editor) =>
        [...editor.querySelectorAll(BUTTON)].findLast((button) => !button.closest("[data-bubble-scrollable-root]"))],
    ],
    enough: 2,
  },
  title: {
    hooks: [
      ["#xTiIn", 3],
      ['[jsname="GYcwYe"] input', 2],
      ["first text field", 1, (root) => {
        const first = root.querySelector(TEXT_INPUT);
        // Unless it is one of the event's details.
        return first?.closest('[role="tabpanel"], #xDaRaSel') ? null : first;
      }],
    ],
  },
  description: {
    hooks: [
      [`#xDescIn ${EDITABLE}`, 3],
      [`#xDesc ${EDITABLE}`, 1],
      [`[jsname="yrriRe"] ${EDITABLE}, [jsname="hGaP9"] ${EDITABLE}`, 2],
      ["only rich text", 1, (root) => {
        const fields = root.querySelectorAll(EDITABLE);
        return fields.length === 1 ? fields[0] : null;
      }],
    ],
  },
  guests: {
    hooks: [
      ["#xGstLst", 3],
      ["around the rows", 1, (root) => root.querySelector(ROWS.join(", "))?.parentElement],
    ],
  },
  guest_box: {
    hooks: [
      [`[role="tabpanel"][aria-labelledby="xGstTab"] ${COMBOBOX}`, 3],
      ["label", 2, label(GUESTS, COMBOBOX)],
      ["just before the guests", 2, (root) => lastBefore(comboboxes(root), root.querySelector(`#xGstLst, ${ROWS.join(", ")}`))],
      ["just before the place", 1, (root) =>
        lastBefore(comboboxes(root), isBubble(root) ? root.querySelector('[jsname="vHVaxd"]') : null)],
    ],
  },
  // Both are the first field of their end: a day, and a time of day.
  start: { hooks: [["#xStDaIn", 3], ["first of the times", 1, (root) => shownTimes(root)[0]]] },
  end: { hooks: [["#xEnTiIn", 3], ["second to last of the times", 1, (root) => shownTimes(root).at(-2)]] },
  all_day: {
    hooks: [
      ['#xAlDaCbx input[type="checkbox"]', 3],
      ["#xAlDaCbx[role=checkbox], #xAlDaCbx [role=checkbox]", 2],
      ["box before the guests", 1, (root) => {
        const box = root.querySelector('input[type="checkbox"]');
        return box && standsBefore(box, guestBox(root)) ? box : null;
      }],
    ],
  },
  recurrence: {
    hooks: [
      ['#xDaRaSel [role="combobox"]:not(input)', 2],
      ['[jsname="T7keRc"] [role="combobox"]', 2],
      ["choice before the guests", 1, (root) => {
        const choice = root.querySelector('[role="combobox"]:not(input)');
        return choice && standsBefore(choice, guestBox(root)) ? choice : null;
      }],
    ],
  },
  location: {
    hooks: [
      ["#xLocIn input", 3],
      ['[jsname="vHVaxd"] input', 2],
      ["combobox after the guest box", 1, (root) => {
        const box = guestBox(root);
        return box && [...root.querySelectorAll(COMBOBOX)].find((other) => precedes(box, other));
      }],
    ],
  },
};

/** Google Calendar. */
export const google: Site = {
  name: "google",
  parts: PARTS,
  here() {
    const here = location.hostname === "calendar.google.com";
    if (here) listen();
    return here;
  },
  editors: () => [...fullEditors(), ...bubbles()],
  questions,
  commit: (kind, target) => commitEditor(kind, target) ?? commitQuestion(kind, target),
  exists,
  cancels,
  read: (place) => (isQuestion(place) ? readQuestion(place) : readEditor(place)),
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

// Editors.

const save = (editor: Element) => vote(HTMLElement, editor, PARTS.save);
const title = (editor: Element) => vote(HTMLInputElement, editor, PARTS.title);
const description = (editor: Element) => vote(HTMLElement, editor, PARTS.description);
const guestBox = (editor: Element) => vote(HTMLInputElement, editor, PARTS.guest_box);

const isBubble = (editor: Element) => editor.matches(`${DIALOG}, ${CHIPS_DIALOG}`);

function fullEditors(): Element[] {
  const field = document.querySelector("#xTiIn");
  const editing = document.querySelector('body[data-viewfamily="EVENT_EDIT"]') !== null;
  const editor = field?.closest(FULL) ?? (editing ? document.querySelector('#YPCqFe [role="main"]') : null);
  return editor ? [editor] : [];
}

function bubbles(): Element[] {
  return [...document.querySelectorAll(`${DIALOG}, ${CHIPS_DIALOG}`)].filter(
    (dialog) =>
      (dialog.matches(CHIPS_DIALOG) || dialog.querySelector("[data-eventid]")) &&
      // The details bubble has the same hull.
      !dialog.querySelector("#xDetDlg") &&
      dialog.querySelector(TEXT_INPUT),
  );
}

/** Only events of the calendar have their id in the address; copies of one are new. */
function exists(editor: Element): boolean | null {
  const told = editor.closest("[data-is-create]") ?? editor.querySelector("[data-is-create]");
  const isOld = told?.getAttribute("data-is-create") === "false";
  if (isBubble(editor)) {
    // The bubble of an event that was looked at before, or one that says so itself.
    return isOld || known.has(eventOf(editor)) ? true : null;
  }
  const [, , way = "", event = ""] = /\/eventedit(\/(duplicate|copy))?\/?([^/?]*)/.exec(location.pathname) ?? [];
  if (way !== "" || new URLSearchParams(location.search).has("state")) return false;
  if (event !== "") return told === null || isOld ? true : null;
  return isOld ? true : null;
}

/** The last button or field that a label names. */
const labelled = (root: Element, selector: string, labels: Set<string>) =>
  [...root.querySelectorAll(selector)].findLast((element) =>
    [element.getAttribute("aria-label"), element.getAttribute("placeholder"), element.textContent].some((name) =>
      labels.has(collapse(name ?? "").toLowerCase()),
    ),
  );

function commitEditor(kind: GestureKind, target: Element): Commit | null {
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
  // What was seen of the event before is not what it will be.
  known.delete(eventOf(editor));
  const button = editor.isConnected ? save(editor) : null;
  button?.click();
  return button !== null;
}

/** A snapshot in which nothing is known but whose page it is. */
function blank(): Snapshot {
  const info = (id: string) => collapse(document.querySelector(`#${id}`)?.textContent ?? "");
  return {
    site: "google",
    title: "",
    description: "",
    format: "html",
    guests: [],
    typed_guest: "",
    own: [info("xUserEmail")].filter((address) => address !== ""),
    start: NO_TIME,
    end: NO_TIME,
    all_day: false,
    recurrence: NO_RECURRENCE,
    language: info("xUserLocale") || document.documentElement.lang,
  };
}

function readEditor(editor: Element): Snapshot {
  const guests = rows(editor);
  const base = blank();
  const organizers = guests.filter((guest) => guest.organizer && guest.email !== "").map((guest) => guest.email);
  return {
    ...base,
    title: title(editor)?.value ?? "",
    description: description(editor)?.innerHTML ?? "",
    guests,
    typed_guest: typedGuest(editor),
    own: [...new Set([...base.own, ...organizers])],
    ...times(editor),
    recurrence: recurrence(editor),
  };
}

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

const comboboxes = (editor: Element) =>
  [...editor.querySelectorAll<HTMLInputElement>(COMBOBOX)].filter((box) => !box.closest(NO_GUEST_BOX));

const precedes = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const standsBefore = (element: Element, mark: Element | null) => mark === null || precedes(element, mark);

const lastBefore = (boxes: HTMLInputElement[], mark: Element | null) =>
  mark && boxes.findLast((box) => precedes(box, mark));

function typedGuest(editor: Element): string {
  const typed = guestBox(editor)?.value.trim() ?? "";
  // An address in a box that was not recognised can only be a guest.
  return typed === "" ? (comboboxes(editor).find((box) => box.value.includes("@"))?.value.trim() ?? "") : typed;
}

type Times = Pick<Snapshot, "start" | "end" | "all_day">;

/** The fields of days and times without their ids: start day, start time, end time, end day. The bubble may have no
 *  end day; an event of whole days has no times. */
function shownTimes(editor: Element): HTMLInputElement[] {
  const panel = editor.querySelector("#xDaRaSel") ?? editor.querySelector('[role="tabpanel"]') ?? editor;
  const name = title(editor);
  const box = guestBox(editor);
  return [...panel.querySelectorAll<HTMLInputElement>(TEXT_INPUT)].filter(
    (field) => field !== name && field !== box && !field.closest('#xLocIn, [jsname="vHVaxd"]') && field.checkVisibility() &&
      standsBefore(field, box) && /\p{Nd}/u.test(field.value),
  );
}

function times(editor: Element): Times {
  const shown = shownTimes(editor);
  const input = (id: string) => editor.querySelector<HTMLInputElement>(`#${id}`) ?? undefined;
  const whole = shown.length === 2;
  const [day, begin, finish, lastDay] = whole ? [shown[0], , , shown[1]] : shown;
  const end = (place: number, date?: HTMLInputElement, time?: HTMLInputElement): SnapshotTime => ({
    date: machine(editor, place, date, /^\d{8}$/),
    time: machine(editor, place + 1, time, /^T\d{6}$/),
    date_text: date?.value ?? "",
    time_text: time?.value ?? "",
  });
  const box = vote(HTMLElement, editor, PARTS.all_day);
  const all_day = box instanceof HTMLInputElement ? box.checked : box?.getAttribute("aria-checked") === "true";
  const first = input("xStDaIn") ?? day;
  if (first === undefined) {
    // Folded: one button says it all.
    const summary = [...editor.querySelectorAll(`[role="tabpanel"] :is(${BUTTON})`)].find((button) => /\p{Nd}/u.test(button.textContent));
    return { start: { ...NO_TIME, date_text: collapse(summary?.textContent ?? "") }, end: NO_TIME, all_day };
  }
  return {
    start: end(0, first, input("xStTiIn") ?? begin),
    end: end(2, input("xEnDaIn") ?? lastDay ?? first, input("xEnTiIn") ?? finish),
    all_day,
  };
}

/** The fields of an editor as they were first seen, by their order: what is shown, and what is beside it. */
const firstSeen = new WeakMap<Element, Map<number, [shown: string, told: string]>>();

/** The machine-readable date or time beside a field, as far as it is the one shown: it may be the first one,
 *  from before an edit. */
function machine(editor: Element, place: number, input: HTMLInputElement | undefined, form: RegExp): string {
  if (!input) return "";
  const initial = input.dataset["initialValue"] ?? "";
  const told = input.dataset["date"] ?? input.closest<HTMLElement>("[data-ical]")?.dataset["ical"] ?? initial;
  const fields = firstSeen.get(editor) ?? new Map<number, [string, string]>();
  firstSeen.set(editor, fields);
  const [shown, before] = fields.get(place) ?? [input.value, told];
  fields.set(place, [shown, before]);
  const edited = input.defaultValue !== "" && input.value !== input.defaultValue && told === initial;
  return !edited && (input.value === shown || told !== before) && form.test(told) ? told : "";
}

function recurrence(editor: Element): SnapshotRecurrence {
  const option = [...editor.querySelectorAll<HTMLElement>('[role="option"][aria-selected="true"][data-value]')].find(
    (candidate) => candidate.closest('[jsname="T7keRc"], #xDaRaSel') || candidate.dataset["value"]?.includes("RRULE:"),
  );
  const shown = vote(Element, editor, PARTS.recurrence) ?? option;
  return {
    rule: /RRULE:[^"\\\s]+/.exec(option?.dataset["value"] ?? "")?.[0] ?? "",
    frequency: "",
    text: collapse(shown?.textContent ?? ""),
  };
}

// What is on the grid: events as far as their chips and the details bubble tell.

/** What the user does beside any editor, and to which event. */
interface Deed {
  readonly does: "moves" | "cancels";
  readonly event: Snapshot;
  /** The gatekeeper was told of it. */
  told: boolean;
}

/** Events as the details bubble last showed them, by id; the oldest first. */
const known = new Map<string, Snapshot>();
const KNOWN = 50;

/** So far a pointer travels that drags, in pixels. */
const DRAGS = 4;

let pointed: { event: Snapshot; x: number; y: number } | null = null;
let deed: Deed | null = null;
/** What stood behind a question when it came up: a deed, an editor, or nothing that is known. */
const behind = new WeakMap<Element, Deed | Element | null>();

const eventOf = (root: Element) =>
  (root.closest<HTMLElement>("[data-eventid]") ?? root.querySelector<HTMLElement>("[data-eventid]"))?.dataset["eventid"] ?? "";

const chipAt = (target: EventTarget | null): HTMLElement | null => {
  const chip = target instanceof Element ? target.closest<HTMLElement>(CHIP) : null;
  return chip?.closest(`${DIALOG}, ${CHIPS_DIALOG}`) ? null : chip;
};

/** A change without an editor begins on the grid; only what the user did there tells what a question is about. */
function listen(): void {
  const on = <Type extends keyof WindowEventMap>(type: Type, heard: (event: WindowEventMap[Type]) => void) =>
    window.addEventListener(type, (event) => event.isTrusted && heard(event), { capture: true, passive: true });
  const inQuestion = ({ target }: Event) => target instanceof Element && asked().some((question) => question.contains(target));

  const note = () => {
    remember();
    // Before the user edits them.
    for (const editor of google.editors()) if (!firstSeen.has(editor)) times(editor);
  };

  on("pointerdown", (event) => {
    note();
    if (inQuestion(event)) return;
    const chip = chipAt(event.target);
    deed = null;
    if (chip) pointed = { event: readChip(chip), x: event.clientX, y: event.clientY };
    // The menu of a chip is about that chip.
    else if (!isMenu(event.target)) pointed = null;
  });

  // The browser's own drag ends with a pointer that is cancelled.
  for (const type of ["pointerup", "dragend"] as const) {
    on(type, (event) => {
      if (!pointed || inQuestion(event) || Math.hypot(event.clientX - pointed.x, event.clientY - pointed.y) < DRAGS) return;
      const day = dayAt(document.elementsFromPoint(event.clientX, event.clientY));
      const dated = (time: SnapshotTime): SnapshotTime => (day === "" ? time : { ...time, date: day });
      const { event: moved } = pointed;
      deed = { does: "moves", event: { ...moved, start: dated(moved.start), end: dated(moved.end) }, told: false };
    });
  }

  on("keydown", (event) => {
    note();
    if (inQuestion(event)) return;
    deed = null;
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    // Beside that it deletes letters.
    const { target } = event;
    if (target instanceof HTMLInputElement || google.editors().some((editor) => target instanceof Node && editor.contains(target))) return;
    const chip = chipAt(event.target);
    const of = chip ? readChip(chip) : (readDetails() ?? pointed?.event);
    if (of) deed = { does: "cancels", event: of, told: false };
  });
}

const MENU = '[jsname="mg9Pef"]';
const isMenu = (target: EventTarget | null) => target instanceof Element && target.closest(MENU) !== null;

/** A grid's day says which: years since 1970, month and day in one number. */
function dayAt(elements: readonly Element[]): string {
  for (const element of elements) {
    const key = Number(element.closest<HTMLElement>("[data-datekey]")?.dataset["datekey"] ?? "");
    if (key > 0) return dayOfKey(key);
  }
  return "";
}

/** `YYYYMMDD` of a grid's day. */
export const dayOfKey = (key: number): string =>
  `${(key >> 9) + 1970}${String((key >> 5) & 15).padStart(2, "0")}${String(key & 31).padStart(2, "0")}`;

const details = () => document.querySelector(`#xDetDlg, ${CHIPS_DIALOG}:has(#xDetDlgWhen)`);

/** The event in the details bubble; null if there is none. */
function readDetails(): Snapshot | null {
  const bubble = details();
  if (!bubble) return null;
  return {
    ...blank(),
    title: collapse(bubble.querySelector('#rAECCd, [role="heading"]')?.textContent ?? ""),
    description: bubble.querySelector("#xDetDlgDesc")?.innerHTML ?? "",
    guests: rows(bubble.querySelector("#xDetDlgAtt") ?? bubble),
    start: { ...NO_TIME, date_text: collapse(bubble.querySelector("#xDetDlgWhen")?.textContent ?? "") },
  };
}

function remember(): void {
  const event = readDetails();
  const id = event && eventOf(details() ?? document.body);
  if (!event || !id) return;
  known.delete(id);
  known.set(id, event);
  for (const oldest of known.keys()) {
    if (known.size > KNOWN) known.delete(oldest);
  }
}

function readChip(chip: HTMLElement): Snapshot {
  const leaves: string[] = [];
  const walker = document.createTreeWalker(chip, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) leaves.push(collapse(walker.currentNode.nodeValue ?? ""));
  leaves.push(collapse(chip.getAttribute("aria-label") ?? ""));
  const told = spoken(leaves.filter((leaf) => leaf !== ""));
  const seen = known.get(eventOf(chip));
  const date = dayAt([chip]);
  return {
    ...blank(),
    ...(seen && { title: seen.title, description: seen.description, guests: seen.guests }),
    ...(!seen && { title: told.title }),
    start: { ...NO_TIME, date, time_text: told.start },
    end: { ...NO_TIME, date, time_text: told.end },
  };
}

// The calendar's own questions: "send invitations?", "this event or all of them?".

/** Dialogs that ask something: two or three answers, at most a note to write, none of the event's own parts. */
const asked = (): Element[] => [...document.querySelectorAll(DIALOG)].filter(isQuestion);

function isQuestion(dialog: Element): boolean {
  if (!dialog.checkVisibility()) {
    // Shown again, it is another question.
    behind.delete(dialog);
    return false;
  }
  const foreign = `${DIALOG}, ${EDITABLE}, #xDetDlg, [data-eventid], #xDiscDiscBu, input:not([type="radio"]):not([type="checkbox"])`;
  return (
    !dialog.matches(`${CHIPS_DIALOG}, [data-eventid] *`) &&
    dialog.querySelector(foreign) === null &&
    dialog.querySelectorAll("textarea").length <= 1 &&
    [2, 3].includes(answers(dialog).length)
  );
}

function answers(question: Element): HTMLElement[] {
  const all = [...question.querySelectorAll<HTMLElement>(BUTTON)];
  const marked = all.filter((button) => button.matches("[data-mdc-dialog-action], [data-id]"));
  return marked.length > 1 ? marked : all;
}

/** The answer that goes back. Its order is what is left when neither its action nor its label is known. */
const BACK_PART: Part = {
  hooks: [
    ['[data-mdc-dialog-action="cancel"]', 3],
    ["label", 2, label(BACK, BUTTON)],
    ["first", 1, (question) => answers(question)[0]],
  ],
};

/** "This event, the following, or all": it asks no guests' question yet. */
const asksScope = (question: Element) => question.querySelectorAll('input[type="radio"], [role="radio"]').length > 1;

function cause(question: Element): Deed | Element | null {
  let found = behind.get(question);
  if (found === undefined) {
    // An editor whose Save is not found is a fault, and let go as one.
    found = deed ?? google.editors().find((editor) => save(editor) !== null) ?? null;
    behind.set(question, found);
  }
  return found;
}

/** The questions that can be the first that is seen of a change which reaches guests. */
function questions(): Element[] {
  return asked().filter(isGate);
}

function isGate(question: Element): boolean {
  const why = cause(question);
  if (why === null || why instanceof Element) return why !== null;
  // Events without guests have a series, too.
  return why.does === "moves" && (!asksScope(question) || why.event.guests.length > 0);
}

/** The question's button under the target, unless it goes back. */
function answer(question: Element, target: Element): number {
  const at = answers(question).findIndex((button) => button.contains(target));
  return vote(HTMLElement, question, BACK_PART)?.contains(target) ? -1 : at;
}

function commitQuestion(kind: GestureKind, target: Element): Commit | null {
  if (kind !== "press") return null;
  const question = questions().find((open) => open.contains(target));
  const at = question ? answer(question, target) : -1;
  if (!question || at < 0) return null;
  const again = () => {
    const button = question.isConnected ? answers(question)[at] : undefined;
    button?.click();
    return button !== undefined;
  };
  return { editor: question, again };
}

function readQuestion(question: Element): Snapshot {
  const why = cause(question);
  if (why === null) return blank();
  return why instanceof Element ? readEditor(why) : withGuests(why.event, question);
}

/** A question about mail says that there are guests, even where it is not known who. */
function withGuests(event: Snapshot, question: Element): Snapshot {
  if (event.guests.length > 0 || asksScope(question)) return event;
  return { ...event, guests: [{ email: "", name: text("guests_of_event"), kind: "group", optional: false, organizer: false }] };
}

/** Called off by a button, by the menu of a chip, or by the question that follows one of them or the Delete key. */
function cancels(kind: GestureKind, target: Element): Snapshot | null {
  if (kind !== "press") return null;
  const question = asked().find((open) => open.contains(target));
  if (question) {
    const why = cause(question);
    if (why === null || why instanceof Element || why.does === "moves" || why.told || answer(question, target) < 0) return null;
    return withGuests(why.event, question);
  }
  const [editor] = target.closest("#xDelBu") ? fullEditors() : [];
  const item = target.closest('[jsname="j7LFlb"]');
  const inMenu = item !== null && item === item.closest(MENU)?.querySelector('[jsname="j7LFlb"]');
  const event = editor ? readEditor(editor)
    : target.closest("#xDetDlgDelBu") ? readDetails()
    : inMenu ? (pointed?.event ?? blank())
    : null;
  if (event) deed = { does: "cancels", event, told: event.guests.length > 0 };
  return event;
}
