// The library's parts that the editor is made of: buttons, menus that open far from their button, fields. Three
// generations of them: before 2022 (`old`), the library for Vue 2, and the one for Vue 3.

import { node } from "./kit/dom.js";
import { dateText, timeText } from "./kit/languages.js";
import { chance, word } from "./kit/random.js";

export const icon = (name) => node("span", { class: `material-design-icon ${name}-icon`, role: "img" });

const VARIANT = {
  old: (variant) => (variant === "primary" ? "primary" : ""),
  vue2: (variant) => `button-vue button-vue--text-only button-vue--vue-${variant}`,
  vue3: (variant) => `button-vue button-vue--size-normal button-vue--text-only button-vue--${variant}`,
};

export const button = (app, text, variant, click, extra = "") =>
  node("button", { type: "button", class: `${VARIANT[app.generation](variant)} ${extra}` }, [
    node("span", { class: "button-vue__wrapper" }, [node("span", { class: "button-vue__text" }, [text])]),
  ], { click });

const closers = new Set();

export function closeMenus() {
  for (const close of [...closers]) close();
}

// A press elsewhere closes what is open.
window.addEventListener("mousedown", (event) => {
  if (!event.target.closest?.(".v-popper__popper, [aria-haspopup], .mx-datepicker-main")) closeMenus();
});

// `items`: [text, icon, act]. What is open stands at the end of the page, or beside its button.
export function menu(app, { name, variant, items, extra = "" }) {
  const id = `menu-${word(5)}`;
  const controls = chance(80);
  const inline = chance(25);
  let popper = null;
  const close = () => {
    closers.delete(close);
    popper?.remove();
    popper = null;
    toggle.setAttribute("aria-expanded", "false");
    toggle.removeAttribute("aria-controls");
  };
  const open = () => {
    const list = node("ul", { id, role: "menu", "aria-labelledby": `trigger-${id}`, tabindex: "-1" }, items.map(([text, sign, act]) =>
      node("li", { class: "action", role: "presentation" }, [
        node("button", { type: "button", class: "action-button button-vue", role: "menuitem" }, [icon(sign), node("span", { class: "action-button__text" }, [text])], {
          click: () => {
            close();
            act();
          },
        }),
      ])));
    popper = node("div", { class: "v-popper__popper v-popper--theme-nc-popover-9 action-item__popper" }, [node("div", { class: "v-popper__inner" }, [list])]);
    (inline ? holder : document.body).append(popper);
    toggle.setAttribute("aria-expanded", "true");
    if (controls) toggle.setAttribute("aria-controls", id);
    closers.add(close);
  };
  const toggle = node("button", {
    type: "button", id: `trigger-${id}`, "aria-haspopup": "menu", "aria-expanded": "false",
    class: `action-item__menutoggle ${VARIANT[app.generation](variant)}`,
  }, [name], {
    // Drawn in the next frame, as the library does.
    click: () => (popper ? close() : requestAnimationFrame(open)),
  });
  const holder = node("div", { class: `action-item ${extra}` }, [node("div", { class: "v-popper" }, [toggle])]);
  return holder;
}

export function field(tag, attributes, value, change) {
  return node(tag, { ...attributes, value }, [], {
    input: (event) => {
      event.preventDefault();
      event.stopPropagation();
      change(event.target.value);
    },
  });
}

// A choice of times opens at a time's field.
function times(app, input, change) {
  input.addEventListener("click", () => {
    closeMenus();
    const panel = node("div", { class: "mx-datepicker-main" }, [
      node("button", { type: "button", class: "mx-time-item" }, ["11:00"], {
        click: () => {
          close();
          change("11:00");
        },
      }),
    ]);
    const close = () => {
      closers.delete(close);
      panel.remove();
    };
    closers.add(close);
    document.body.append(panel);
  });
  return input;
}

const ends = ["start", "end"];

export function timePicker(app) {
  const { event, how: { language } } = app;
  const move = (time) => {
    event.start = time;
    event.end = "11:30";
    event.dirty = true;
    app.refresh();
  };
  const shown = (time) => timeText(language, time);
  const both = (time) => app.words.at.replace("{day}", dateText(language, event.day)).replace("{time}", shown(time));
  const base = "property-title-time-picker__time-pickers";
  const pair = (end) => {
    if (app.pickers === "one") {
      return node("div", { class: "mx-datepicker" }, [times(app, node("input", { class: "mx-input", name: "date", type: "text", value: both(event[end]) }), move)]);
    }
    const kind = (type) => (app.pickers === "native" ? { type, class: "native-datetime-picker--input" } : { type: "text", class: "dp__pointer dp__input" });
    const day = node("input", { ...kind("date"), value: app.pickers === "native" ? event.day : dateText(language, event.day) });
    const time = node("input", { ...kind("time"), value: app.pickers === "native" ? event[end] : shown(event[end]) });
    return node("div", { class: `${base}-${end === "start" ? "from" : "to"}` }, [
      node("span", {}, ["-"]),
      node("div", { class: `${base}-${end === "start" ? "from" : "to"}-inner` }, [
        day, times(app, time, move),
        chance(50) && node("div", { class: "v-select select" }, [node("input", { type: "search", class: "vs__search", "aria-label": "TZ" })]),
      ]),
    ]);
  };
  return node("div", { class: "property-title-time-picker" }, [
    node("div", { class: base }, [node("div", { class: `${base}__inner` }, ends.map(pair))]),
    app.generation === "old" && node("input", { id: "allDay", type: "checkbox", class: "checkbox" }),
  ]);
}

export const timeField = (app) => {
  const fields = [...app.root.querySelectorAll(".property-title-time-picker input:not([type=search], [type=checkbox])")];
  return fields[app.pickers === "one" ? 0 : 1];
};
