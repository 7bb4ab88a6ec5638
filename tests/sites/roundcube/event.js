// Roundcube's calendar (Kolab's plugin, 3.5): the editor, the questions before a move or a removal, and the requests
// they make. The editor closes as it saves, before it has an answer; a move that fails goes back. The framed editor
// that a message is made into an event with has no guests.

import { node } from "/standin/kit/dom.js";
import { standin } from "/standin/kit/page.js";
import { chance, pick, random, shuffled } from "/standin/kit/random.js";
import { dialog, post } from "./jquery.js";
import { words } from "./words.js";

const EVENT = "/?_task=calendar&_action=event";
const path = (name, what, expects, more = {}) => ({ name, what, confidence: "B", expects, ...more });
const PATHS = [
  path("save", "Click on Save in the editor of a new event", "held"),
  path("save-enter", "Enter on Save", "held"),
  path("save-space", "Space on Save", "held"),
  path("save-optional", "Save with guests who are all optional", "held"),
  path("edit-guest", "Save after a guest was added", "held"),
  path("edit-time", "Save after the time was moved", "held"),
  path("edit-series", "Save of all events of a series after the time was moved", "held"),
  path("move-silent", "Drag where the server always tells the guests: no question", "held", { cold: true, confidence: "C" }),
  path("save-as-new", "A series dragged, saved as a new event in the editor", "held", { cold: true }),
  path("move", "Drag of an event with guests, Save in the question", "held", { cold: true }),
  path("resize", "Longer by its edge, Save in the question", "held", { cold: true }),
  path("move-series", "Drag of a series with guests, answered by a link", "held", { cold: true }),
  path("no-guests", "Save without guests", "passes"),
  path("typed", "Save with a name in the guest box that was not added: nobody is invited", "passes"),
  path("nobody-told", "Save with every box for a mail unticked", "passes"),
  path("edit-description", "Save after a word in the description", "passes"),
  path("move-untold", "Drag, Save with the box for mails unticked", "passes", { cold: true }),
  path("framed", "A message made into an event: its editor is framed and has no guests", "passes", { cold: true }),
  path("remove", "Delete, confirmed", "cancelled", { cold: true }),
  path("remove-series", "Delete of a series, answered by a link", "cancelled", { cold: true }),
];

const GUESTS = [
  { email: "ann@example.com", name: "Ann", role: "REQ-PARTICIPANT", status: "NEEDS-ACTION", cutype: "INDIVIDUAL" },
  { email: "bob@example.com", name: "", role: "OPT-PARTICIPANT", status: "NEEDS-ACTION", cutype: "INDIVIDUAL" },
];
const ME = { email: "me@example.com", name: "Me", role: "ORGANIZER", status: "ACCEPTED" };
const grid = document.getElementById("calendar");
const late = (work) => setTimeout(work, pick([1, 1, 40, 160]));

let now = null;

async function draw({ path: name, seed, language, marker }) {
  for (const old of document.querySelectorAll(".standin")) old.remove();
  const series = /series|new/.test(name) || name === "remove-series";
  const edits = name.startsWith("edit");
  now = {
    name, marker, series, words: words(language), dialog: null, done: false, back: false,
    title: `Weekly status ${marker}`, description: "What we did and what is next.",
    guests: name === "no-guests" || name === "typed" || name === "framed" ? [] : [ME, ...GUESTS],
    // What moves unasked is known to the page from what it loaded, which has more than are moved in two minutes.
    id: name === "move-silent" ? `guests-${1 + (seed % 60)}` : edits || /move|resize|remove|new/.test(name) ? `event-${seed}` : "",
  };
  if (name === "save-optional") now.guests = [ME, ...GUESTS.map((guest) => ({ ...guest, role: "OPT-PARTICIPANT" }))];
  await new Promise((done) => {
    const load = new XMLHttpRequest();
    load.open("GET", `/standin/events.json?_task=calendar&_action=load_events&start=2031-11-24&end=2031-12-01&_=${random(1e6)}`);
    load.onload = done;
    load.send();
  });
  drawGrid();
  if (name === "framed") drawFramed();
  else if (edits || !now.id) now.dialog = editor();
  else if (name.startsWith("remove")) drawDetails();
}

const keep = (element) => (element.classList.add("standin"), element);

// The grid: an event that can be dragged to a later hour, and made longer by its edge.

function drawGrid() {
  const edge = node("div", { class: "fc-resizer fc-end-resizer" });
  const box = keep(node("a", { class: "fc-time-grid-event fc-event fc-draggable fc-resizable" }, [
    node("div", { class: "fc-content" }, node("span", { class: "fc-title" }, now.title)), edge,
  ]));
  const slots = [60, 100].map((top) => keep(node("div", { class: "fc-slot", style: `top: ${top}px` })));
  let from = null;
  box.onmousedown = (event) => (from = event.target === edge ? "resize" : "move");
  document.onmouseup = (event) => {
    const to = slots.indexOf(event.target);
    if (from !== null && to >= 0) moved(from);
    from = null;
  };
  grid.append(...slots, box);
  Object.assign(now, { box, edge, slots });
}

function moved(action) {
  const data = { id: now.id, calendar: "7", start: "2031-11-24T12:00:00", end: "2031-11-24T12:30:00", allDay: 0 };
  if (now.name === "move-silent") {
    update(action, { ...data, _notify: 1 });
    return;
  }
  late(() => (now.dialog = question(action, data)));
}

// `update_event_confirm`: the box for a mail if there are guests; links in place of Save for a series.

function question(action, data) {
  const { words: say, series } = now;
  const box = node("input", { class: "confirm-attendees-donotify pretty-checkbox", type: "checkbox", checked: true, value: "1", name: "notify" });
  const answer = (mode) => (event) => {
    event.preventDefault();
    close();
    if (mode === "new") {
      now.id = "";
      now.dialog = editor("new");
    } else update(action, { ...data, _savemode: mode, _notify: box.checked ? 1 : 0 });
  };
  const links = ["current", "future", "all", ...(action === "remove" ? [] : ["new"])].map((mode) =>
    node("a", { href: `#${mode}`, class: "button btn btn-secondary" }, say[mode], { click: answer(mode) }));
  const content = [
    node("div", { class: "message dialog-message ui alert boxwarning" }, node("label", {}, [box, say.notify])),
    series && node("div", { class: "savemode" }, links),
  ].filter(Boolean);
  const inner = node("div", {}, content);
  const confirm = action === "remove" ? ["delete mainaction", say.remove] : ["save mainaction", say.save];
  const frame = dialog(inner, [...(series ? [] : [[...confirm, answer(undefined)]]), ["cancel", say.cancel, close]], {
    kind: "warning", contentClass: "event-update-confirm",
  });
  Object.assign(now, { links });
  return keep(frame);
}

// The details, with Delete; hidden when it is pressed, and left behind.

function drawDetails() {
  const { words: say } = now;
  const people = now.guests.map((guest) =>
    node("span", { class: `attendee ${guest.role === "ORGANIZER" ? "organizer" : "needs-action"}` },
      node("a", { href: `mailto:${guest.email}`, class: "mailtolink", title: guest.email }, guest.name || guest.email)));
  const content = node("div", { id: "eventshow" }, [
    node("h1", { id: "event-title", class: "event-title" }, now.title),
    node("div", { id: "event-attendees" }, node("span", { class: "event-text" }, people)),
  ]);
  const frame = keep(dialog(content, [
    ["edit mainaction", "…", () => {}],
    ["delete", say.remove, () => {
      content.hidden = true;
      document.body.append(keep(content));
      frame.remove();
      late(() => (now.dialog = question("remove", { id: now.id, calendar: "7" })));
    }],
    ["cancel", say.cancel, () => frame.remove()],
  ]));
  now.details = frame;
}

// The editor: #eventedit waits in the page and is put into a dialog. Its guests come a moment later.

const input = (id, value, more = {}) => node("input", { type: "text", id: `edit-${id}`, name: id, class: "form-control", value, ...more });
const options = (list, value) => list.map(([name, label]) => node("option", { value: name, selected: name === value }, label));

function fields(guests) {
  const { words: say, series, id } = now;
  const frequencies = say.frequencies.split(",");
  const names = ["", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
  const parts = {
    title: input("title", now.title, { required: true }),
    description: node("textarea", { name: "description", id: "edit-description", class: "form-control", rows: 5, value: now.description }),
    frequency: node("select", { id: "edit-recurrence-frequency", name: "frequency", class: "form-control" }, options(names.map((name, index) => [name, frequencies[index]]), "WEEKLY")),
    start: input("starttime", pick(["10:00", "10:00 am"])), end: input("endtime", pick(["10:30", "10:30 am"])),
    invite: node("input", { type: "checkbox", id: "edit-attendees-invite", value: "1", checked: true }),
    notify: node("input", { type: "checkbox", id: "edit-attendees-donotify", name: "_notify", value: "1", checked: id !== "" }),
    guest: node("input", { type: "text", id: "edit-attendee-name", name: "participant", class: "form-control" }),
    table: node("table", { id: "edit-attendees-table", class: "edit-attendees-table table" }, [
      node("thead", {}, node("tr", {}, node("th", {}, "…"))), node("tbody"),
    ]),
  };
  parts.invite.addEventListener("change", () => {
    for (const box of parts.form.querySelectorAll("#edit-attendees-donotify, .edit-attendee-reply")) box.checked = parts.invite.checked;
  });
  const add = node("button", { type: "button", id: "edit-attendee-add" }, "+", {
    click: () => {
      now.guests.push({ email: parts.guest.value, name: "", role: "REQ-PARTICIPANT", status: "NEEDS-ACTION", cutype: "INDIVIDUAL" });
      parts.guest.value = "";
      rows(parts.table);
    },
  });
  const panels = [
    node("fieldset", { id: "event-panel-summary" }, [
      node("div", {}, parts.title), node("div", {}, input("location", "")), node("div", {}, parts.description),
      node("div", {}, [input("startdate", pick(["2031-11-24", "24.11.2031"])), parts.start,
        node("input", { type: "checkbox", name: "allday", id: "edit-allday", value: "1" })]),
      node("div", {}, [input("enddate", pick(["2031-11-24", "24.11.2031"])), parts.end]),
    ]),
    node("fieldset", { id: "event-panel-recurrence" }, [
      parts.frequency,
      node("div", { id: "recurrence-form-weekly", class: "recurrence-form" },
        node("select", { name: "interval", class: "edit-recurrence-interval form-control" }, options([["1", "1"], ["2", "2"]], "1"))),
    ]),
    guests && node("fieldset", { id: "event-panel-attendees" }, [
      parts.table, node("div", { id: "edit-attendees-form" }, [parts.guest, add, node("label", {}, [parts.invite, say.invite])]),
    ]),
  ];
  const shown = (id_, there, children) => node("div", { id: id_, class: "dialog-message", style: there ? undefined : "display: none" }, children);
  parts.all = node("input", { type: "radio", name: "_savemode", class: "edit-recurring-savemode", value: "all", checked: true });
  parts.form = node("div", { id: "eventedit", class: "formcontent" }, [
    node("form", { class: "tabbed", action: "#", method: "post" }, chance(50) ? node("div", {}, panels) : panels, { submit: (event) => event.preventDefault() }),
    shown("edit-attendees-notify", guests && id !== "", node("label", {}, [parts.notify, say.notify])),
    shown("edit-recurring-warning", id !== "" && series, ["current", "future", "all", "new"].map((mode) =>
      node("label", {}, [mode === "all" ? parts.all : node("input", { type: "radio", name: "_savemode", class: "edit-recurring-savemode", value: mode }), say[mode]]))),
    shown("edit-localchanges-warning", false, "…"),
  ]);
  if (guests) late(() => rows(parts.table));
  return parts;
}

function rows(table) {
  const names = now.words.roles.split(",");
  const values = ["REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT", "CHAIR", "ORGANIZER"];
  table.querySelector("tbody").replaceChildren(...now.guests.map((guest) => {
    const organizer = guest.role === "ORGANIZER";
    const name = organizer
      ? node("select", { id: "edit-identities-list" }, options([["0", "Me <me@example.com>"]], "0"))
      : node("span", { title: guest.name ? guest.email : undefined }, guest.name || guest.email);
    return node("tr", { class: guest.role.toLowerCase() }, [
      node("td", { class: "role" }, node("select", { class: "edit-attendee-role form-control", "data-email": guest.email, disabled: organizer },
        options(values.map((value, index) => [value, names[index]]), guest.role))),
      node("td", { class: "name" }, node("span", { class: "attendee-name" }, name)),
      chance(50) && node("td", { class: "availability" }, node("span", { class: "loading", "data-email": guest.email })),
      node("td", { class: "confirmstate" }, node("span", { class: "attendee" })),
      node("td", { class: "invite" }, !organizer && node("input", { type: "checkbox", class: "edit-attendee-reply", value: guest.email, checked: true })),
      node("td", { class: "options" }, node("a", { href: "#delete", class: "deletelink" }, "×")),
    ]);
  }));
}

function editor(savemode) {
  const parts = fields(true);
  Object.assign(now, { parts });
  const save = () => {
    const told = parts.form.querySelector("#edit-attendees-invite:checked, #edit-attendees-donotify:checked, .edit-attendee-reply:checked");
    const data = {
      ...content(parts), attendees: now.guests.map((guest) => ({ ...guest, noreply: told ? undefined : 1 })),
      ...(now.guests.length > 0 && told ? { _notify: 3, _comment: "" } : {}),
      ...(now.id && now.series ? { _savemode: savemode ?? "all" } : {}),
    };
    close();
    update(now.id ? "edit" : "new", data);
  };
  return keep(dialog(parts.form, [["save mainaction", now.words.save, save], ["cancel", now.words.cancel, close]]));
}

const content = (parts) => ({
  id: now.id || undefined, calendar: "7", start: `2031-11-24T${parts.start.value.slice(0, 5)}:00`, end: "2031-11-24T10:30:00", allDay: 0,
  title: parts.title.value, description: parts.description.value, location: "",
  recurrence: { FREQ: parts.frequency.value, INTERVAL: 1 },
});

// A message made into an event: the editor is in a frame, its buttons in the dialog around it.

function drawFramed() {
  const frame = node("iframe", { src: "/?_task=calendar&_action=dialog-ui" });
  frame.onload = () => {
    now.parts = fields(false);
    frame.contentDocument.body.replaceChildren(now.parts.form);
    now.ready = true;
  };
  const save = () => update("new", content(now.parts));
  now.dialog = keep(dialog(frame, [["save mainaction", now.words.save, save], ["cancel", now.words.cancel, close]]));
}

function close() {
  now.dialog?.remove();
  now.dialog = null;
}

function update(action, data) {
  const mine = now;
  post(EVENT, { action, e: data, _remote: "1", _unlock: `loading${mine.marker}` }, (taken) => {
    mine.done = taken;
    mine.back = !taken;
  });
}

// The user's part.

const press = (at) => ({ do: "click", at });
const button = () => now.dialog?.buttons[0];
const save = () => (button() ? press(button()) : undefined);
const drag = (from) => ({ do: "drag", from, to: now.slots[1] });
const link = (mode) => now.links?.map((one) => one).find((one) => one.getAttribute("href") === `#${mode}`);
// To the end of the field, and all of it away.
const earlier = () => ({ do: "keys", at: now.parts.start, keys: `\uE010${"\uE003".repeat(12)}09:00` });
const onSave = (keys) => () => (button() ? { do: "keys", at: button(), keys } : undefined);
const filled = (next) => () => (now.parts.table.querySelector("tbody tr") ? next() : undefined);

const STEPS = {
  "save-enter": [filled(onSave("\uE007"))], "save-space": [filled(onSave(" "))],
  "edit-guest": [filled(() => ({ do: "type", at: now.parts.guest, text: "eve@example.com" })),
    () => press(now.parts.form.querySelector("#edit-attendee-add")), save],
  "edit-time": [filled(earlier), save],
  "edit-series": [filled(earlier), () => press(now.parts.all), save],
  "edit-description": [filled(() => ({ do: "type", at: now.parts.description, text: " Soon." })), save],
  "save-as-new": [() => drag(now.box), () => link("new") && press(link("new")), () => now.dialog?.querySelector("tbody tr") && save()],
  move: [() => drag(now.box), save], resize: [() => drag(now.edge), save],
  "move-series": [() => drag(now.box), () => { const one = link(pick(["current", "future", "all"])); return one && press(one); }],
  "move-silent": [() => drag(now.box)],
  "no-guests": [save],
  typed: [() => ({ do: "type", at: now.parts.guest, text: "Eve" }), save],
  "nobody-told": [filled(() => press(now.parts.invite)), save],
  "move-untold": [() => drag(now.box), () => now.dialog && press(now.dialog.querySelector('[type="checkbox"]')), save],
  framed: [() => (now.ready ? save() : undefined)],
  remove: [() => press(now.details.buttons[1]), save],
  "remove-series": [() => press(now.details.buttons[1]), () => link("all") && press(link("all"))],
};

const steps = () => STEPS[now.name] ?? [filled(save)];

standin({
  paths: PATHS,
  draw,
  step: (index) => (index < steps().length ? steps()[index]() || undefined : null),
  open: () => now.back || (now.dialog?.isConnected === true && (now.parts === undefined || now.parts.title.value.includes(now.marker))),
  locators: shuffled([
    ["class=save"], ["class=mainaction"], ["class=ui-dialog-buttonpane"], ["class=ui-dialog-buttonset"], ["class=ui-dialog"], ["role=dialog"],
    ["id=eventedit"], ["id=edit-title"], ["name=title"], ["id=edit-startdate"], ["id=edit-description"], ["id=edit-attendees-table"],
    ["class=edit-attendees-table"], ["class=edit-attendee-role"], ["class=edit-attendee-reply"], ["id=edit-attendees-invite"],
    ["data-email"], ["id=edit-recurrence-frequency"], ["name=frequency"],
    { marks: ["class=save"], path: "move" }, { marks: ["class=mainaction"], path: "move" }, { marks: ["class=event-update-confirm"], path: "move" },
    { marks: ["class=confirm-attendees-donotify"], path: "move" }, { marks: ["name=notify"], path: "move" },
    { marks: ["class=savemode"], path: "move-series" }, { marks: ["class=warning"], path: "move" },
  ]),
});
