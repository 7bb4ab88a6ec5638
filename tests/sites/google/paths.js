// Every way in which an invite leaves Google Calendar, as far as it is known, with how sure that is: what the page looks
// like for it, what a user does, and what follows when the gate lets go. What is not known of the page is thrown anew
// for each seed. Appointment schedules, tasks and what is sent from other Google products are no commits of this page.

import { chance, pick, random } from "/standin/kit/random.js";
import { app, poll, start } from "./calendar.js";
import { button } from "./dom.js";

const OWN = "me@example.com";
const ENTER = "\uE007";
const DELETE = "\uE017";
const CONTROL = "\uE009";
const END = "\uE010";
const BACKSPACE = "\uE003";

const one = (selector) => document.querySelector(selector) ?? undefined;
const mark = (name) => one(`[data-standin=${name}]`);
const at = (what, find, more = {}) => () => {
  const element = find();
  return element && { do: what, at: element, ...more };
};

const save = at("click", () => mark("save"));
const chip = at("click", () => mark("chip"));
const key = (name, keys) => at("keys", () => mark(name), { keys });
const chord = (name, second) => at("chord", () => mark(name), { keys: [CONTROL, second] });
const type = (name, text) => at("type", () => mark(name), { text });
const drag = (from, day, row) => () => {
  const to = document.querySelectorAll("[data-datekey]")[day]?.querySelectorAll("[data-standin=slot]")[row];
  return mark(from) && to && { do: "drag", from: mark(from), to };
};
// Answers the question with this number, counted from the page's drawing.
const reply = (what, number = 1) => () => app.question && app.asked === number ? { do: "click", at: app.question[what] } : undefined;

// Over what stands there.
const earlier = () => {
  const text = app.words.time(new Date("2031-11-24T09:00:00Z"));
  return mark("start") && { do: "keys", at: mark("start"), keys: END + BACKSPACE.repeat(16) + text };
};

// Beside name, what, confidence and expects: `page` and `event` as they must be, `address` behind /calendar/u/0/r/,
// `steps`, and how many of them answer a question.
export const PATHS = [
  {
    name: "undo", what: "Undo by the key z: a request and nothing else", confidence: "M", expects: "held-or-recorded", cold: true,
    page: { chip: true, undoes: true }, alone: true, steps: [key("chip", "z")],
  },
  {
    name: "drag-silent", what: "Event dragged, guests told without a question", confidence: "C", expects: "held-or-recorded",
    cold: true, page: { chip: true, silent: true }, alone: true, steps: [drag("chip", 2, 5)],
  },
  {
    name: "drag-sent-first", what: "Event dragged, sent before the question about mail", confidence: "C",
    expects: "held-or-recorded", cold: true, page: { chip: true, early: true }, alone: true, steps: [drag("chip", 2, 5)],
  },
  {
    name: "delete-key-sent-first", what: "Delete key on an event, sent before the question about mail", confidence: "C",
    expects: "held-or-recorded", cold: true, page: { chip: true, early: true }, alone: true, steps: [chip, key("chip", DELETE)],
  },
  {
    name: "delete-details", what: "Delete in the details bubble", confidence: "B", expects: "cancelled", cold: true, alone: true,
    page: { chip: true }, steps: [chip, at("click", () => one("#xDetDlgDelBu")), reply("send")], answered: 1,
  },
  {
    name: "delete-series", what: "Delete in the details bubble: this or all, then the question about mail", confidence: "B",
    expects: "cancelled", cold: true, alone: true, page: { chip: true, early: false }, event: { rule: "FREQ=WEEKLY;BYDAY=MO" },
    steps: [chip, at("click", () => one("#xDetDlgDelBu")), reply("send"), reply("send", 2)], answered: 2,
  },
  {
    name: "delete-editor", what: "Delete in the full editor", confidence: "B", expects: "cancelled", alone: true,
    page: { view: "editor" }, event: { exists: true }, steps: [at("click", () => one("#xDelBu")), reply("send")], answered: 1,
  },
  {
    name: "delete-key", what: "Delete key on an event, then the question about mail", confidence: "B", expects: "cancelled", cold: true, alone: true,
    page: { chip: true, early: false }, steps: [chip, key("chip", DELETE), reply("send")], answered: 1,
  },
  {
    // WebDriver has no menu of its own: a double click stands for the right button.
    name: "delete-menu", what: "Delete in an event's menu, then the question about mail", confidence: "B", expects: "cancelled",
    cold: true, alone: true, page: { chip: true, menu: true, early: false },
    steps: [at("double", () => mark("chip")), at("click", () => one("[role=menuitem]")), reply("send")], answered: 1,
  },
  { name: "editor-save", what: "Click on Save in the full editor", confidence: "A", expects: "held", page: { view: "editor" }, steps: [save] },
  {
    name: "editor-save-enter", what: "Enter on Save in the full editor", confidence: "A", expects: "held",
    page: { view: "editor", redraws: false }, steps: [key("save", ENTER)],
  },
  {
    name: "editor-save-space", what: "Space on Save in the full editor", confidence: "A", expects: "held",
    page: { view: "editor", redraws: false }, steps: [key("save", " ")],
  },
  { name: "bubble-save", what: "Click on Save in the quick bubble", confidence: "A", expects: "held", page: { view: "bubble" }, steps: [save] },
  {
    name: "bubble-edit-save", what: "Event opened, edited in the bubble to another time, Save", confidence: "A", expects: "held",
    cold: true, page: { chip: true, edit: "bubble" }, steps: [chip, at("click", () => mark("edit")), earlier, save],
  },
  {
    name: "bubble-title-enter", what: "Enter in the bubble's title", confidence: "M", expects: "held-or-recorded",
    page: { view: "bubble" }, steps: [key("title", ENTER)],
  },
  {
    name: "bubble-field-enter", what: "Enter in another field of the bubble, then Send in the question about mail", confidence: "M",
    expects: "held-or-recorded", cold: true, page: { enter_saves: true, early: false },
    steps: [at("click", () => one("[data-is-fab]")), key("start", ENTER), reply("send")], answered: 1,
  },
  {
    name: "editor-ctrl-s", what: "Ctrl+S in the full editor", confidence: "M", expects: "held-or-recorded",
    page: { view: "editor" }, steps: [chord("title", "s")],
  },
  {
    name: "editor-ctrl-enter", what: "Ctrl+Enter in the full editor", confidence: "M", expects: "held-or-recorded",
    page: { view: "editor", ctrl_enter: true }, steps: [chord("title", ENTER)],
  },
  {
    name: "bubble-ctrl-s", what: "Ctrl+S in the quick bubble", confidence: "M", expects: "held-or-recorded",
    page: { view: "bubble", ctrl_s_in_bubble: true }, steps: [chord("title", "s")],
  },
  {
    name: "drag-create", what: "Empty time dragged, Save in the bubble that opens", confidence: "A", expects: "held", cold: true,
    page: { creates: true }, steps: [() => drawn("slot", 1, 2, 4), save],
  },
  {
    name: "duplicate", what: "Duplicate of an event, Save", confidence: "A", expects: "held",
    page: { view: "editor" }, address: (id) => `eventedit/duplicate/${id}`, steps: [save],
  },
  {
    name: "copy", what: "Event copied to another calendar, Save", confidence: "A", expects: "held",
    page: { view: "editor" }, address: (id) => `eventedit/copy/${id}`, steps: [save],
  },
  {
    name: "deep-link", what: "Editor filled in by a link, Save", confidence: "A", expects: "held",
    page: { view: "editor", linked: true },
    address: (id, { title, guests }) => `eventedit?text=${encodeURIComponent(title)}&dates=20311124T100000/20311124T110000` +
      `&add=${guests.slice(1).map((guest) => guest.email).join(",")}`,
    steps: [save],
  },
  {
    name: "script-save", what: "Another extension clicks Save", confidence: "A", expects: "held",
    page: { view: "editor", helped: true }, steps: [at("click", () => mark("helper"))],
  },
  {
    name: "edit-time", what: "Event moved to another time in the full editor, Save", confidence: "A", expects: "held",
    page: { view: "editor" }, event: { exists: true }, steps: [earlier, save],
  },
  {
    name: "edit-guest", what: "Guest added in the full editor, Save", confidence: "A", expects: "held",
    page: { view: "editor" }, event: { exists: true }, steps: [type("guests", "kim@example.com,"), save],
  },
  {
    name: "edit-series", what: "Series moved in the full editor: Save, then this or all, then the question about mail", confidence: "A",
    expects: "held", page: { view: "editor" }, event: { exists: true, rule: "FREQ=WEEKLY;BYDAY=MO" }, steps: [earlier, save],
  },
  {
    name: "edit-description", what: "Only the description edited, Save", confidence: "A", expects: "passes",
    page: { view: "editor" }, event: { exists: true }, steps: [type("description", "Further. "), save, reply("send")], answered: 1,
  },
  { name: "no-guests", what: "Nobody invited, Save in the full editor", confidence: "A", expects: "passes", page: { view: "editor" }, event: { guests: [] }, steps: [save] },
  { name: "bubble-no-guests", what: "Nobody invited, Save in the quick bubble", confidence: "A", expects: "passes", page: { view: "bubble" }, event: { guests: [] }, steps: [save] },
  {
    name: "drag-no-guests", what: "Event of one's own dragged", confidence: "A", expects: "passes", cold: true,
    page: { chip: true }, event: { guests: [] }, steps: [drag("chip", 2, 5)],
  },
  {
    name: "drag-move", what: "Event dragged, Send in the question about mail", confidence: "A", expects: "held", cold: true,
    page: { chip: true, early: false }, steps: [drag("chip", 2, 5), reply("send")], answered: 1,
  },
  {
    name: "drag-move-no-mail", what: "Event dragged, Don't send in the question about mail", confidence: "A", expects: "held", cold: true,
    page: { chip: true, early: false }, steps: [drag("chip", 3, 1), reply("save")], answered: 1,
  },
  {
    name: "drag-resize", what: "Event made longer at its lower edge, Send in the question about mail", confidence: "A", expects: "held",
    cold: true, page: { chip: true, early: false }, steps: [drag("edge", 0, 5), reply("send")], answered: 1,
  },
  {
    name: "drag-series", what: "Event of a series dragged: this or all, then Send in the question about mail", confidence: "A",
    expects: "held", cold: true, page: { chip: true, early: false }, event: { rule: "FREQ=WEEKLY;BYDAY=MO" },
    steps: [drag("chip", 2, 5), reply("send"), reply("send", 2)], answered: 2,
  },
  {
    name: "drag-series-seen", what: "Event of a series opened, then dragged: this or all", confidence: "A", expects: "held", cold: true,
    page: { chip: true, chips: "both", early: false }, event: { rule: "FREQ=WEEKLY;BYDAY=MO" },
    steps: [chip, () => mark("details") && drag("chip", 2, 5)(), reply("send")], answered: 1,
  },
];

// From one row to another of the same day.
function drawn(name, day, from, to) {
  const slots = document.querySelectorAll("[data-datekey]")[day]?.querySelectorAll(`[data-standin=${name}]`);
  return slots && { do: "drag", from: slots[from], to: slots[to] };
}

// Marks that may go, each with the path that must not be lost with it.
const on = (path, ...lists) => lists.map((marks) => ({ path, marks }));
export const LOCATORS = [
  ...on(
    "editor-save", ["id=xSaveBu"], ["jsname=x8hlje"], ["id=xSaveBu", "jsname=x8hlje"], ["aria-label"], ["id=xTiIn"], ["id=xGstLst"],
    ["data-email"], ["data-id"], ["data-email", "data-id"], ["data-hovercard-id"], ["role=main"], ["id=xDaRaSel"], ["id=xStDaIn"],
    ["id=xDescIn"], ["aria-labelledby=xGstTab"],
  ),
  ...on(
    "bubble-save", ["data-chips-dialog"], ["data-eventid"], ["role=dialog"], ["jsname=x8hlje"], ["jsname=c6xFrd"],
    ["jsname=x8hlje", "jsname=c6xFrd"], ["jsname=GYcwYe"], ["aria-labelledby=tabEvent"],
  ),
  ...on("bubble-title-enter", ["jsname=GYcwYe"], ["data-chips-dialog"]),
  ...on("drag-move", ["data-eventchip"], ["data-eventid"], ["data-mdc-dialog-action"], ["data-id"], ["aria-modal"], ["jsname=MdSI6d"]),
];

let path = PATHS[0];
let polled = false;

// Whatever is not known of the page falls as it may; with marks taken away, everything else is there.
function dice({ seed, language, without }) {
  const whole = (without ?? []).length > 0;
  return {
    seed, language, view: "grid", save: pick([1, 2]), dialog: pick([1, 2]), dialog_role: pick(["dialog", "alertdialog"]),
    back_known: chance(50), dialogs_in_body: chance(50), machine_dates: chance(50), live_dates: chance(50),
    rule_in_options: chance(50), rows: whole ? "all" : pick(["all", "id", "hovercard"]), early: chance(50), xhr: chance(70),
    wraps: random(3), redraws: chance(50), tells_create: chance(50), chips: whole ? "both" : pick(["both", "chip", "id"]),
    shows_title: chance(60), moves_at_once: chance(50), edit: "editor",
  };
}

export function draw(how) {
  path = PATHS.find(({ name }) => name === how.path);
  const page = { ...dice(how), ...path.page };
  const event = {
    id: btoa(`${how.marker} ${OWN}`).replaceAll("=", ""), exists: page.chip === true, own: OWN, rooms: [], typed: "",
    title: `Weekly status ${how.marker}`, description: "As every week.", rule: "", allDay: false,
    start: new Date("2031-11-24T10:00:00Z"), end: new Date("2031-11-24T11:00:00Z"),
    // What was let go of late is known by its guests: where the request has to tell, they must be others.
    guests: [OWN, "ann@example.com", path.alone ? `${how.marker}@example.com` : "bob@example.com"].map((email) => ({ email, name: "" })),
    ...path.event,
  };
  const place = path.address?.(event.id, event) ?? (page.view !== "editor" ? "week" : event.exists ? `eventedit/${event.id}` : "eventedit");
  history.replaceState(null, "", `/calendar/u/0/r/${place}`);
  document.getElementById("xUserLocale").textContent = how.language;
  start(page, page.linked ? linked(event) : event);
  if (page.helped) {
    const helper = button(2, { "data-standin": "helper" }, "⚡", () => mark("save").click());
    document.getElementById("yDmH0d").append(helper);
  }
  if (!polled) poll(() => (polled = true));
}

// The editor takes what the address says.
function linked(event) {
  const told = new URLSearchParams(location.search);
  const guests = told.get("add").split(",").map((email) => ({ email, name: "" }));
  return { ...event, title: told.get("text"), guests: [{ email: OWN, name: "" }, ...guests] };
}

// Nothing is done before news have come once: they share their address with what is sent, and nobody may hold them.
export const step = (index) => (index >= path.steps.length ? null : polled ? path.steps[index]() : undefined);

// Answers what the calendar still asks once the gate has let go.
export function answer(index) {
  const { draft, page } = app;
  const scopes = draft.exists && draft.rule !== "" ? 1 : 0;
  const number = (path.answered ?? 0) + index + 1;
  if (number > scopes + (draft.guests.length > 0 && !page.silent ? 1 : 0)) return null;
  return app.question && app.asked === number ? { do: "click", at: app.question.send } : undefined;
}
