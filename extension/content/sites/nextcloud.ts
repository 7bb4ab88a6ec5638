// Nextcloud Calendar: the popover, the full editor and the older sidebar. Recognised by the class names of its own
// components, which are the same in every language and lasted from 2020 to 2026; NcButton's and NcActions' change
// with the library's versions. Never in here: what only the request shows (drag and resize, Ctrl+Delete, leaving an
// editor for another event: all save at once), and the question whether guests may see the attachments, which
// follows Save and so belongs to it.

import type { Snapshot, SnapshotGuest, SnapshotTime } from "../../generated/protocol";
import { collapse, plainLines, writePlain } from "../description";
import { BUTTON, type Commit, type GestureKind, type Part, type Site, snapshot, vote } from "./site";

const ROOT = ".event-popover, .calendar-edit-full, .app-full, .app-sidebar";
const MENU = "[aria-haspopup], .action-item__menutoggle";
const PRIMARY = ':is([class*="-primary"], .primary)';
const TIMES = ".property-title-time-picker";
const ROW = ".invitees-list-item";

/** Nextcloud Calendar, at any address. */
export const nextcloud: Site = {
  name: "nextcloud",
  get parts() {
    return { save: SAVE, title: TITLE, description: DESCRIPTION };
  },
  // Other apps of the same Nextcloud are no calendar.
  here: () =>
    document.querySelector("#content-vue.app-calendar, .app-calendar .fc") !== null ||
    (/\/apps\/calendar(\/|$)/.test(location.pathname) && document.querySelector("head[data-requesttoken]") !== null),
  // An event that is only looked at has no fields.
  editors: () => roots().filter((root) => root.querySelector("input, textarea")),
  commit,
  exists(editor) {
    const [, way] = /\/(new|edit)\//.exec(location.pathname) ?? [];
    // A duplicate keeps its model's path until it is saved; only the menu with Delete is missing.
    return way === "new" ? false : way && menus(editor).length > 0 ? true : null;
  },
  cancels(kind, target) {
    const root = roots().find((one) =>
      menus(one).some((menu) =>
        buttons(listOf(menu)).some((item, at, all) =>
          item.contains(target) && (at === all.length - 1 || item.querySelector('[class*="trash"], [class*="delete"]')),
        ),
      ),
    );
    return kind === "press" && root ? read(root) : null;
  },
  read,
  write(editor, patch) {
    const put = () => writePlain(description(editor), patch);
    const links = linked(editor);
    if (!links) return put();
    // It becomes a field when it is clicked, and the page has drawn it.
    links.click();
    setTimeout(put);
    return true;
  },
  lines: (editor) => plainLines(describes(editor)),
};

const SAVE: Part = {
  hooks: [
    [`.save-buttons ${PRIMARY}`, 3],
    [`[class*="__buttons"] :is(${PRIMARY}, ${MENU})`, 2],
    [".save-buttons > button:last-of-type", 2],
  ],
};

const TITLE: Part = { hooks: [[".property-title input", 2], ["input[type=text]", 1]] };

const DESCRIPTION: Part = {
  hooks: [
    [".textarea--description", 2],
    ["last text", 1, (root) => lastText(root)?.querySelector("textarea")],
  ],
};

/** Place and description are such; the description is the last. */
const lastText = (root: Element) => [...root.querySelectorAll(".property-text")].at(-1);

const roots = () => [...document.querySelectorAll(ROOT)].filter((root) => !root.parentElement?.closest(ROOT));

const buttons = (root?: Element | null) => [...(root?.querySelectorAll<HTMLElement>(BUTTON) ?? [])];

/** What a menu's button opens, mostly far from the button, at the end of the page. */
const listOf = (menu: Element) =>
  document.getElementById(menu.getAttribute("aria-controls") ?? "") ??
  document.querySelector(`[aria-labelledby="${menu.id || "-"}"]`);

/** The event's own menus: not those of Save, of guests, reminders and attachments. */
const menus = (root: Element) =>
  [...root.querySelectorAll(MENU)].filter((menu) => !menu.closest('.save-buttons, [class*="-list"]'));

/** All that saves: Save alone; or, of a series, what its menu offers, or a button for each scope. */
function choices(editor: Element): HTMLElement[] {
  const save = vote(HTMLElement, editor, SAVE);
  if (save?.matches(MENU)) return buttons(listOf(save));
  // In the popover, the first of several shows more details.
  return buttons(save?.parentElement).filter((button, at) => button === save || at > 0 || !editor.matches(".event-popover"));
}

function commit(kind: GestureKind, target: Element): Commit | null {
  for (const editor of nextcloud.editors()) {
    const all = choices(editor);
    // Ctrl+Enter is heard wherever it is pressed, but not where there is a choice.
    const alone = kind === "shortcut" && vote(Element, editor, SAVE)?.matches(MENU) === false;
    const at = alone ? all.length - 1 : kind === "press" ? all.findIndex((button) => button.contains(target)) : -1;
    if (at >= 0) return { editor, again: () => press(editor, at) };
  }
  return null;
}

function press(editor: Element, at: number): boolean {
  const button = editor.isConnected ? choices(editor)[at] : undefined;
  button?.click();
  return button !== undefined;
}

function read(editor: Element): Snapshot {
  const text = (by: string, root = editor) => collapse(root.querySelector(by)?.textContent ?? "");
  const fields = [...editor.querySelectorAll<HTMLInputElement>(`${TIMES} input:not([type=search], [type=checkbox])`)];
  const half = fields.length / 2;
  const rows = [...editor.querySelectorAll(editor.querySelector(ROW) ? ROW : ".attendee-display")];
  // A group's members are rows in its row.
  const guests = rows.filter((row) => !row.querySelector(ROW)).map((row): SnapshotGuest => {
    const name = text('[class*="display__name"], [class*="displayname"]', row) || collapse(row.textContent);
    return {
      email: /[^\s<>]+@[^\s<>]+/.exec(row.querySelector<HTMLElement>('[title*="@"]')?.title ?? row.textContent)?.[0] ?? "",
      name,
      kind: row.querySelector('[class*="account-multiple"]') ? "group" : "person",
      optional: false,
      organizer: row.querySelector('[class*="organizer-hint"]') !== null,
    };
  });
  // Older popovers show three guests and count the others.
  const more = text(".invitees-list__more");
  if (more !== "") guests.push({ email: "", name: more, kind: "group", optional: false, organizer: false });
  return snapshot("nextcloud", {
    title: vote(HTMLInputElement, editor, TITLE)?.value ?? text(".property-title"),
    description: describes(editor),
    guests,
    // What is typed and not chosen is invited by nobody.
    start: time(fields.slice(0, half)),
    end: time(fields.slice(half)),
    all_day: editor.querySelector(`:is([class*="all-day"], [class*="details-time"], ${TIMES}) :checked`) !== null,
    recurrence: {
      rule: "",
      frequency: editor.querySelector(".does-not-repeat") ? "never" : "",
      text: text('[class*="repeat__summary__content"]'),
    },
    language: document.documentElement.lang,
  });
}

/** A day's field and a time's; in older versions one text holds both, in a sentence. */
function time([day, clock]: HTMLInputElement[]): SnapshotTime {
  const shown = day?.value ?? "";
  const [, before = shown, after = shown] = /^(.*?)(\p{Nd}+[:.]\p{Nd}\p{Nd}(?!.*\p{Nd}[:.]\p{Nd}).*)$/u.exec(shown) ?? [];
  return {
    date: day?.type === "date" ? shown : "",
    time: clock?.type === "time" ? clock.value : "",
    date_text: clock ? shown : before,
    time_text: clock ? clock.value : after,
  };
}

const description = (editor: Element) => vote(HTMLTextAreaElement, editor, DESCRIPTION);

/** The description while it is shown as text, for the sake of its links: no field, or not yet. */
const linked = (editor: Element) => lastText(editor)?.querySelector<HTMLElement>(".linkify-links");

const describes = (editor: Element) => linked(editor)?.textContent ?? description(editor)?.value ?? "";
