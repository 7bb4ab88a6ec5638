// The form of an event, in the popover and in the modal; and what stands in it.

import { node } from "./kit/dom.js";
import { dateText, timeText } from "./kit/languages.js";
import { chance } from "./kit/random.js";

const NAMES = { "ann@example.com": "Ann", "bob@example.com": "Bob" };

export const button = (text, attributes, click) => {
  const { color = "weak", ...others } = attributes;
  const look = color === "weak" ? "button-outline-weak" : `button-solid-${color}`;
  return node("button", { type: "button", ...others, class: `button ${look} ${others.class ?? ""}` }, [text], click && { click });
};

const input = (id, value, on = {}, attributes = {}) =>
  node("input", { id, class: "input-element", ...(chance(50) && { type: "text" }), ...attributes, value }, [], on);

const row = (id, children) => node("div", { class: "flex flex-nowrap" }, [node("label", { for: id }), node("div", { class: "flex-1" }, children)]);

const numeric = { year: "numeric", month: "2-digit", day: "2-digit" };

function guestRow(app, email) {
  const name = app.known ? NAMES[email] : undefined;
  const shown = name === undefined ? email : `${name} <${email}>`;
  const optional = app.optional === email && node("span", { class: "color-weak w-full text-sm" }, [app.words.optional]);
  const off = () => node("button", { type: "button", class: "button button-for-icon button-ghost-weak" }, [node("svg", { class: "icon-16p" })], {
    click: () => {
      app.event.guests = app.event.guests.filter((one) => one !== email);
      app.refresh();
    },
  });
  if (app.busy) {
    const words = name === undefined
      ? [node("span", { class: "text-semibold text-sm", "data-testid": "busy-participant:email" }, [email])]
      : [node("span", { class: "text-semibold text-sm", "data-testid": "busy-participant:contact-name" }, [name]), node("span", { class: "color-weak ml-1 text-sm", "data-testid": "busy-participant:contact-email" }, [email])];
    return node("div", { class: "flex items-start mb-1 group-hover-opacity-container" }, [
      node("div", { "data-testid": "busy-participant-dot", class: "shrink-0 flex" }),
      node("div", { class: "flex flex-1 p-1", title: shown, "data-testid": "busy-participant" }, [node("div", { class: "text-ellipsis" }, words), optional]),
      off(),
    ]);
  }
  return node("div", { class: "address-item flex mb-1 pl-2" }, [
    node("div", { class: "flex flex-1 p-1", title: shown }, [node("div", { class: "text-ellipsis" }, [shown]), optional]), off(),
  ]);
}

function organizer(app) {
  const label = node("div", { class: "color-weak w-full text-sm" }, [app.words.organizer]);
  if (app.busy) {
    return node("div", { class: "flex items-start mb-1" }, [
      node("div", { class: "text-ellipsis max-w-full", title: "me@proton.me" }, [node("span", {}, ["me@proton.me"])]), label,
    ]);
  }
  return node("div", { class: "address-item flex mb-1 px-2" }, [node("div", { class: "flex flex-1 p-1", title: "me@proton.me" }, [node("div", {}, ["me@proton.me"]), label])]);
}

function participants(app) {
  const { event } = app;
  const add = () => {
    const typed = box.value.trim();
    if (!typed.includes("@") || event.guests.includes(typed)) return;
    event.guests = [typed, ...event.guests];
    app.refresh();
  };
  const box = input("event-participants-input", "", {
    blur: add,
    keydown: (press) => {
      if (press.key !== "Enter" || box.value.trim() === "") return;
      press.preventDefault();
      add();
    },
  }, { "data-testid": "participants-input", placeholder: app.words.guests, autocomplete: "off" });
  const list = event.guests.map((email) => guestRow(app, email));
  return [
    row("event-participants-input", [box]),
    node("div", { class: "pt-1 standin-guests" }, [list, event.guests.length > 0 && organizer(app)]),
  ];
}

// A choice of times opens at a time's field.
function clock(app, id, value) {
  const field = input(id, timeText(app.how.language, value), {
    click: () => {
      const panel = node("div", { class: "dropdown standin-panel" }, [
        node("button", { type: "button", class: "dropdown-item-button standin-time" }, ["11:00"], {
          click: () => {
            panel.remove();
            Object.assign(app.event, { start: "11:00", end: "11:30" });
            app.refresh();
          },
        }),
      ]);
      document.body.append(panel);
    },
  });
  return field;
}

export function fields(app) {
  const { event, words, how: { language } } = app;
  const day = () => dateText(language, event.day, numeric);
  const title = input("event-title-input", event.title, {
    input: () => {
      event.title = title.value;
    },
  }, { placeholder: words.title, maxlength: 255 });
  const description = node("textarea", { id: "event-description-input", class: "field-two-textarea max-h-custom", value: event.description }, [], {
    input: () => {
      event.description = description.value;
    },
  });
  app.title = title;
  app.description = description;
  const often = node("button", { type: "button", id: "event-frequency-input", "data-testid": "event-modal/frequency:select", class: "select button", "aria-expanded": "false" }, [event.weekly ? words.weekly : words.once]);
  const invited = participants(app);
  const texts = [row("event-location-input", [input("event-location-input", "")]), row("event-description-input", [description])];
  return [
    row("event-title-input", [title]),
    row("event-date-input", [
      input("event-date-input", day()), clock(app, "event-startTime", event.start),
      input("event-endDate", day()), clock(app, "event-endTime", event.end),
      node("label", { class: "checkbox-container" }, [node("input", { type: "checkbox", id: "event-allday-checkbox", class: "checkbox-input" })]),
      often,
    ]),
    invited,
    ...(app.swapped ? [...texts].reverse() : texts),
  ];
}
