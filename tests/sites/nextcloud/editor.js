// The popover, the full editor and the sidebar that older versions had in its place.

import { node } from "./kit/dom.js";
import { chance } from "./kit/random.js";
import { guestList } from "./guests.js";
import { button, closeMenus, field, icon, menu, timePicker } from "./parts.js";

const text = (app) => {
  const { event } = app;
  const links = /https:/u.test(event.description) && !app.typing;
  const place = node("div", { class: "property-text property-location" }, [
    node("div", { class: "property-text__input" }, app.editing ? [field("textarea", { rows: 1 }, "", () => {})] : []),
  ]);
  const written = (value) => {
    event.description = value;
    event.dirty = true;
  };
  const inner = app.editing && !links
    ? field("textarea", { class: app.generation === "vue3" || app.place === "full" ? "textarea--description" : "" }, event.description, written)
    : node("div", { class: app.editing ? "property-text__readonly-value linkify-links" : "property-text__readonly-value" }, [event.description], {
      click: () => {
        if (!app.editing) return;
        app.typing = true;
        Promise.resolve().then(() => box.replaceWith(text(app)[1]));
      },
    });
  const box = node("div", { class: `property-text ${app.place === "full" ? "property-description" : ""}` }, [
    icon("text-box"), node("div", { class: "property-text__input" }, [inner]),
  ]);
  return [place, box];
};

function title(app) {
  app.titleField = field("input", { type: "text", placeholder: app.words.title, autocomplete: "off" }, app.event.title, (value) => {
    app.event.title = value;
    app.event.dirty = true;
  });
  return node("div", { class: "property-title" }, [
    node("div", { class: "property-title__input" }, [app.editing ? app.titleField : node("div", {}, [app.event.title])]),
  ]);
}

const repeat = (app) => node("div", { class: `property-repeat ${app.event.weekly ? "" : "does-not-repeat"}` }, [
  node("div", { class: "property-repeat__summary" }, [
    node("span", { class: "property-repeat__summary__content" }, [app.event.weekly ? app.words.weekly : app.words.never]),
    node("button", { type: "button", class: "action-item action-item--single button-vue" }, ["…"]),
  ]),
]);

const allDay = (app) => app.generation !== "old" && node("div", { class: "app-full__header__details" }, [
  node("div", { class: "app-full__header__details-time" }, [
    node("label", { class: "checkbox-radio-switch" }, [node("input", { type: "checkbox", class: "checkbox-radio-switch__input" }), app.words.allDay]),
  ]),
]);

function saveButtons(app) {
  const { words, event } = app;
  const extra = { popover: "event-popover__buttons", full: "app-full-tab__buttons", sidebar: "app-sidebar-tab__buttons" }[app.place];
  const inside = [];
  if (!app.editing) {
    inside.push(button(app, words.more, "tertiary", () => {}), button(app, words.edit, "secondary", () => {
      app.editing = true;
      app.refresh();
    }));
  } else {
    if (app.place === "popover" && app.more) inside.push(button(app, words.more, "secondary", () => {}));
    if (event.isNew) inside.push(button(app, words.save, "primary", () => app.save(), "standin-save"));
    else if (!event.weekly) inside.push(button(app, words.update, "primary", () => app.save(), "standin-save"));
    else {
      const scopes = [[words.only, "check", () => app.save("only")], [words.future, "check", () => app.save("future")]];
      if (chance(40)) scopes.push([words.all, "check", () => app.save("all")]);
      inside.push(menu(app, { name: words.update, variant: "primary", items: chance(50) ? scopes : scopes.reverse(), extra: "standin-update" }));
    }
  }
  return node("div", { class: `save-buttons ${extra}` }, inside);
}

const eventMenu = (app) => {
  const { words, event } = app;
  if (event.isNew) return false;
  const bin = app.generation === "vue3" ? "trash-can-outline" : "delete";
  const items = [[words.export, "tray-arrow-down", () => {}]];
  if (!event.weekly) items.push([words.duplicate, "content-duplicate", () => app.duplicate()], [words.remove, bin, () => app.remove()]);
  else items.push([words.removeOnly, bin, () => app.remove()]);
  return menu(app, { name: "…", variant: "tertiary", items, extra: "standin-menu" });
};

const LAYOUT = {
  popover: (app) => [
    node("div", { class: "event-popover__inner edit-simple" }, [
      node("div", { class: "event-popover__top-actions" }, [
        eventMenu(app), node("button", { type: "button", class: "action-item action-item--single button-vue" }, [app.words.close]),
      ]),
      node("div", { class: "event-popover__header" }, [title(app)]),
      node("div", { class: "event-popover__content" }, [
        app.editing ? timePicker(app) : node("div", { class: "property-title-time-picker property-title-time-picker--readonly" }, [app.event.start]),
        app.editing && [allDay(app), repeat(app)], text(app), guestList(app),
      ]),
      node("div", { class: "event-popover__footer" }, [saveButtons(app)]),
    ]),
  ],
  full: (app) => [
    node("div", { class: "app-full" }, [node("div", {}, [
      node("div", { class: "app-full__header__top" }, [
        node("div", { class: "app-full__header__top__first" }, [title(app)]),
        node("div", { class: "app-full__actions" }, [saveButtons(app), node("div", { class: "app-full__actions__inner" }, [eventMenu(app)])]),
      ]),
      node("div", { class: "app-full__header" }, [timePicker(app), allDay(app), repeat(app)]),
      node("div", { class: "app-full-body" }, [
        node("div", { class: "app-full-body__left" }, [text(app), node("div", { class: "property-alarm-list" }, [menu(app, { name: "…", variant: "tertiary", items: [["-", "delete", () => {}]] })])]),
      ]),
      node("div", { class: "app-full-footer" }, [guestList(app)]),
    ])]),
  ],
  sidebar: (app) => [
    node("header", { class: "app-sidebar-header" }, [title(app), timePicker(app), node("div", { class: "app-sidebar-header__menu" }, [eventMenu(app)])]),
    node("section", { class: "app-sidebar__tab" }, [text(app), repeat(app), guestList(app), saveButtons(app)]),
  ],
};

const HULL = {
  popover: "event-popover", full: "modal-mask calendar-edit-full", sidebar: "app-sidebar",
};

export function showEditor(app) {
  app.root = node(app.place === "sidebar" ? "aside" : "div", {
    class: HULL[app.place], ...(app.place === "full" && { role: "dialog", "aria-modal": "true" }),
  }, LAYOUT[app.place](app));
  // The newest popover lies at the end of the page, older ones in a layer of their own.
  const layer = chance(50) ? node("div", {}, [app.root]) : app.root;
  document.body.append(layer);
}

// Draws anew what is in the editor; the editor itself stays.
export function refresh(app) {
  closeMenus();
  app.root.replaceChildren(...LAYOUT[app.place](app));
}

// The question whether guests may see the attachments, which comes up after Save.
export function askAboutAttachments(app, go) {
  const close = () => modal.remove();
  const modal = node("div", { class: "modal-mask", role: "dialog", "aria-modal": "true" }, [
    node("div", { class: "modal-container" }, [node("div", { class: "modal-content" }, [
      node("div", { class: "modal-footer" }, [node("div", { class: "modal-footer-buttons" }, [
        button(app, app.words.cancel, "secondary", close),
        button(app, app.words.invite, "primary", () => {
          close();
          go();
        }, "standin-invite"),
      ])]),
    ])]),
  ]);
  document.body.append(modal);
}
