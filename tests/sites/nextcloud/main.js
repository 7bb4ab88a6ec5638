// The stand-in for Nextcloud Calendar: its commit paths, and what happens in each.

import { node } from "./kit/dom.js";
import { standin } from "./kit/page.js";
import { chance, pick, random } from "./kit/random.js";
import { askAboutAttachments, refresh, showEditor } from "./editor.js";
import { put, remove } from "./event.js";
import { closeMenus, timeField } from "./parts.js";
import { WORDS } from "./words.js";

const PATHS = [
  { name: "popover", what: "Save in the popover of a new event", confidence: "B", expects: "held" },
  { name: "full", what: "Save in the full editor", confidence: "B", expects: "held" },
  { name: "sidebar", what: "Save in the sidebar of versions before 5", confidence: "C", expects: "held" },
  { name: "enter-on-save", what: "Enter on the focused Save", confidence: "B", expects: "held" },
  { name: "space-on-save", what: "Space on the focused Save", confidence: "B", expects: "held" },
  { name: "ctrl-enter", what: "Ctrl+Enter in the title", confidence: "B", expects: "held" },
  { name: "update-time", what: "Update of an event whose time was changed", confidence: "B", expects: "held" },
  { name: "update-guest", what: "Update of an event with one guest more", confidence: "B", expects: "held" },
  { name: "update-menu", what: "A scope in Update's menu, for a series whose time was changed", confidence: "B", expects: "held" },
  { name: "attachments", what: "Save, then the question about attachments", confidence: "B", expects: "held" },
  { name: "duplicate", what: "Save of a duplicate", confidence: "B", expects: "held" },
  { name: "drag", what: "An event is moved in the grid", confidence: "B", expects: "held", cold: true },
  { name: "resize", what: "An event is made longer in the grid", confidence: "B", expects: "held", cold: true },
  { name: "leave", what: "Another event is opened while a change is not saved, which saves it", confidence: "B", expects: "held" },
  { name: "update-description", what: "Update of an event with another description", confidence: "B", expects: "passes" },
  { name: "update-menu-description", what: "A scope in Update's menu, for a series with another description", confidence: "B", expects: "passes" },
  { name: "no-guests", what: "Save of an event without guests", confidence: "B", expects: "passes" },
  { name: "delete", what: "Delete in the event's menu", confidence: "B", expects: "cancelled", cold: true },
  { name: "delete-occurrence", what: "Delete this occurrence in the menu of a series", confidence: "B", expects: "cancelled", cold: true },
];

const SERIES = new Set(["update-menu", "update-menu-description", "delete-occurrence"]);
const EXISTING = /^(update|duplicate|leave|delete)/u;
const GRID = new Set(["drag", "resize"]);

let app = null;
const grid = document.querySelector(".fc");

const close = () => {
  closeMenus();
  app.root?.remove();
  app.root = null;
  document.querySelectorAll(".modal-mask, .vs__dropdown-menu").forEach((rest) => rest.remove());
  history.replaceState(null, "", `${app.base}/timeGridWeek/now`);
};

async function save() {
  const { event } = app;
  if (app.how.path === "attachments" && !app.shared) {
    askAboutAttachments(app, () => {
      app.shared = true;
      save();
    });
    return;
  }
  const was = app;
  const ok = await put(event);
  if (was !== app) return;
  app.failed = !ok;
  if (ok) close();
}

async function takeAway() {
  const was = app;
  const ok = app.event.weekly ? await put({ ...app.event, skipped: true }) : await remove(app.event);
  if (was === app && ok) close();
}

// The path stays as it is: only the model is a new one.
function duplicate() {
  app.event = { ...app.event, uid: `${app.event.uid}-2`, isNew: true, guests: [...app.event.guests] };
  app.editing = true;
  refresh(app);
}

window.addEventListener("keydown", (event) => {
  if (!app?.root || !app.editing) return;
  if (event.key === "Enter" && event.ctrlKey && (app.event.isNew || !app.event.weekly)) save();
});

// One step of a drag is enough: the grid looks where it ends.
let dragging = null;
function gridEvent() {
  const block = node("a", { class: "fc-event fc-event-draggable fc-timegrid-event", style: "top: 60px", "data-object-id": app.event.uid, "data-recurrence-id": "1953108000" }, [
    node("div", { class: "fc-event-title" }, [app.event.title]), node("div", { class: "fc-event-resizer fc-event-resizer-end" }),
  ], {
    mousedown: (event) => {
      event.preventDefault();
      dragging = event.target.closest(".fc-event-resizer") ? "resize" : "move";
    },
  });
  const later = node("div", { class: "fc-timegrid-slot", style: "position: absolute; top: 260px; left: 10px; width: 120px; height: 40px" });
  grid.append(later, block);
  app.block = block;
  app.later = later;
}

document.addEventListener("mouseup", async (event) => {
  const what = dragging;
  dragging = null;
  if (!what || event.clientY < 200) return;
  const was = app;
  app.block.style.top = "260px";
  const moved = what === "move" ? { start: "11:00", end: "11:30" } : { end: "11:30" };
  const ok = await put({ ...app.event, ...moved });
  if (was !== app || ok) return;
  app.block.style.top = "60px";
  app.failed = true;
});

async function draw(how) {
  if (app) close();
  grid.replaceChildren();
  const series = SERIES.has(how.path);
  const generation = how.path === "sidebar" ? pick(["old", "vue2"]) : pick(["vue2", "vue3", "vue3"]);
  const place = how.path === "sidebar" ? "sidebar"
    : how.path === "full" || how.path === "attachments" ? "full"
      : how.path === "popover" || how.path === "leave" ? "popover" : pick(["popover", "full"]);
  const existing = EXISTING.test(how.path) || GRID.has(how.path);
  app = {
    how, generation, place, root: null, failed: false, shared: false, typing: false,
    words: WORDS[how.language],
    pickers: generation === "vue3" ? pick(["native", "two"]) : pick(["one", "two"]),
    rows: generation === "vue3" ? pick(["text", "title"]) : pick(["names", "title"]),
    more: chance(60), bodyLists: chance(50),
    base: pick(["/apps/calendar", "/index.php/apps/calendar"]),
    // What is called off is mostly only looked at.
    editing: !how.path.startsWith("delete") || place === "full",
    event: {
      uid: `${how.marker}-4711`, isNew: !existing, weekly: series, dirty: false,
      title: `Weekly status ${how.marker}`, day: "2031-11-24", start: "10:00", end: "10:30",
      description: pick(["", "We meet as always.", "We meet as always.\nhttps://example.com/room"]),
      guests: how.path === "no-guests" ? [] : ["ann@example.com", "bob@example.com"],
    },
    save, remove: takeAway, duplicate, refresh: () => refresh(app),
  };
  gridEvent();
  if (GRID.has(how.path)) {
    history.replaceState(null, "", `${app.base}/timeGridWeek/now`);
    return;
  }
  const view = { popover: "popover", full: "full", sidebar: "sidebar" }[place];
  history.replaceState(null, "", existing
    ? `${app.base}/timeGridWeek/2031-11-24/edit/${view}/L3JlbW90ZS5waHAvZGF2/1953108000`
    : `${app.base}/timeGridWeek/2031-11-24/new/${view}/0/1953108000/1953109800`);
  if (how.path === "leave") {
    grid.append(node("a", { class: "fc-event fc-other", style: "top: 60px" }, ["Other"], { click: () => save() }));
  }
  showEditor(app);
  // Vue draws parts anew while it loads.
  if (!chance(50)) return;
  await new Promise((drawn) => {
    setTimeout(drawn, random(150));
  });
  refresh(app);
}

const inside = (selector) => app.root?.querySelector(selector) ?? undefined;
const click = (find) => () => {
  const at = typeof find === "string" ? inside(find) : find();
  return at && { do: "click", at };
};
const anywhere = (selector) => () => [...document.querySelectorAll(selector)].at(-1);

// The last item of the open menu, or the one with that sign.
const item = (sign) => () => {
  const items = [...document.querySelectorAll(".v-popper__popper button")];
  return sign ? items.find((one) => one.querySelector(sign)) : items.at(random(2) % Math.max(items.length, 1));
};

const SAVE = ".standin-save";
const later = [click(() => timeField(app)), click(anywhere(".mx-time-item"))];
const guest = [
  () => ({ do: "type", at: inside(".vs__search[role=combobox]"), text: "cara@example.com" }),
  click(anywhere(".vs__dropdown-option")),
];
const describe = [
  // Text with links is a field once it is clicked.
  () => {
    const at = inside(".linkify-links") ?? [...(app.root?.querySelectorAll(".property-text textarea") ?? [])].at(-1);
    return at && { do: "click", at };
  },
  () => {
    const at = [...(app.root?.querySelectorAll(".property-text textarea") ?? [])].at(-1);
    return !inside(".linkify-links") && at ? { do: "type", at, text: " More of it." } : undefined;
  },
];
const update = [click(".standin-update button"), click(item())];

const STEPS = {
  popover: [click(SAVE)],
  full: [click(SAVE)],
  sidebar: [click(SAVE)],
  "enter-on-save": [() => ({ do: "keys", at: inside(SAVE), keys: "\uE007" })],
  "space-on-save": [() => ({ do: "keys", at: inside(SAVE), keys: " " })],
  "ctrl-enter": [() => ({ do: "chord", at: app.titleField, keys: ["\uE009", "\uE007"] })],
  "update-time": [...later, click(SAVE)],
  "update-guest": [...guest, click(SAVE)],
  "update-menu": [...later, ...update],
  attachments: [click(SAVE)],
  duplicate: [click(".standin-menu button"), click(item(".content-duplicate-icon")), click(() => app.event.isNew && inside(SAVE))],
  drag: [() => ({ do: "drag", from: app.block, to: app.later })],
  resize: [() => ({ do: "drag", from: app.block.querySelector(".fc-event-resizer"), to: app.later })],
  leave: [...later, click(() => grid.querySelector(".fc-other"))],
  "update-description": [...describe, click(SAVE)],
  "update-menu-description": [...describe, ...update],
  "no-guests": [click(SAVE)],
  delete: [click(".standin-menu button"), click(item(".delete-icon, .trash-can-outline-icon"))],
  "delete-occurrence": [click(".standin-menu button"), click(item(".delete-icon, .trash-can-outline-icon"))],
};

const ANSWERS = { attachments: [click(anywhere(".standin-invite"))] };

standin({
  paths: PATHS,
  draw,
  step: (at) => (at < STEPS[app.how.path].length ? STEPS[app.how.path][at]() : null),
  answer: (at) => {
    const steps = ANSWERS[app.how.path] ?? [];
    return at < steps.length ? steps[at]() : null;
  },
  open: () => app.failed || (app.root !== null && app.titleField.value.includes(app.how.marker)),
  locators: [
    { marks: ["class=save-buttons"], path: "popover" },
    { marks: ["class=event-popover__buttons"], path: "popover" },
    { marks: ["class=button-vue--primary", "class=button-vue--vue-primary", "class=primary"], path: "popover" },
    { marks: ["class=app-full-tab__buttons"], path: "full" },
    { marks: ["class=save-buttons"], path: "full" },
    { marks: ["class=calendar-edit-full"], path: "full" },
    { marks: ["class=app-full"], path: "full" },
    { marks: ["class=property-title"], path: "popover" },
    { marks: ["class=property-title__input"], path: "popover" },
    { marks: ["aria-haspopup"], path: "update-menu" },
    { marks: ["class=action-item__menutoggle"], path: "update-menu" },
    { marks: ["class=invitees-list-item"], path: "popover" },
    { marks: ["class=attendee-display__email", "class=attendee-display__name"], path: "popover" },
    { marks: ["class=textarea--description"], path: "full" },
    { marks: ["class=save-buttons", "class=event-popover__buttons", "class=button-vue--primary", "class=button-vue--vue-primary"], path: "popover", fault: true },
  ],
});
