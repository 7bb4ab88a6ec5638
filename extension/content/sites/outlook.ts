// Outlook on the web, and the same calendar inside Teams: the full event form (embedded, dialog, page of its own,
// window of its own) and the quick one. Class names and most ids are made anew with every build; what is the same
// for years and in every language comes first, labels last. The form for mail has the same attendee fields and the
// same Send, and must never be taken for an event.

import type { Snapshot, SnapshotGuest, SnapshotRecurrence, SnapshotTime } from "../../generated/protocol";
import { collapse, patchRich, richLines } from "../description";
import { text } from "../extension";
import { BUTTON, type Commit, type GestureKind, NO_RECURRENCE, NO_TIME, type Part, type Site, vote } from "./site";

const HOSTS = /^outlook\.(office|office365|live|cloud)\./;
const LOCATION = "#location-suggestions-picker-input";
const DIALOG = '[role="dialog"], [role="alertdialog"], .fui-DialogSurface';
const TOOLBAR = '.fui-Toolbar, [role="toolbar"]';
const EDITABLE = '[contenteditable="true"]';
const FIELD = `:is(input[type="text"], input:not([type])):not([role="combobox"]):not(${LOCATION})`;
const SPLIT = ".fui-SplitButton__primaryActionButton";
const CHIPS = ["._EType_RECIPIENT_ENTITY", "[data-lpc-hover-target-id]", '[contenteditable="false"][aria-label]', '[draggable="true"]'] as const;
const CHIP = CHIPS.join(", ");

// Labels come last and only help where everything else is gone: en de fr es pt it nl ja zh ko ar.
const words = (list: string) => new Set(list.split("|"));
const SEND = words("send|send update|send anyway|senden|trotzdem senden|envoyer|envoyer quand même|enviar|enviar de todos modos|" +
  "invia|verzenden|送信|このまま送信|发送|仍要发送|傳送|보내기|إرسال|إرسال على أي حال");
const SAVE = words([...SEND].join("|") + "|save|speichern|enregistrer|guardar|salvar|salva|opslaan|保存|儲存|저장|حفظ");
const TITLE_LABELS = words("add title|add a title|add details for the event|titel hinzufügen|ajouter un titre|agregar un título|" +
  "タイトルを追加|添加标题|إضافة عنوان");
const WHO = words("invite required attendees|invite attendees");
const ALL_DAY = words("all day|ganztägig|toute la journée|todo el día|dia inteiro|tutto il giorno|hele dag|終日|全天|整天|종일|طوال اليوم");
const REPEAT = words("repeat|wiederholen|répéter|repetir|ripeti|herhalen|繰り返し|重复|반복|تكرار");
const CANCEL = words("cancel|cancel meeting|cancel event|delete|absagen|besprechung absagen|löschen|annuler|annuler la réunion|supprimer|" +
  "cancelar|cancelar reunión|eliminar|キャンセル|会議のキャンセル|削除|取消|取消会议|删除|إلغاء|إلغاء الاجتماع|حذف");
const DRAFT = /draft|entwurf|brouillon|borrador|rascunho|bozza|concept|下書き|草稿|초안|مسود/i;

const ADDRESS = /[^\s<>()[\]"';,]+@[^\s<>()[\]"';,]+/;
// A time of day, with its half of the day where that is shown; never a piece of a date.
const TIME =
  /(?<!\p{Nd}[./]?)(?:(?:[\u3040-\u9fff\uac00-\ud7af]{1,4}|[ap]m)\s?)?\p{Nd}{1,2}(?:\s?[:h時时點点시]\s?|[.٫])\p{Nd}{2}(?![./]?\p{Nd})(?:\s?(?:[ap]\.?\s?m\.?|[صم](?!\p{L})))?/giu;
const HALF = /[ap]\.?\s?m\.?$|[صم]$/iu;

/** Outlook on the web. */
export const outlook: Site = {
  name: "outlook",
  get parts() {
    return {
      save: SAVE_PART, title: TITLE, guests: GUESTS, guest_box: GUEST_BOX, start: START, end: END, all_day: WHOLE_DAY,
      recurrence: RECURRENCE, location: PLACE, description: DESCRIPTION,
    };
  },
  // A window of its own is `about:blank`, filled by the one that opened it.
  here: () => HOSTS.test(location.hostname) || document.querySelector(`#_owa_projection_root, ${LOCATION}`) !== null,
  editors,
  questions,
  commit,
  exists: () => (/\/calendar\/(?:[^?]*\/)?item\//.test(address()) ? true : /compose|rru=addevent/.test(address()) ? false : null),
  cancels(kind, target) {
    const button = kind === "press" ? target.closest(BUTTON) : null;
    const editor = button && editors().find((form) => form.contains(button) && outlook.exists(form) === true);
    return editor && [label(button), shown(button)].some((name) => CANCEL.has(name.toLowerCase())) ? read(editor) : null;
  },
  read,
  write(editor, patch) {
    const field = description(editor);
    if (field) patchRich(field, patch);
    return field !== null;
  },
  lines(editor) {
    const field = description(editor);
    return field ? richLines(field) : [];
  },
};

const address = () => decodeURIComponent(location.href.replace(/%(?![\da-f]{2})/gi, ""));
const precedes = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
const all = <Kind extends Element = HTMLElement>(root: Element, selector: string) => [...root.querySelectorAll<Kind>(selector)];
const shown = (element: Element) => collapse(element.textContent);
const label = (element: Element) => collapse(element.getAttribute("aria-label") ?? "");
const valueOf = (element: Element) => (element instanceof HTMLInputElement ? element.value : shown(element));

const labelled = (root: Element, selector: string, labels: Set<string>) =>
  all(root, selector).find((element) =>
    [label(element), element.getAttribute("placeholder") ?? "", shown(element)].some((name) => labels.has(name.toLowerCase())),
  );

// Where the event is.

/** Forms keep their root while they are open, whatever is drawn anew inside. */
const roots = new Set<Element>();
/** What stood in a form before it was covered by its Scheduling Assistant. */
const remembered = new WeakMap<Element, Snapshot>();
function editors(): Element[] {
  for (const root of roots) if (!root.isConnected || !isEvent(root)) roots.delete(root);
  for (const anchor of document.querySelectorAll(inMail() ? LOCATION : `${LOCATION}, ${EDITABLE}`)) {
    if ([...roots].some((root) => root.contains(anchor))) continue;
    const root = rootOf(anchor);
    if (root) roots.add(root);
  }
  return [...roots];
}

const inMail = () => location.pathname.startsWith("/mail");

/** Mail has neither a place nor times; what lies over the form has no title. */
function isEvent(root: Element): boolean {
  if (root.querySelector(LOCATION)) return true;
  if (inMail() || !root.querySelector(EDITABLE) || !root.querySelector(FIELD)) return false;
  const signs = [times(root).length > 1 || summary(root), radios(root)[1], root.querySelector('[role="switch"]'),
    location.pathname.includes("/calendar")];
  return signs.filter(Boolean).length > 1;
}

function rootOf(anchor: Element): Element | null {
  const dialog = anchor.closest(DIALOG);
  if (dialog) return isEvent(dialog) ? dialog : null;
  let form: Element | null = null;
  for (let at = anchor.parentElement; at && at !== document.body; at = at.parentElement) {
    if (!at.querySelector(FIELD) || !isEvent(at)) continue;
    form ??= at;
    if (save(at)) return at;
  }
  return form;
}

// Its parts.

/** The one nearest above the title: the page itself has a toolbar and a split button, too. */
function nearest(root: Element, selector: string): HTMLElement | undefined {
  const found = all(root, selector);
  const name = title(root);
  return (name && found.findLast((element) => precedes(element, name))) ?? found[0];
}

const isPlain = (button: Element) => !button.matches('[aria-haspopup], [role="radio"], [role="switch"]');

const SAVE_PART: Part = {
  hooks: [
    ['[id$="__primaryActionButton"]', 3, (root) => nearest(root, '[id$="__primaryActionButton"]')],
    [SPLIT, 3, (root) => nearest(root, SPLIT)],
    ["first half of a split button", 2, (root) => {
      const bar = nearest(root, TOOLBAR);
      return bar && all(bar, BUTTON).find((button) => isPlain(button) && button.parentElement?.childElementCount === 2 &&
        button.nextElementSibling?.matches('[aria-haspopup="menu"]'));
    }],
    ["first plain button of the toolbar", 2, (root) => {
      const bar = nearest(root, TOOLBAR);
      return bar && all(bar, BUTTON).find(isPlain);
    }],
    ["label", 3, (root) => {
      const bar = nearest(root, TOOLBAR);
      return (bar && labelled(bar, BUTTON, SAVE)) ?? labelled(root, BUTTON, SAVE);
    }],
  ],
  enough: 2,
};

const save = (root: Element) => vote(HTMLElement, root, SAVE_PART);

const TITLE: Part = {
  hooks: [
    ["input.fui-Input__input", 2, (root) => root.querySelector(`.fui-Input__input${FIELD}`)],
    ["last text field before the attendees", 2, (root) => {
      const first = all(root, EDITABLE)[0];
      return first && all(root, FIELD).findLast((field) => precedes(field, first));
    }],
    ["first text field", 1, (root) => root.querySelector(FIELD)],
    ["label", 2, (root) => labelled(root, FIELD, TITLE_LABELS)],
  ],
};

const title = (root: Element) => vote(HTMLInputElement, root, TITLE);

const PLACE: Part = {
  hooks: [
    [LOCATION, 3],
    ["last combobox without a number", 1, (root) =>
      all(root, 'input[role="combobox"]').findLast((box) => !/\p{Nd}/u.test(valueOf(box)))],
  ],
};

const DESCRIPTION: Part = {
  hooks: [
    [`[role="textbox"]${EDITABLE}[data-ms-editor="true"]`, 3],
    [`[data-ms-editor] ${EDITABLE}`, 2],
    [`[id^="editorParent_"] ${EDITABLE}`, 2],
    [`${EDITABLE}[aria-multiline="true"]`, 2],
    ["last rich text after the place", 1, (root) => {
      const [place, last] = [vote(Element, root, PLACE), all(root, EDITABLE).at(-1)];
      return place && last && precedes(place, last) ? last : null;
    }],
  ],
};

const description = (root: Element) => vote(HTMLElement, root, DESCRIPTION);

/** Where attendees are typed: first those required, then the optional ones. */
function wells(root: Element): HTMLElement[] {
  const [body, name] = [description(root), title(root)];
  const fields = all(root, EDITABLE).filter((field) => !body?.contains(field) && !field.contains(body));
  const known = fields.filter((field) => field.matches(".EditorClass") || WHO.has(label(field).toLowerCase()));
  return known.length > 0 ? known : fields.filter((field) => name && precedes(name, field) && (!body || precedes(field, body)));
}

const GUEST_BOX: Part = {
  hooks: [
    [`${EDITABLE}.EditorClass`, 2],
    ["label", 2, (root) => labelled(root, EDITABLE, WHO)],
    ["first rich text after the title", 1, (root) => wells(root)[0]],
  ],
};

/** Chips stand in the fields, or right beside them. */
function chips(root: Element): HTMLElement[] {
  const body = description(root);
  return all(root, CHIP).filter((chip) => !body?.contains(chip) && !chip.parentElement?.closest(CHIP) && fieldOf(chip, root));
}

/** The smallest part of the form that holds the chip and a field for attendees, unless it holds the title. */
function fieldOf(chip: Element, root: Element): Element | null {
  const name = title(root);
  for (let at = chip.parentElement; at && at !== root && !at.contains(name); at = at.parentElement) {
    if (at.matches(EDITABLE) || at.querySelector(EDITABLE)) return at;
  }
  return null;
}

const GUESTS: Part = {
  hooks: CHIPS.map((by) => [by, 1, (root) => chips(root).find((chip) => chip.matches(by))] as const),
};

const radios = (root: Element) => all(root, '[role="radio"]');

/** The fields for dates and times, in their order: start first. */
const times = (root: Element) =>
  all(root, 'input[role="combobox"]').filter((box) => !box.matches(LOCATION) && /\p{Nd}/u.test(valueOf(box)));

/** Folded: one button says it all. */
const summary = (root: Element) =>
  all(root, BUTTON).find((button) => !button.closest(TOOLBAR) && valueOf(button).search(TIME) >= 0) ??
  all(root, BUTTON).find((button) => !button.closest(TOOLBAR) && /\p{Nd}+\D+\p{Nd}/u.test(valueOf(button)));

const visible = (boxes: HTMLElement[]) => (boxes.some((box) => box.checkVisibility()) ? boxes : []);

const START: Part = { hooks: [["first combobox with a number", 2, (root) => visible(times(root))[0]], ["summary", 1, summary]] };
const END: Part = { hooks: [["last combobox with a number", 2, (root) => visible(times(root)).at(-1)], ["summary", 1, summary]] };

const WHOLE_DAY: Part = {
  hooks: [
    ["label", 2, (root) => labelled(root, '[role="switch"], [type="checkbox"]', ALL_DAY)],
    ["switch before the place", 1, (root) => {
      const place = root.querySelector(LOCATION);
      return place && all(root, '[role="switch"], [type="checkbox"]').find((box) => precedes(box, place));
    }],
  ],
};

const RECURRENCE: Part = {
  hooks: [
    ["label", 2, (root) => labelled(root, '[role="combobox"]', REPEAT)],
    ["second radio button", 1, (root) => radios(root)[1]],
  ],
};

// What commits.

function commit(kind: GestureKind, target: Element): Commit | null {
  const open = editors();
  const button = kind === "press" ? target.closest<HTMLElement>(`${BUTTON}, [role^="menuitem"]`) : null;
  for (const editor of open) {
    const inside = editor.contains(target);
    if (inside && title(editor)) remembered.set(editor, read(editor));
    const elsewhere = open.length === 1 && (target === document.body || target === document.documentElement);
    const commits =
      (button && inside && save(editor) === button) || (kind === "shortcut" && (inside || elsewhere));
    if (commits) return { editor, again: () => editor.isConnected && release(editor, save(editor)) };
  }
  if (button === null) return null;
  const found = menuItem(button, open) ?? besideForm(button, open) ?? answer(button, open);
  if (found === null) lastPress = performance.now();
  return found;
}

function press(button: HTMLElement | null | undefined): boolean {
  button?.click();
  return button !== null && button !== undefined;
}

const THROUGH = "converel:through";

/** Presses what sends the form. In a window of its own, what is sent is sent by the page that opened it. */
function release(editor: Element, button: HTMLElement | null | undefined): boolean {
  try {
    (window.opener as Window | null)?.document.dispatchEvent(new CustomEvent(THROUGH, { detail: JSON.stringify(read(editor)) }));
  } catch {
    // It was opened from elsewhere: it sends by itself.
  }
  return press(button);
}

/** Tells of forms that were let go in windows that this page has opened. */
export function hearWindows(wentThrough: (invite: Snapshot) => void): void {
  document.addEventListener(THROUGH, (event) => {
    wentThrough(JSON.parse(String((event as CustomEvent<unknown>).detail)) as Snapshot);
  });
}

/** The other half of Send, which opens a menu. */
const arrow = (editor: Element) =>
  nearest(editor, '[id$="__menuButton"], .fui-SplitButton__menuButton') ?? save(editor)?.parentElement?.querySelector('[aria-haspopup="menu"]');

/** Send's menu is drawn beside the form. Its items cannot be told apart without their words, so each counts as
 *  sending that does not say that it keeps a draft. */
function menuItem(item: HTMLElement, open: Element[]): Commit | null {
  const menu = item.matches('[role^="menuitem"]') ? item.closest('[role="menu"]') : null;
  const opener = menu?.getAttribute("aria-labelledby") ?? "";
  const editor = menu && open.find((form) => {
    const button = arrow(form);
    return button?.getAttribute("aria-expanded") === "true" && (opener === "" || button.id === "" || opener.includes(button.id));
  });
  const name = shown(item);
  if (!editor || DRAFT.test(name)) return null;
  const again = () => {
    if (item.isConnected) return release(editor, item);
    // The menu has closed behind the gate. Never press Send instead: the item may be something else.
    arrow(editor)?.click();
    return release(editor, [...document.querySelectorAll<HTMLElement>('[role="menu"] [role^="menuitem"]')].find((other) => shown(other) === name));
  };
  return { editor, again };
}

/** The Scheduling Assistant lies over the form and has a Send of its own. */
function besideForm(button: HTMLElement, open: Element[]): Commit | null {
  const [editor, other] = open;
  const cover = button.closest(DIALOG);
  // The note that goes with a cancellation has a Send, too, but no toolbar.
  if (!editor || other || !cover?.querySelector(TOOLBAR) || cover.contains(editor)) return null;
  const send = () => vote(HTMLElement, cover, SAVE_PART);
  return send() === button ? { editor, again: () => release(editor, send()) } : null;
}

/** When a button was last pressed that commits nothing; what is asked right after it is asked because of it. */
let lastPress = -Infinity;
const FOLLOWS = 2_000;
/** Questions, and whether they came up by themselves, as after a drag. */
const unprompted = new WeakMap<Element, boolean>();

function isQuestion(dialog: Element): boolean {
  const buttons = all(dialog, BUTTON).length;
  return buttons > 1 && buttons < 4 && !dialog.querySelector(`${EDITABLE}, ${FIELD}, textarea`);
}

function questions(): Element[] {
  const open = editors();
  const found = [...document.querySelectorAll(DIALOG)].filter((dialog) =>
    isQuestion(dialog) && !dialog.parentElement?.closest(DIALOG) && !open.some((editor) => dialog.contains(editor) || editor.contains(dialog)));
  for (const dialog of found) {
    if (!unprompted.has(dialog)) unprompted.set(dialog, performance.now() - lastPress > FOLLOWS);
  }
  return found;
}

/** "Send an update?" after a drag. Whether to call a meeting off is asked in the same form, so it takes the word for
 *  Send and that nothing was pressed before; over an open form the form's own Send was the gate. */
function answer(button: HTMLElement, open: Element[]): Commit | null {
  const editor = open.length === 0 ? questions().find((dialog) => dialog.contains(button)) : undefined;
  const send = () => (editor ? labelled(editor, BUTTON, SEND) : undefined);
  return editor && unprompted.get(editor) && send() === button ? { editor, again: () => editor.isConnected && press(send()) } : null;
}

// What is read.

function read(editor: Element): Snapshot {
  const known = title(editor) ? undefined : remembered.get(editor);
  if (known) return known;
  const field = description(editor);
  const question = !roots.has(editor) && isQuestion(editor);
  return {
    site: "outlook",
    title: question ? "" : (title(editor)?.value ?? ""),
    description: field?.innerHTML ?? "",
    format: "html",
    // What was dragged is not shown, only that others are on it.
    guests: question ? [{ ...NOBODY, name: text("guests_of_event"), kind: "group" }] : rows(editor),
    typed_guest: collapse(wells(editor).map(typed).join(" ")),
    own: [],
    ...readTimes(editor),
    recurrence: recurrence(editor),
    language: document.documentElement.lang || navigator.language,
  };
}

const NOBODY: SnapshotGuest = { email: "", name: "", kind: "person", optional: false, organizer: false };

function rows(editor: Element): SnapshotGuest[] {
  const required = wells(editor)[0];
  return chips(editor).map((chip) => {
    const name = shown(chip);
    const told = [label(chip), name, chip.getAttribute("title") ?? "", chip.dataset["lpcHoverTargetId"] ?? ""];
    const email = told.map((part) => ADDRESS.exec(part)?.[0] ?? "").find((part) => part !== "") ?? "";
    const field = fieldOf(chip, editor);
    return { ...NOBODY, email, name: name || label(chip), optional: !!required && !field?.contains(required) };
  });
}

/** What was typed and is no chip yet. */
function typed(field: HTMLElement): string {
  const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  let said = "";
  while (texts.nextNode()) {
    const inside = texts.currentNode.parentElement?.closest(`${CHIP}, [contenteditable="false"], [aria-hidden="true"]`);
    if (!inside || !field.contains(inside)) said += texts.currentNode.nodeValue ?? "";
  }
  said = collapse(said);
  // A placeholder is drawn as text in some builds.
  return said === label(field) ? "" : said;
}

type Times = Pick<Snapshot, "start" | "end" | "all_day">;

function readTimes(editor: Element): Times {
  const boxes = times(editor);
  const folded = summary(editor);
  const box = vote(HTMLInputElement, editor, WHOLE_DAY);
  const whole = box ? box.checked || box.getAttribute("aria-checked") === "true" : false;
  if (folded && visible(boxes).length === 0) {
    const said = label(folded).search(TIME) < 0 ? valueOf(folded) : label(folded);
    return { ...spoken(said), all_day: whole || [...ALL_DAY].some((name) => said.toLowerCase().includes(name)) };
  }
  const values = boxes.map(valueOf);
  const at = (date_text = "", time_text = ""): SnapshotTime => ({ ...NO_TIME, date_text, time_text });
  const [first, second, third, fourth] = values;
  if (values.length < 3) return { start: at(first), end: at(second), all_day: whole };
  return fourth === undefined
    ? { start: at(first, second), end: at("", third), all_day: whole }
    : { start: at(first, second), end: at(third, fourth), all_day: whole };
}

/** A span as one text: "Mon 11/30/2026 10:00 AM - 10:30 AM". */
function spoken(said: string): Pick<Times, "start" | "end"> {
  const [first, second] = said.matchAll(TIME);
  if (!first) return { start: { ...NO_TIME, date_text: said }, end: NO_TIME };
  const half = second && !HALF.test(first[0]) ? (HALF.exec(second[0])?.[0] ?? "") : "";
  const between = second ? said.slice(first.index + first[0].length, second.index) : "";
  const before = said.slice(0, first.index);
  return {
    start: { ...NO_TIME, date_text: /\p{Nd}/u.test(before) ? before : said, time_text: collapse(`${first[0]} ${half}`) },
    end: { ...NO_TIME, date_text: /\p{Nd}/u.test(between) ? between : "", time_text: second?.[0] ?? "" },
  };
}

function recurrence(editor: Element): SnapshotRecurrence {
  const part = vote(HTMLElement, editor, RECURRENCE);
  const said = part && (!part.matches('[role="radio"]') || part.getAttribute("aria-checked") === "true") ? valueOf(part) : "";
  return { ...NO_RECURRENCE, text: said };
}
