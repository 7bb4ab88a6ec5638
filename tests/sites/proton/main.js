// The stand-in for Proton Calendar: its commit paths, its popover, modal and prompts, and what happens in each.

import { node } from "./kit/dom.js";
import { standin } from "./kit/page.js";
import { chance, pick, random } from "./kit/random.js";
import { button, fields } from "./form.js";
import { remove, save } from "./requests.js";
import { WORDS } from "./words.js";

const PATHS = [
  { name: "popover", what: "Save in the popover", confidence: "A", expects: "held" },
  { name: "modal", what: "Save in the modal", confidence: "A", expects: "held" },
  { name: "enter-popover", what: "Enter in the popover's title", confidence: "A", expects: "held" },
  { name: "enter-modal", what: "Enter in the modal's place", confidence: "A", expects: "held" },
  { name: "enter-on-save", what: "Enter on the focused Save", confidence: "A", expects: "held" },
  { name: "space-on-save", what: "Space on the focused Save", confidence: "A", expects: "held" },
  { name: "typed-guest", what: "Save with an address that is still text", confidence: "A", expects: "held" },
  { name: "update-time", what: "Save of an event whose time was changed, then its prompt", confidence: "A", expects: "held" },
  { name: "update-guest", what: "Save of an event with one guest more, then its prompt", confidence: "A", expects: "held" },
  { name: "update-series", what: "Save of a series whose time was changed, then which of its events", confidence: "A", expects: "held" },
  { name: "send-errors", what: "Save, then the prompt that not all can be notified", confidence: "A", expects: "held" },
  { name: "duplicate", what: "Save of a duplicate", confidence: "B", expects: "held" },
  { name: "drag", what: "An event is moved in the grid, then Save in its popover", confidence: "B", expects: "held", cold: true },
  { name: "drag-prompt", what: "An event is moved in the grid, with a prompt alone", confidence: "M", expects: "held-or-recorded", cold: true },
  { name: "update-description", what: "Save of an event with another description, then its prompt", confidence: "A", expects: "passes" },
  { name: "no-guests", what: "Save of an event without guests", confidence: "A", expects: "passes" },
  { name: "delete-popover", what: "Delete in the popover that shows an event, then its prompt", confidence: "A", expects: "cancelled", cold: true },
  { name: "delete-modal", what: "Delete in the modal, then its prompt", confidence: "A", expects: "cancelled" },
];

const MODAL = new Set(["modal", "enter-modal", "duplicate", "update-time", "update-guest", "update-series", "update-description", "delete-modal"]);
const EXISTING = /^(?:update|drag|delete)/u;

let app = null;
const grid = document.querySelector("main");

function clear() {
  document.querySelectorAll(".eventpopover, .modal-two, .standin-panel").forEach((one) => one.remove());
  grid.replaceChildren();
}

function done() {
  app.prompt = null;
  clear();
}

async function store() {
  const was = app;
  const ok = await save({ marker: app.how.marker, guests: app.event.guests, isNew: app.event.isNew });
  if (was === app && ok) done();
}

// A prompt has no form; its first button goes on.
function ask(go, { text = app.words.update, color = "norm", type = "button", back = () => {}, scopes = false } = {}) {
  const close = () => {
    app.prompt?.remove();
    app.prompt = null;
  };
  const radios = scopes && node("div", { "data-testid": "update-recurring-popover:update-option-radio" }, [app.words.only, app.words.all].map((label) =>
    node("label", {}, [node("input", { type: "radio", name: "scope" }), label])));
  app.prompt = node("div", { class: "modal-two standin-prompt" }, [
    node("dialog", { class: "modal-two-dialog outline-none prompt modal-two-dialog--small", open: true }, [
      node("div", { class: "modal-two-dialog-container" }, [
        node("div", { class: "prompt-header" }, [node("h1", { class: "text-lg text-bold" }, [app.words.ask])]),
        node("div", { class: "modal-two-content" }, [radios]),
        node("footer", { class: "modal-two-footer prompt-footer" }, [node("div", { class: "flex gap-2" }, [
          button(text, { color, type, class: "w-full standin-go" }, () => {
            close();
            go();
          }),
          button(app.words.cancel, { type: pick(["button", "reset"]), class: "w-full" }, () => {
            close();
            back();
          }),
        ])]),
      ]),
    ]),
  ]);
  document.body.append(app.prompt);
}

// Asked for some time after Save: addresses are looked up first.
const soon = (act) => {
  const was = app;
  setTimeout(() => was === app && act(), random(60));
};

function submitted() {
  const { path } = app.how;
  if (app.busySaving) return;
  app.busySaving = true;
  if (path === "send-errors") soon(() => ask(store, { text: app.words.go }));
  else if (path === "update-series") soon(() => ask(store, { scopes: true }));
  else if (app.event.isNew) soon(store);
  else {
    soon(() => {
      // A popover may be gone by then.
      if (path === "drag" && chance(50)) app.root.remove();
      ask(store, { type: pick(["button", "submit"]) });
    });
  }
}

const asksToDelete = () =>
  ask(async () => {
    const was = app;
    const ok = await remove({ marker: app.how.marker, guests: app.event.guests });
    if (was === app && ok) done();
  }, { text: app.words.remove, color: "danger", type: "submit" });

const saves = (where) => button(app.words.save, { color: "norm", type: "submit", "data-testid": `create-event-${where}:save`, class: "standin-save" });

const on = {
  submit: (event) => {
    event.preventDefault();
    submitted();
  },
};

function popover() {
  const foot = node("footer", { class: "eventpopover-footer flex" }, [
    button(app.words.more, { "data-testid": "create-event-popover:more-event-options" }), saves("popover"),
  ]);
  const head = node("div", { class: "eventpopover-header--draggable" });
  app.inner = node("div", { class: "form-fields" }, fields(app));
  app.root = node("div", { class: "eventpopover" }, [node("form", { class: "form--icon-labels" }, [head, app.inner, foot], on)]);
  document.body.append(app.root);
}

function modal() {
  const cancel = button(app.words.cancel, { "data-testid": "event-creation-modal:cancel-event-creation", class: "hidden sm:inline-block" });
  const save = saves("modal");
  const last = app.event.isNew ? save : node("div", { class: "flex w-full sm:w-auto gap-2" }, [button(app.words.remove, { class: "standin-delete" }, asksToDelete), save]);
  const foot = node("footer", { class: "modal-two-footer" }, [cancel, last]);
  app.inner = node("div", { class: "modal-two-content" }, fields(app));
  const form = node("form", { class: "modal-two-dialog-container" }, [app.inner, foot], on);
  app.root = chance(50)
    ? node("div", { class: "modal-two" }, [node("dialog", { class: "modal-two-dialog modal-two-dialog--large", open: true }, [form])])
    : node("dialog", { class: "modal-two", open: true }, [form]);
  document.body.append(app.root);
}

function shownOnly() {
  const guest = (email) => node("div", { class: "participant flex flex-nowrap" }, [
    node("div", { class: "participant-display" }, [node("div", { class: "item-abbr" }, ["A"])]),
    node("div", { class: "ml-2" }, [node("div", { class: "participant-text" }, [email.split("@")[0]]), node("div", { class: "participant-extra-text" }, [email])]),
  ]);
  app.root = node("div", { class: "eventpopover" }, [
    node("header", {}, [
      node("h1", { class: "eventpopover-title", title: app.event.title }, [app.event.title]),
      node("div", { class: "standin-delete", role: "button", tabindex: "0", "data-testid": "event-popover:delete" }, ["x"], { click: asksToDelete }),
    ]),
    node("div", { class: "eventpopover-content" }, [app.event.guests.map(guest)]),
  ]);
  document.body.append(app.root);
}

let dragged = false;
function inGrid() {
  app.cell = node("div", { class: `calendar-eventcell ${GRID.has(app.how.path) ? "" : "isSelected"}`, role: "button", tabindex: "0", title: app.event.title, style: "top: 60px" }, [
    node("div", { class: "calendar-eventcell-title", "data-testid": "calendar-day-week-view:part-day-event" }, [app.event.title]),
  ], {
    mousedown: (event) => {
      event.preventDefault();
      dragged = true;
    },
  });
  app.slot = node("div", { class: "standin-later" });
  grid.append(app.slot, app.cell);
}

const GRID = new Set(["drag", "drag-prompt"]);

document.addEventListener("mouseup", (event) => {
  const moved = dragged && event.clientY > 200;
  dragged = false;
  if (!moved) return;
  Object.assign(app.event, { start: "11:00", end: "11:30" });
  app.cell.style.top = "300px";
  app.cell.classList.add("isSelected");
  if (app.how.path === "drag") popover();
  else {
    ask(store, {
      type: pick(["button", "submit"]), scopes: chance(50),
      back: () => {
        app.cell.style.top = "60px";
        app.failed = true;
      },
    });
  }
});

async function draw(how) {
  clear();
  const existing = EXISTING.test(how.path);
  app = {
    how, root: null, prompt: null, failed: false, busySaving: false, words: WORDS[how.language],
    busy: chance(60), known: chance(50), optional: chance(30) ? "bob@example.com" : "", swapped: chance(50),
    event: {
      isNew: !existing, title: `Weekly status ${how.marker}`, day: "2031-11-24", start: "10:00", end: "10:30",
      weekly: how.path === "update-series" || chance(30), description: pick(["", "We meet as always."]),
      guests: how.path === "no-guests" ? [] : ["ann@example.com", "bob@example.com"],
    },
    refresh: () => app.inner.replaceChildren(...fields(app).flat()),
  };
  inGrid();
  if (GRID.has(how.path)) return;
  if (how.path === "delete-popover") shownOnly();
  else if (MODAL.has(how.path)) modal();
  else popover();
  if (how.path === "delete-popover" || !chance(50)) return;
  // React draws again while busy times come in.
  await new Promise((drawn) => {
    setTimeout(drawn, random(150));
  });
  app.refresh();
}

const find = (selector) => [...document.querySelectorAll(selector)].at(-1);
const click = (selector) => () => {
  const at = find(selector);
  return at && { do: "click", at };
};
const keys = (at, text) => () => ({ do: "keys", at: find(at), keys: text });

const SAVE = click(".standin-save");
const GO = click(".standin-go");
const ENTER = "\uE007";
const LATER = [() => ({ do: "click", at: app.inner.querySelectorAll("input:not([type=checkbox])")[2] }), click(".standin-time")];
const DRAG = () => ({ do: "drag", from: app.cell, to: app.slot });
const typed = (field, text) => () => ({ do: "type", at: field(), text });
const box = () => [...app.inner.querySelectorAll("input:not([type=checkbox])")][5];

const STEPS = {
  popover: [SAVE],
  modal: [SAVE],
  "enter-popover": [() => ({ do: "keys", at: app.title, keys: ENTER })],
  "enter-modal": [() => ({ do: "keys", at: [...app.inner.querySelectorAll("input")].at(-1), keys: ENTER })],
  "enter-on-save": [keys(".standin-save", ENTER)],
  "space-on-save": [keys(".standin-save", " ")],
  "typed-guest": [typed(box, "cara@example.com"), SAVE],
  "update-time": [...LATER, SAVE],
  "update-guest": [typed(box, `cara@example.com${ENTER}`), SAVE],
  "update-series": [...LATER, SAVE],
  "send-errors": [SAVE],
  duplicate: [SAVE],
  drag: [DRAG, SAVE],
  "drag-prompt": [DRAG, GO],
  "update-description": [typed(() => app.description, " More of it."), SAVE, GO],
  "no-guests": [SAVE],
  "delete-popover": [click(".standin-delete"), GO],
  "delete-modal": [click(".standin-delete"), GO],
};

const ASKS = new Set(["update-time", "update-guest", "update-series", "send-errors", "drag"]);

standin({
  paths: PATHS,
  draw,
  step: (at) => (at < STEPS[app.how.path].length ? STEPS[app.how.path][at]() : null),
  answer: (at) => (ASKS.has(app.how.path) && at === 0 ? GO() : null),
  open: () => app.failed || app.prompt !== null || (app.root !== null && app.title.isConnected && app.title.value.includes(app.how.marker)),
  locators: [
    { marks: ["data-testid=create-event-popover:save"], path: "popover" },
    { marks: ["data-testid=create-event-modal:save"], path: "modal" },
    { marks: ["data-testid"], path: "popover" },
    { marks: ["data-testid"], path: "modal" },
    { marks: ["class=button-solid-norm"], path: "popover" },
    { marks: ["type=submit"], path: "popover" },
    { marks: ["id=event-title-input"], path: "popover" },
    { marks: ["id=event-participants-input"], path: "typed-guest" },
    { marks: ["data-testid=participants-input"], path: "typed-guest" },
    { marks: ["data-testid=busy-participant"], path: "modal" },
    { marks: ["class=address-item"], path: "modal" },
    { marks: ["id=event-date-input", "id=event-startTime", "id=event-endDate", "id=event-endTime"], path: "update-time" },
    { marks: ["class=eventpopover"], path: "popover" },
    { marks: ["class=modal-two", "class=modal-two-dialog"], path: "modal" },
    { marks: ["data-testid", "class=button-solid-norm", "type=submit"], path: "popover", fault: true },
  ],
});
