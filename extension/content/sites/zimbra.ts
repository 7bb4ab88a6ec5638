// Zimbra's classic web client: an appointment in a tab, with its buttons in a toolbar beside it. Ids end in the same
// words in every language; the numbers in front of them change. Save of a meeting keeps a draft that nobody gets, and
// the dialog for quick additions invites nobody: both pass. Never in here: a drag and a deletion. Both end in the
// same "yes, no, cancel", which says which of them it is in the user's language alone; their requests tell.

import type { Snapshot, SnapshotGuest, SnapshotTime } from "../../generated/protocol";
import { collapse, patchRich, plainLines, richLines, writePlain } from "../description";
import { type Commit, type GestureKind, type Hook, NO_RECURRENCE, type Part, type Site, snapshot, vote } from "./site";

const ends = (id: string) => `[id$="_${id}"]`;
/** Fields that a task's form, made from the same template, does not have. */
const GUESTS = ["attendeesContainer", "optionalContainer", "person"].map(ends).join();
const FORM = `${ends("main")}, [class*="ZmAppt"]`;
/** The choice to send what has changed, and that to mail all guests and not the new ones alone. */
const SENDS = `input${ends("send")}`;
const ASKS = `${SENDS}, input[type="radio"][value="2"]`;
const OK = ends("button2");
/** A guest, by the class or by the number that each of its widgets has for an id. */
const BUBBLES = ["person", "optional", "to_control"].map((id) => `${ends(id)} :is(.addrBubble, span[id^="DWT"])`).join();

/** Views that are not in front are moved out of the window. */
const shown = (element: Element | null | undefined): element is Element =>
  element?.checkVisibility() === true && element.getBoundingClientRect().right > 0;

const all = (by: string) => [...document.querySelectorAll(by)];

/** The one in front; if none is, any: Send is hidden while nobody is invited. */
const front = (by: string, weight: number): Hook => [by, weight, () => all(by).find(shown) ?? all(by)[0]];

const within = (id: string): Part => ({ hooks: [[`${ends(id)} input`, 2], [`input${ends(`${id}_input`)}`, 1]] });

const parts = {
  save: {
    hooks: [
      front('[id^="zb__"][id$="__SEND_INVITE"]', 2),
      front('[role="button"]:has([id$="SEND_INVITE_title"])', 1),
      front('[id^="ztb__"] [role="button"]:has(.ImgSend)', 1),
    ],
  },
  title: within("subject"),
  description: { hooks: [[`${ends("notes")} textarea`, 2], ["textarea:not([id$='_input'])", 1]] },
  guests: { hooks: [[ends("person"), 2], [ends("attendeesContainer"), 1]] },
  guest_box: within("person"),
  start: { hooks: [[ends("startDateField"), 2], [`tr:has(${ends("startTimeSelect")}) input`, 1]] },
  end: { hooks: [[ends("endDateField"), 2], [`tr:has(${ends("endTimeSelect")}) input`, 1]] },
  all_day: { hooks: [[ends("allDayCheckbox"), 1]] },
  recurrence: { hooks: [[ends("repeatSelect"), 1]] },
} as const satisfies Site["parts"];

/** Zimbra's classic web client, at any address. */
export const zimbra: Site = {
  name: "zimbra",
  parts,
  acts: "mouseup",
  here: () => document.querySelector('#z_shell, [id^="zb__"]') !== null,
  editors: () => [...new Set(all(GUESTS).flatMap((part) => part.closest(FORM) ?? []))].filter(shown),
  questions: () =>
    current() ? all('.DwtDialog, [role="dialog"]').filter((dialog) => shown(dialog) && dialog.querySelector(ASKS)) : [],
  commit,
  exists(editor) {
    // "The invite was not sent yet": it is new to everybody else.
    if (shown(editor.querySelector(ends("invitemsg_container")))) return false;
    // The button beside Send says Cancel where the event is new.
    return all('[id^="zb__APPT"] .ImgClose').some(shown) || null;
  },
  read,
  write(editor, patch) {
    const rich = body(editor);
    if (rich) {
      const copy = copied(rich);
      patchRich(copy, patch);
      rich.replaceChildren(...copy.childNodes);
      rich.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    }
    return writePlain(field(editor), patch);
  },
  lines(editor) {
    const rich = body(editor);
    return rich ? richLines(copied(rich)) : plainLines(field(editor)?.value ?? "");
  },
};

/** The appointment in front. */
const current = () => zimbra.editors()[0];

function commit(kind: GestureKind, target: Element): Commit | null {
  const editor = current();
  const question = zimbra.questions?.().find((one) => one.contains(target));
  if (question) {
    const answers = kind === "enter" || (kind === "press" && target.closest(OK));
    const discards = question.querySelector<HTMLInputElement>(SENDS)?.checked === false;
    return answers && !discards ? { editor: question, again: () => press(question.querySelector(OK)) } : null;
  }
  const save = () => editor ? vote(Element, editor, parts.save) : null;
  // Who proposes another time sends it to the organizer, and cannot choose to whom.
  const proposes = editor?.querySelector(`${ends("to_control")} input:disabled`);
  if (!editor || kind !== "press" || proposes || !save()?.contains(target)) return null;
  return { editor, again: () => press(save()) };
}

/** Its buttons act when the mouse button comes up where it went down; older versions do not hear a click at all. */
function press(button: Element | null): boolean {
  for (const type of ["mousedown", "mouseup"]) {
    button?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
  }
  return button !== null;
}

/** The rich text in its frame; null while plain text is written. */
const body = (editor: Element) =>
  [...editor.querySelectorAll<HTMLIFrameElement>(`${ends("notes")} iframe, iframe${ends("ifr")}`)].find(shown)
    ?.contentDocument?.body ?? null;

/** A copy in a document that loads nothing: a frame's nodes are of its own classes. */
const copied = (rich: HTMLElement) => document.implementation.createHTMLDocument().importNode(rich, true);

const field = (editor: Element) => vote(HTMLTextAreaElement, editor, parts.description);

function read(element: Element): Snapshot {
  const editor = element.querySelector(GUESTS) ? element : current() ?? element;
  const value = (part: Part) => vote(HTMLInputElement, editor, part)?.value ?? "";
  const input = (id: string) => editor.querySelector<HTMLInputElement>(`${ends(id)} :is(input, textarea)`)?.value.trim() ?? "";
  const text = (id: string) => editor.querySelector(ends(id))?.textContent ?? "";
  const time = (part: Part, time_text: string): SnapshotTime => ({ date: "", time: "", date_text: value(part), time_text });
  const rich = body(editor);
  return snapshot("zimbra", {
    title: value(parts.title),
    description: rich?.innerHTML ?? field(editor)?.value ?? "",
    format: rich ? "html" : "plain",
    guests: [...editor.querySelectorAll(BUBBLES)].map(guest),
    // Who is typed there is invited when the box loses the focus.
    typed_guest: collapse(`${input("person")} ${input("optional")}`),
    start: time(parts.start, input("startTimeSelect")),
    end: time(parts.end, input("endTimeSelect")),
    all_day: vote(HTMLInputElement, editor, parts.all_day)?.checked === true,
    recurrence: { ...NO_RECURRENCE, text: collapse(`${text("repeatSelect")} ${text("repeatDesc")}`) },
    language: document.documentElement.lang,
  });
}

/** Its text is mostly `"Name" <address>`; the user may have chosen to see names alone. */
const guest = (bubble: Element): SnapshotGuest => {
  const text = collapse(bubble.textContent);
  return {
    email: /[^\s<"]+@[^\s>"]+/.exec(`${bubble.getAttribute("title") ?? ""} ${text}`)?.[0] ?? "",
    name: text.replace(/\s*<.*|"/g, ""),
    kind: bubble.querySelector(ends("expand")) ? "group" : "person",
    optional: bubble.closest(ends("optional")) !== null,
    organizer: false,
  };
};
