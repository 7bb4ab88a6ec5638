// The form of an event, full and quick, and the form for mail, which looks much like it. What is not known of them or
// changes from build to build is drawn from the seed.

import { dateText, timeText } from "/standin/kit/languages.js";
import { chance, pick, random, shuffled, word } from "/standin/kit/random.js";
import { button, h } from "./react.js";

// What differs between builds: chosen once for a page.
export function build() {
  return {
    tag: pick(["button", "button", "div"]),
    // The calendar's own Send was seen as a split button; its marks are known from mail only.
    send: pick(["all", "id", "class", "bare"]),
    well: pick(["EditorClass", "EditorClass", ""]),
    chip: random(4),
    chipsBeside: chance(20),
    chipNames: chance(25),
    times: pick(["folded", "hidden", "open", "open"]),
    date: pick([{ weekday: "short", year: "numeric", month: "numeric", day: "numeric" }, { year: "numeric", month: "short", day: "numeric" }]),
    toolbarRole: chance(85),
    discardFirst: chance(25),
    wrappers: random(3),
    multiline: chance(50),
    lateToolbar: chance(50),
  };
}

const wrapped = (build, children) => {
  let inner = children;
  for (let level = 0; level < build.wrappers; level += 1) inner = [h("div", {}, inner)];
  return inner;
};

let ids = 0;
const id = () => `${word(2)}-r${(ids += 1).toString(36)}`;

// The bar with Save, or with Send once somebody is invited.
export function toolbar(event, words, kind, act) {
  const others = event.required.length + event.optional.length > 0;
  const first = others ? split(words, kind, act) : commit(words, kind, others, act);
  const discard = button(kind.tag, { class: "fui-Button", "aria-label": words.discard }, words.discard, act.discard);
  const menus = [words.busy, words.reminder].map((label) => button(kind.tag, { class: "fui-Button", "aria-haspopup": "menu" }, label, () => {}));
  const radios = h("div", { role: "radiogroup" }, [
    h("button", { type: "button", role: "radio", "aria-checked": String(!event.series) }, [words.event]),
    h("button", { type: "button", role: "radio", "aria-checked": String(event.series) }, [words.series]),
  ]);
  const further = [button(kind.tag, { class: "fui-Button", "data-standin": "popout" }, words.popOut, act.popOut)];
  if (event.exists) {
    further.push(button(kind.tag, { class: "fui-Button", "data-standin": "cancel", "aria-label": words.cancel }, words.cancel, act.cancel));
    further.push(button(kind.tag, { class: "fui-Button", "data-standin": "forward" }, words.forward, act.forward));
  }
  const rest = shuffled([radios, ...menus, ...further, ...(kind.discardFirst ? [] : [discard])]);
  return h("div", { class: "fui-Toolbar fui-Overflow", role: kind.toolbarRole ? "toolbar" : undefined }, [
    ...(kind.discardFirst ? [discard] : []), first, ...rest,
  ]);
}

const commit = (words, kind, others, act) =>
  button(kind.tag, { class: "fui-Button", "data-standin": "save", "aria-label": others ? words.send : words.save }, others ? words.send : words.save, act.save);

function split(words, kind, act) {
  const base = `splitButton-${id()}`;
  const [marked, named] = [kind.send === "all" || kind.send === "class", kind.send === "all" || kind.send === "id"];
  return h("div", { class: marked ? "fui-SplitButton" : "" }, [
    button(kind.tag, {
      class: `fui-Button ${marked ? "fui-SplitButton__primaryActionButton" : ""}`, id: named ? `${base}__primaryActionButton` : undefined,
      "aria-label": words.send, title: `${words.send} (Ctrl+Enter)`, "data-standin": "save",
    }, words.send, act.save),
    button(kind.tag, {
      class: `fui-Button fui-MenuButton ${marked ? "fui-SplitButton__menuButton" : ""}`, id: named ? `${base}__menuButton` : undefined,
      "aria-haspopup": "menu", "aria-expanded": "false", "data-standin": "menu",
    }, "", act.menu),
  ]);
}

export const titleField = (event, words) =>
  h("span", { class: "fui-Input" }, [
    h("input", { class: "fui-Input__input", type: "text", placeholder: words.title, "aria-label": words.title, value: event.title, "data-standin": "title" }, [], {
      input: ({ target }) => (event.title = target.value),
    }),
  ]);

function chip({ email, name }, kind) {
  const marks = [
    { class: "_EType_RECIPIENT_ENTITY", contenteditable: "false", draggable: "true", "data-lpc-hover-target-id": word() },
    { class: "_EType_RECIPIENT_ENTITY", contenteditable: "false" },
    { contenteditable: "false", draggable: "true", "data-lpc-hover-target-id": word() },
    { class: "_EType_RECIPIENT_ENTITY", "data-lpc-hover-target-id": word() },
  ][kind.chip];
  const label = kind.chipNames ? name : email;
  return h("span", { ...marks, "aria-label": label }, [
    h("span", {}, [kind.chipNames && chance(50) ? email : name]),
    h("button", { type: "button", tabindex: "-1", "aria-label": `x ${name}`, contenteditable: "false" }),
  ]);
}

// A field for attendees, with its chips in it or right beside it; text that is typed and no chip yet stays text.
export function well(people, label, kind, name) {
  const chips = people.map((one) => chip(one, kind));
  const field = h("div", { role: "textbox", contenteditable: "true", "aria-label": label, class: kind.well, id: String(random(99)), "data-standin": name },
    kind.chipsBeside ? ["\u200b"] : [...chips, "\u200b"]);
  return h("div", {}, kind.chipsBeside ? [h("div", {}, chips), field] : [field]);
}

export function timeFields(event, words, language, kind) {
  const day = () => dateText(language, event.day, kind.date);
  const box = (name, value) => h("input", { role: "combobox", type: "text", "aria-label": words[name], value, "data-standin": name }, [], {
    change: ({ target }) => (event.typed = { ...event.typed, [name]: target.value }),
    input: ({ target }) => (event.typed = { ...event.typed, [name]: target.value }),
  });
  const boxes = h("div", { hidden: kind.times === "hidden" }, [
    box("startDate", day()), box("startTime", timeText(language, event.start)),
    box("endDate", day()), box("endTime", timeText(language, event.end)),
    h("input", { type: "checkbox", role: "switch", "aria-label": words.allDay }),
  ]);
  const said = `${day()} ${timeText(language, event.start)} - ${timeText(language, event.end)}`;
  // Pressed, it unfolds.
  const line = button(kind.tag, { "aria-label": chance(50) ? said : undefined, "data-standin": "times" }, said, () => {
    boxes.hidden = false;
    line.after(boxes);
  });
  return { folded: [line], hidden: [line, boxes], open: [boxes] }[kind.times];
}

export const place = (words) =>
  h("input", { id: "location-suggestions-picker-input", role: "combobox", "aria-label": words.location, placeholder: words.location });

export const body = (event, words, kind) =>
  h("div", { "data-ms-editor": "true", id: `editorParent_${random(9)}` }, [
    h("div", {
      role: "textbox", contenteditable: "true", "data-ms-editor": "true", "aria-label": words.body, "data-standin": "body",
      "aria-multiline": kind.multiline ? "true" : undefined,
    }, [h("div", { class: "elementToProof" }, [event.text])], {
      input: ({ currentTarget, target }) => (event.description = (target ?? currentTarget).innerHTML),
    }),
  ]);

// The full form: a bar, and everything below it.
export function full(event, words, language, kind, act, dialog) {
  const teams = h("input", { type: "checkbox", role: "switch", id: `switch-${id()}` });
  return h("div", dialog ? { role: "dialog", "aria-label": words.create } : {}, wrapped(kind, [
    toolbar(event, words, kind, act),
    titleField(event, words),
    well(event.required, words.required, kind, "required"),
    well(event.optional, words.optional, kind, "optional"),
    button(kind.tag, { class: "fui-Button", "data-standin": "scheduler" }, words.scheduler, act.scheduler),
    ...timeFields(event, words, language, kind),
    place(words), teams, body(event, words, kind),
  ]), { keydown: act.keydown });
}

// The quick one, beside the grid.
export function quick(event, words, language, kind, act) {
  const others = event.required.length > 0;
  const last = chance(50) && others ? split(words, kind, act) : commit(words, kind, others, act);
  return h("div", { class: "fui-FluentProvider" }, [h("div", { role: "dialog", "aria-label": words.create }, wrapped(kind, [
    titleField(event, words),
    well(event.required, words.required, kind, "required"),
    ...timeFields(event, words, language, kind),
    place(words),
    button(kind.tag, { class: "fui-Button" }, words.more, () => {}), last,
  ]), { keydown: act.keydown })]);
}

// Mail: the same fields for people, the same Send; no place and no times.
export function mailForm(event, words, kind, act) {
  return h("div", chance(50) ? { role: "dialog" } : {}, [
    h("div", { class: "fui-Toolbar", role: "toolbar" }, [split(words, { ...kind, send: "all" }, act)]),
    well(event.required, "To", kind, "required"),
    well(event.optional, "Cc", kind, "optional"),
    titleField(event, words),
    body(event, words, kind),
  ]);
}
