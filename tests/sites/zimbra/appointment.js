// Zimbra's classic web client (8.8 to 10): an appointment in a tab, the dialogs that follow Send, the calendar's grid
// with a drag, and deletion. The fields' ids begin with the view's number and end in the same words. The notes are a
// text area or, for rich text, a frame over it.

import { dateText, timeText } from "/standin/kit/languages.js";
import { node } from "/standin/kit/dom.js";
import { standin } from "/standin/kit/page.js";
import { chance, pick, random } from "/standin/kit/random.js";
import { button, CANCEL, dialog, id, NO, OK, put, reset, YES } from "./dwt.js";
import { send } from "./soap.js";
import { words } from "./words.js";

const path = (name, what, expects, more = {}) => ({ name, what, confidence: "B", expects, ...more });
const PATHS = [
  path("send", "Click on Send", "held"),
  path("send-enter", "Enter on Send", "held"),
  path("send-space", "Space on Send", "held"),
  path("send-typed", "Send with an address still in the box", "held"),
  path("send-draft", "Send of an invite that was kept as a draft", "held"),
  path("edit-guest", "Send after a guest was added, then whom to tell", "held"),
  path("edit-time", "Send after the time was moved", "held"),
  path("save-sends", "Save after the time was moved, then “send what has changed”", "held"),
  path("drag", "Drag of an event with guests, No to editing the message", "held", { cold: true }),
  path("resize", "Longer by its edge, No to editing the message", "held", { cold: true }),
  path("no-guests", "Save without guests", "passes"),
  path("save-draft", "Save with guests: a draft, nobody is mailed", "passes"),
  path("save-keys", "Ctrl+S with guests: a draft, nobody is mailed", "passes"),
  path("edit-description", "Send after a word in the message", "passes"),
  path("propose", "A guest proposes another time to the organizer", "passes"),
  path("quick-add", "The dialog for a quick appointment, which invites nobody", "passes", { cold: true }),
  path("delete", "Delete, No to editing the message", "cancelled", { cold: true }),
];

const ANN = { email: "ann@example.com", name: "Ann", optional: false };
const BOB = { email: "bob@example.com", name: "Bob", optional: true };
const SOON = [0, 20, 120];

let now = null;

function draw({ path: name, language, marker }) {
  reset();
  for (const old of document.querySelectorAll(".standin")) old.remove();
  const edits = /^edit|save-sends|send-draft|propose/.test(name);
  now = {
    name, marker, language, words: words(language), back: false, context: `APPT-${1 + random(8)}`, view: id(), rich: chance(50),
    title: `Weekly status ${marker}`, notes: "What we did and what is next.", guests: /no-guests|quick/.test(name) ? [] : [{ ...ANN }, { ...BOB }],
    edits, draft: name === "send-draft",
  };
  if (name === "drag" || name === "resize" || name === "delete") drawGrid();
  else if (name === "quick-add") drawQuick();
  else drawForm();
}

const appointment = () => ({
  title: now.form ? now.title_.value : now.title,
  description: now.form ? (now.rich ? now.frame.contentDocument.body.innerText : now.area.value) : now.notes,
  guests: now.guests, invite: now.edits || now.grid ? "321-320" : "",
});

// What the server is asked, a little later: it checks first whether everybody may be invited.
function request(kind, options) {
  const mine = now;
  setTimeout(() => send(`${kind}AppointmentRequest`, { ...appointment(), ...options.more }, options, (taken) => {
    mine.back = !taken;
    if (taken) mine.form?.remove();
  }), pick(SOON));
}

// The tab.

function drawForm() {
  const { context, view, words: say, language, edits } = now;
  const zb = (op) => `zb__${context}__${op}`;
  const icon = edits ? "ImgClose" : "ImgCancel";
  now.send = button(zb("SEND_INVITE"), { class: "ZToolbarButton", icon: "ImgSend", style: now.guests.length === 0 ? "display: none" : undefined }, say.send, pressed("send"));
  now.save = button(zb("SAVE"), { class: "ZToolbarButton", icon: "ImgSave", style: now.name === "propose" ? "display: none" : undefined }, say.save, pressed("save"));
  const bar = node("div", { id: `ztb__${context}`, class: "ZToolbar", role: "toolbar" }, [
    now.send, now.save, button(zb("CANCEL"), { class: "ZToolbarButton", icon }, edits ? say.close : say.cancel, () => {}),
    button(zb("PRINT"), { class: "ZToolbarButton", icon: "ImgPrint" }, "…", () => {}),
  ]);
  const cell = (name, children) => node("td", { id: `${view}_${name}` }, children);
  const row = (name, children, hidden = false) => node("tr", { id: `${view}_${name}`, style: hidden ? "display: none" : undefined }, children);
  const input = (name, value = "", more = {}) => node("input", { type: "text", id: name, autocomplete: "off", value, ...more });
  now.title_ = input(`${view}_subject_input`, now.title);
  now.person = input(`${context}_person_input`);
  now.start = input(id(), timeText(language, "10:00"));
  now.area = node("textarea", { id: `${id()}_body`, value: now.notes, style: now.rich ? "display: none" : undefined });
  now.frame = now.rich ? node("iframe", { id: `${now.area.id}_ifr` }) : null;
  now.cell = cell("person", bubbles(false));
  const optional = now.guests.some((one) => one.optional);
  const rows = [
    row("invitemsg_container", node("td", {}, node("span", { id: `${view}_invitemsg` }, say.unsent)), !now.draft),
    row("forward_options", node("td", { id: `${view}_to_control` }, [
      now.name === "propose" && bubble({ name: "Olga", email: "olga@example.com" }), input(`${context}_to_control_input`, "", { disabled: now.name === "propose" }),
    ]), now.name !== "propose"),
    node("tr", {}, cell("subject", node("div", { class: "DwtInputField" }, now.title_))),
    row("attendeesContainer", [node("td", {}, button(id(), { class: "ZButton ZPicker" }, "…", () => {})), now.cell]),
    row("optionalContainer", [node("td", {}, "…"), cell("optional", [...bubbles(true), input(`${context}_optional_input`)])], !optional),
    node("tr", {}, cell("location", input(`${context}_location_input`))),
    node("tr", {}, [node("td", {}, input(`${view}_startDateField`, dateText(language, "2031-11-24", { dateStyle: "short" }))),
      cell("startTimeSelect", node("div", {}, now.start)), node("td", {}, node("input", { type: "checkbox", id: `${view}_allDayCheckbox` }))]),
    node("tr", {}, [node("td", {}, input(`${view}_endDateField`, dateText(language, "2031-11-24", { dateStyle: "short" }))),
      cell("endTimeSelect", node("div", {}, input(id(), timeText(language, "10:30"))))]),
    node("tr", {}, node("td", { id: `${view}_repeat_options` }, [
      node("div", { id: `${view}_repeatSelect`, class: "ZSelect" }, say.repeats.split(",")[2]), node("div", { id: `${view}_repeatDesc` }),
    ])),
  ];
  const notes = node("div", { id: `${view}_notes` }, [now.area, now.frame].filter(Boolean));
  const inner = [node("div", { id: `${view}_top` }, node("table", { id: `${view}_table` }, node("tbody", {}, rows))), notes];
  const edit = node("div", { id: view, class: "ZmApptEditView" }, chance(70) ? node("div", { id: `${view}_main` }, inner) : inner);
  now.form = node("div", { id: id(), class: "ZmApptComposeView" }, edit);
  now.form.onkeydown = (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  // One that was made ahead waits outside the window.
  const waiting = node("div", { class: "ZmApptComposeView away" }, node("div", { class: "ZmApptEditView" }, [
    node("table", {}, node("tr", { id: "DWT9_attendeesContainer" }, node("td", { id: "DWT9_person" }, node("input")))), node("div", { id: "DWT9_notes" }, node("textarea")),
  ]));
  const hidden = node("div", { class: "ZToolbar away", id: "ztb__APPT-9" }, button("zb__APPT-9__SEND_INVITE", { class: "ZToolbarButton", icon: "ImgSend" }, say.send, () => {}));
  put(...(chance(50) ? [waiting, hidden] : []), bar, now.form);
  now.bar = bar;
  if (now.frame) now.frame.contentDocument.body.append(...(chance(50) ? [node("div", {}, now.notes)] : [now.notes]));
  if (now.frame) now.frame.contentDocument.body.contentEditable = "true";
}

function bubble({ name, email }) {
  const element = node("span", { id: id(), class: "addrBubble", title: chance(30) ? email : undefined });
  element.append(node("span", {}, `${pick([`"${name}"`, name])} <${email}> `), node("div", { style: "display: inline-block" }));
  return element;
}

const bubbles = (optional) => {
  const mine = now.guests.filter((one) => one.optional === optional).map(bubble);
  return optional ? mine : [node("div", { class: "addrBubbleContainer" }, [...mine, now.person])];
};

// Focus leaves the box as a button is pressed: what stands in it becomes a guest.
function typedIn() {
  const typed = now.person.value.trim();
  if (typed === "") return;
  now.guests.push({ email: typed, name: typed, optional: false });
  now.person.value = "";
  now.person.before(bubble({ name: typed, email: typed }));
}

const pressed = (which) => () => (which === "send" ? mail() : save());

function mail() {
  typedIn();
  if (now.name === "propose") {
    request("Counter", { mailed: true });
    return;
  }
  const go = () => request(now.edits ? "Modify" : "Create", { mailed: true });
  if (now.name !== "edit-guest") {
    go();
    return;
  }
  const group = id();
  const radio = (value, label, checked) => node("label", {}, [node("input", { type: "radio", name: group, value, checked }), label]);
  setTimeout(() => {
    now.dialog = dialog([radio("1", now.words.toNew, true), radio("2", now.words.toAll, false)], [[OK, now.words.ok, go], [CANCEL, now.words.cancel, () => {}]]);
  }, pick(SOON));
}

// Save of a meeting that was sent, with its time moved, asks whether to send that; else it keeps a draft.
function save() {
  typedIn();
  if (now.name !== "save-sends") {
    request(now.edits ? "Modify" : "Create", { mailed: false });
    return;
  }
  const name = id();
  const radio = (end, checked) => node("label", {}, [node("input", { type: "radio", id: `${name}_${end}`, name, checked }), "…"]);
  now.dialog = dialog([radio("send", true), radio("discard", false)], [
    [OK, now.words.ok, () => request("Modify", { mailed: true })], [CANCEL, now.words.cancel, () => {}],
  ]);
}

// The grid. Drag and deletion end in the same dialog: yes edits the message first, no goes on.

function drawGrid() {
  now.grid = true;
  now.sash = node("div", { class: "sash" });
  now.box = node("div", { class: "appt", id: `zli__CLD__${id()}` }, [node("div", { class: "appt_name" }, now.title), now.sash]);
  now.slots = [44, 80].map((top) => node("div", { class: "slot", style: `top: ${top}px` }));
  now.remove = button("zb__CLWW__DELETE", { class: "ZToolbarButton", icon: "ImgDelete" }, "…", () => confirm(() => request("Cancel", { mailed: true })));
  let from = false;
  now.box.onmousedown = () => (from = true);
  document.onmouseup = (event) => {
    if (from && now.slots.includes(event.target)) confirm(() => request("Modify", { mailed: true, more: { start: "20311124T120000", end: "20311124T123000" } }));
    from = false;
  };
  put(node("div", { id: "ztb__CLWW", class: "ZToolbar" }, now.remove), node("div", { class: "calendar" }, [...now.slots, now.box]));
}

function confirm(no) {
  const { words: say } = now;
  setTimeout(() => {
    now.dialog = dialog(say.edit, [[YES, say.yes, () => {}], [NO, say.no, no], [CANCEL, say.cancel, () => {}]], "CONFIRM_DIALOG");
  }, pick(SOON));
}

// The dialog for a quick appointment: it has a place for rooms, none for people.

function drawQuick() {
  const name = id();
  now.dialog = dialog([
    node("table", {}, [node("tr", {}, node("td", { id: `${name}_subject` }, node("input", { type: "text", value: now.title }))),
      node("tr", {}, node("td", { id: `${name}_location` }, node("input", { type: "text" })))]),
  ], [[OK, now.words.ok, () => request("Create", { mailed: false, more: { repeats: false } })], [CANCEL, now.words.cancel, () => {}]], name);
}

// The user's part.

const press = (at) => (at ? { do: "click", at } : undefined);
const drag = (from) => ({ do: "drag", from, to: now.slots[1] });
const answer = (index) => () => (now.dialog?.isConnected ? press(now.dialog.buttons[index]) : undefined);
const send_ = () => press(now.send);
// To the end of the field, and all of it away.
const later = () => ({ do: "keys", at: now.start, keys: `\uE010${"\uE003".repeat(16)}${timeText(now.language, "09:00")}` });

const STEPS = {
  "send-enter": [() => ({ do: "keys", at: now.send, keys: "\uE007" })],
  "send-space": [() => ({ do: "keys", at: now.send, keys: " " })],
  "send-typed": [() => ({ do: "type", at: now.person, text: "eve@example.com" }), send_],
  "edit-guest": [() => ({ do: "type", at: now.person, text: "eve@example.com" }), send_],
  "edit-time": [later, send_],
  "save-sends": [later, () => press(now.save), answer(0)],
  "edit-description": [
    () => (now.rich ? { do: "type", at: "body", frame: now.frame, text: " Soon." } : { do: "type", at: now.area, text: " Soon." }), send_,
  ],
  drag: [() => drag(now.box), answer(1)], resize: [() => drag(now.sash), answer(1)],
  "no-guests": [() => press(now.save)], "save-draft": [() => press(now.save)],
  "save-keys": [() => ({ do: "chord", at: now.title_, keys: ["\uE009", "s"] })],
  "quick-add": [answer(0)],
  delete: [() => press(now.remove), answer(1)],
};
const ANSWERS = { "edit-guest": [answer(0)] };

const walked = (steps) => (index) => (index < steps().length ? steps()[index]() || undefined : null);

standin({
  paths: PATHS,
  draw,
  step: walked(() => STEPS[now.name] ?? [send_]),
  answer: walked(() => ANSWERS[now.name] ?? []),
  open: () => now.back || (now.form?.isConnected === true && now.title_.value.includes(now.marker)),
  locators: [
    ["id=" + "z_shell"], ["class=ZmApptComposeView"], ["class=ZmApptEditView"], ["class=ZToolbarButton"], ["class=ZToolbar"], ["class=ImgSend"],
    ["class=addrBubble"], ["class=addrBubbleContainer"], ["class=DwtInputField"], ["title"],
    ["class=ZSelect"], { marks: ["class=DwtDialog"], path: "save-sends" }, { marks: ["role=dialog"], path: "save-sends" },
    { marks: ["class=ImgClose"], path: "edit-time" },
  ],
});
