// The page's life: draws the grid, a form or mail as a path needs it, asks, sends. Nothing here decides who was
// reached: that is what the server wrote down.

import { chance, pick, random, word } from "/standin/kit/random.js";
import { standin } from "/standin/kit/page.js";
import { body, build, full, mailForm, quick, toolbar, well } from "./form.js";
import { LOCATORS, PATHS } from "./paths.js";
import { button, h, madeBy, portal, root } from "./react.js";
import * as service from "./requests.js";
import { wordsOf } from "./words.js";

const app = document.getElementById("app");
root(app);

let path = "";
let language = "en";
let marker = "";
let words = wordsOf("en");
let kind = null;
let event = null;
// What the user does in the form of an event that is there already, as it was.
let before = null;
let form = null;
let question = null;
let child = null;
// The page was told that its change failed, and took it back.
let reverted = false;
// What was asked for an earlier drawing is answered after it.
let drawn = 0;

const mark = (name, where = document) => where.querySelector(`[data-standin="${name}"]`);
const guests = () => event.required.length + event.optional.length > 0;
const frames = (count) => (count === 0 ? Promise.resolve() : new Promise(requestAnimationFrame).then(() => frames(count - 1)));

// Closes whatever is open.
function clear() {
  child?.close();
  child = null;
  shut();
  reverted = false;
}

// Takes away what was drawn; a window of its own stays, empty.
function shut() {
  for (const layer of document.querySelectorAll("body > div[data-layer]")) layer.remove();
  form?.remove();
  [form, question] = [null, null];
}

function layer(element, owner = app) {
  const container = h("div", { "data-layer": true }, []);
  document.body.append(container);
  portal(container, element, owner);
  return container;
}

// A question of the calendar's own, drawn beside the form. The answers come in the order of this build.
function ask(text, answers, more = []) {
  question?.remove();
  const close = () => {
    question?.remove();
    question = null;
  };
  const buttons = answers.map(([name, label, act]) =>
    button(kind.tag, { class: "fui-Button", "data-standin": name }, label, () => {
      close();
      act();
    }),
  );
  question = layer(h("div", { role: pick(["dialog", "alertdialog"]), "aria-modal": "true", class: "fui-DialogSurface above" }, [
    h("h2", { class: "fui-DialogTitle" }, [text]), ...more, h("div", { class: "fui-DialogActions" }, buttons),
  ]), form ?? app);
}

// What stands beside every form: the page's own bar, with a split button of its own, and the grid.
function grid() {
  const cells = [0, 1, 2].map((day) => h("div", { class: "cell", "data-day": String(day) }));
  const base = `splitButton-${word(3)}`;
  app.replaceChildren(
    h("div", { role: "toolbar", class: "fui-Toolbar" }, [
      h("div", { class: "fui-SplitButton" }, [
        button(kind.tag, { class: "fui-Button fui-SplitButton__primaryActionButton", id: `${base}__primaryActionButton` }, words.create, () => {}),
        button(kind.tag, { class: "fui-Button", id: `${base}__menuButton`, "aria-haspopup": "menu", "aria-expanded": "false" }, "", () => {}),
      ]),
      h("input", { type: "search", "aria-label": "search" }),
    ]),
    h("div", { role: pick(["main", "presentation"]) }, cells),
  );
  return cells;
}

// Acts of a form.

const acts = {
  save: () => save(),
  discard: () => shut(),
  keydown: (pressed) => {
    const key = pressed.key.toLowerCase();
    const commits = (pressed.ctrlKey || pressed.metaKey) && (key === "enter" || key === "s");
    if (!commits && !(pressed.altKey && key === "s")) return;
    pressed.preventDefault();
    save();
  },
  popOut: () => popOut(),
  cancel: () => askCancel(),
  forward: () => askForward(),
  scheduler: () => openScheduler(),
  menu: ({ target }) => openMenu(target.closest("[data-standin]")),
};

// An update is asked about in some builds, and goes out at once in others.
const prompts = () => event.exists && guests() && kind.prompt && !["series-scope", "update-text", "forward"].includes(path);

const shownTitle = () => (path === "missing-subject" ? "" : event.title);

function changes() {
  const changed = [];
  if (event.title !== before.title) changed.push("Subject");
  if (event.description !== before.description) changed.push("Body");
  if (event.typed) changed.push("Start", "End");
  if (event.required.length !== before.required.length) changed.push("RequiredAttendees", "OptionalAttendees");
  return changed;
}

function save() {
  takeTyped();
  if (shownTitle() === "") ask(words.asksTitle, [["anyway", words.anyway, send], ["dont", words.dontSend, () => {}]]);
  else if (path === "smart-alert") ask("Add-in", [["anyway", words.anyway, send], ["dont", words.dontSend, () => {}]]);
  else if (event.exists && event.series) {
    ask(words.asksScope, [["one", words.event, send], ["all", words.series, send], ["dont", words.discard, () => {}]]);
  } else if (prompts()) {
    ask(words.asksUpdate, [["send", words.send, send], ["dont", words.dontSend, () => {}]]);
  } else send();
}

// Text in the fields for attendees is looked up and becomes a guest.
function takeTyped() {
  for (const field of (child?.document ?? document).querySelectorAll('[data-standin="required"]')) {
    const text = [...field.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
    for (const typed of text.split(/[\s\u200b;]+/u)) {
      if (typed.includes("@")) event.required.push({ email: typed, name: typed });
    }
  }
}

const send = () => tell(() => (event.exists ? service.update(event, changes()) : service.create(event)));

async function tell(ask, revert = () => undefined) {
  const of = drawn;
  const done = await ask();
  if (of !== drawn) return;
  if (done) {
    shut();
    return;
  }
  revert();
  fail();
}

function fail() {
  reverted = true;
  layer(h("div", { role: "status" }, [words.failed]));
}

function openMenu(opener) {
  const close = () => {
    menu.remove();
    opener.setAttribute("aria-expanded", "false");
  };
  opener.setAttribute("aria-expanded", "true");
  const item = (name, label, act) =>
    h("div", { role: "menuitem", tabindex: "0", "data-standin": name }, [label], {
      click: () => {
        close();
        act();
      },
    });
  const menu = layer(h("div", { role: "menu", "aria-labelledby": opener.id || undefined }, [
    item("item-send", words.send, save), item("item-unknown", word(8), save),
    item("item-draft", words.draft, () => tell(() => service.create(event, true))),
  ]), opener);
  // Whatever is pressed elsewhere closes it.
  const away = ({ target }) => {
    if (menu.contains(target)) return;
    document.removeEventListener("pointerdown", away, true);
    close();
  };
  document.addEventListener("pointerdown", away, true);
}

function openScheduler() {
  layer(h("div", { role: "dialog", class: "above" }, [
    toolbar(event, words, { ...kind, send: kind.send === "bare" ? "all" : kind.send }, acts),
    well(event.required, words.required, kind, "scheduler-required"),
    h("div", { role: "grid" }, ["…"]),
  ]), form).querySelector('[data-standin="save"]').setAttribute("data-standin", "scheduler-save");
}

function askCancel() {
  const note = h("textarea", { "aria-label": "note" });
  ask(words.cancel, [["cancel-send", words.send, () => tell(() => service.cancel(event))], ["dont", words.discard, () => {}]], [note]);
}

function askForward() {
  const people = well([{ email: "cid@example.com", name: "Cid" }], "To", kind, "forward-to");
  ask(words.forward, [["forward-send", words.send, forward], ["dont", words.discard, () => {}]], [people, h("input", { type: "text" })]);
}

function forward() {
  event.required.push({ email: "cid@example.com", name: "Cid" });
  tell(() => service.update(event, ["RequiredAttendees"]));
}

// The window is `about:blank`; the page that opened it draws in it, and what is sent is sent by that page.
function popOut() {
  form.remove();
  child = window.open("", "_blank", "popup,width=900,height=700");
  const projection = child.document.createElement("div");
  projection.id = "_owa_projection_root";
  child.document.documentElement.lang = language;
  child.document.body.append(projection);
  root(projection);
  form = madeBy(child.document, full(event, words, language, kind, acts, chance(50)));
  projection.append(form);
}

// Drags: by pointer events, and at the end the event is where it was dropped.

function draggable(cells, resize) {
  const edge = h("div", { style: "width:12px;height:12px", "data-standin": "edge" }, ["="]);
  const box = h("div", { class: "event", role: "button", tabindex: "0", "data-standin": "event", title: event.title }, [event.title, edge]);
  let dragged = false;
  const start = { pointerdown: () => (dragged = true) };
  box.addEventListener("dragstart", (happened) => happened.preventDefault());
  const handle = resize ? edge : box;
  handle.addEventListener("pointerdown", start.pointerdown);
  document.addEventListener("pointerup", ({ target }) => {
    const cell = target instanceof Element ? target.closest(".cell") : null;
    if (!dragged || !cell || !box.isConnected) return;
    dragged = false;
    drop(box, cell, resize);
  });
  cells[0].append(box);
}

function drop(box, cell, resize) {
  const from = box.parentElement;
  if (resize) event.end = "12:00";
  else cell.append(box);
  const revert = () => from.append(box);
  const go = () => tell(() => service.update(event, resize ? ["End"] : ["Start", "End"]), revert);
  if (prompts()) {
    ask(words.asksUpdate, [["send", words.send, go], ["dont", words.dontSend, revert]]);
  } else go();
}

// Drawing.

const ANN = { email: "ann@example.com", name: "Ann Example" };
const BOB = { email: "bob@example.com", name: "Bob Example" };
const EXISTING = ["drag-move", "drag-resize", "drag-alone", "series-scope", "update-guest", "update-time", "update-text", "forward", "cancel"];

function addresses() {
  if (path === "deep-link") return "/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=x";
  if (path === "mail-meeting") return `/mail/inbox/id/${word(12)}`;
  if (path === "mail") return "/mail/0/deeplink/compose";
  if (EXISTING.includes(path) && !path.startsWith("drag")) return `/calendar/item/${word(20)}`;
  return pick(["/calendar/view/week", "/calendar/view/month", "/calendar/0/view/workweek"]);
}

async function draw(how) {
  clear();
  drawn += 1;
  ({ path, language, marker } = how);
  words = wordsOf(language);
  kind = build();
  const lost = new Set(how.without ?? []);
  if (lost.has("words")) words = Object.fromEntries(Object.keys(words).map((name) => [name, word(8)]));
  if (lost.has("id=__primaryActionButton")) kind.send = { all: "class", id: "bare" }[kind.send] ?? kind.send;
  kind.prompt = chance(60);
  const alone = ["no-guests", "drag-alone"].includes(path);
  const exists = EXISTING.includes(path);
  // The quick form has one field for all of them.
  const optional = !alone && path !== "quick" && chance(40);
  const text = `Notes ${path === "missing-subject" ? marker : ""}`;
  event = {
    id: `AAMk${word(8)}${marker}=`, exists, series: path === "series-scope", title: path === "missing-subject" ? "" : `Weekly status ${marker}`,
    text, description: `<div>${text}</div>`, day: "2031-11-24", start: "10:00", end: "11:00", typed: null,
    required: alone || path === "typed-guest" ? [] : [ANN, ...(optional ? [] : [BOB])], optional: optional && path !== "typed-guest" ? [BOB] : [],
  };
  before = { ...event, required: [...event.required] };
  // Inside Teams the calendar has an address of its own.
  history.replaceState(null, "", (window === window.top ? "" : "/hosted") + addresses());
  const cells = grid();
  if (path.startsWith("drag")) draggable(cells, path === "drag-resize");
  else if (path === "copilot") app.append(button(kind.tag, { "data-standin": "copilot" }, "Copilot", copilot));
  else if (path === "mail") place(mailForm(event, words, kind, { save: () => tell(() => service.mail(event)), menu: () => {} }));
  else if (path === "quick") {
    form = quick(event, words, language, kind, acts);
    layer(form);
  } else await openForm();
  await frames(2);
}

function place(element) {
  form = element;
  app.append(h("div", {}, [element]));
}

async function openForm() {
  const dialog = path === "send-dialog" || (path !== "send-embedded" && chance(50));
  const late = kind.lateToolbar && guests() && !event.exists;
  place(full(late ? { ...event, required: [], optional: [] } : event, words, language, kind, acts, dialog));
  if (!late) return;
  // The first attendee is added: the bar is drawn anew, and Save becomes Send.
  await frames(random(3));
  const fresh = full(event, words, language, { ...kind, wrappers: 0 }, acts, false);
  mark("required", form).parentElement.replaceWith(mark("required", fresh).parentElement);
  mark("optional", form).parentElement.replaceWith(mark("optional", fresh).parentElement);
  await frames(random(3));
  mark("save", form).closest("div:has(> :nth-child(4))").replaceWith(mark("save", fresh).closest("div:has(> :nth-child(4))"));
}

const copilot = () => tell(() => service.create(event));

// What a user does.

const ENTER = "\uE007";
const CONTROL = "\uE009";
const ALT = "\uE00A";
const END = "\uE010";
const BACKSPACE = "\uE003";
const click = (name) => ({ do: "click", at: mark(name) });
const chord = (...keys) => ({ do: "chord", at: mark("title"), keys });
const inMenu = (name) => [() => click("menu"), () => click(name)];

const STEPS = {
  "send-enter": [() => ({ do: "keys", at: mark("save"), keys: ENTER })],
  "send-space": [() => ({ do: "keys", at: mark("save"), keys: " " })],
  window: [() => click("popout"), () => ({ do: "click", window: true, at: '[data-standin="save"]' })],
  menu: inMenu("item-send"),
  "menu-unknown": inMenu("item-unknown"),
  "menu-draft": inMenu("item-draft"),
  "ctrl-enter": [() => chord(CONTROL, ENTER)],
  "ctrl-s": [() => chord(CONTROL, "s")],
  "alt-s": [() => chord(ALT, "s")],
  "typed-guest": [() => ({ do: "type", at: mark("required"), text: "ann@example.com; bob@example.com" }), () => click("save")],
  "drag-move": drags(() => mark("event")),
  "drag-alone": drags(() => mark("event")),
  "drag-resize": drags(() => mark("edge")),
  forward: [() => click("forward"), () => click("forward-send")],
  scheduler: [() => click("scheduler"), () => click("scheduler-save")],
  copilot: [() => click("copilot")],
  cancel: [() => click("cancel"), () => click("cancel-send")],
  "series-scope": [() => ({ do: "type", at: mark("required"), text: "eve@example.com" }), () => click("save")],
  "update-guest": [() => ({ do: "type", at: mark("required"), text: "eve@example.com" }), () => click("save")],
  "update-text": [() => ({ do: "type", at: mark("body"), text: "More notes. " }), () => click("save")],
  "update-time": updateTime(),
};

function drags(from) {
  return [
    () => ({ do: "drag", from: from(), to: document.querySelector('[data-day="1"]') }),
    () => (prompts() ? click("send") : null),
  ];
}

function updateTime() {
  const field = () => mark("endTime");
  return [
    () => click(field()?.checkVisibility() ? "endTime" : "times"),
    // Over what stands there, in a way that both browsers take.
    () => ({ do: "keys", at: field(), keys: END + BACKSPACE.repeat(16) + "23:30" }),
    () => click("save"),
  ];
}

const ANSWERS = {
  "missing-subject": [() => click("anyway")],
  "smart-alert": [() => click("anyway")],
  "series-scope": [() => click("all")],
  "drag-move": [],
  "drag-resize": [],
};

const next = (list, index) => {
  const step = list[index];
  if (!step) return null;
  const told = step();
  return told && "at" in told && told.at === null ? undefined : told;
};

standin({
  paths: PATHS,
  locators: LOCATORS,
  draw,
  step: (index) => next(STEPS[path] ?? [() => click("save")], index),
  answer: (index) => next(ANSWERS[path] ?? [() => (prompts() ? click("send") : null)], index),
  open: () =>
    reverted || question !== null ||
    (path === "missing-subject" ? form !== null : (child?.document ?? document).querySelector('[data-standin="title"]')?.value.includes(marker) === true),
});
