// The list of guests: rows of three generations, and the box in which they are searched for.

import { node } from "./kit/dom.js";
import { chance, pick } from "./kit/random.js";
import { nameOf } from "./event.js";
import { icon, menu } from "./parts.js";

function display(app, email) {
  const name = nameOf(email);
  if (app.rows === "names") return node("div", { class: "invitees-list-item__displayname" }, [name]);
  if (app.rows === "text") {
    return node("div", { class: "attendee-display" }, [
      node("div", { class: "attendee-display__name" }, [name, node("span", { class: "attendee-display__email" }, [email])]),
      node("span", { class: "attendee-display__button-wrapper" }, [
        node("a", { class: "attendee-display__button button-vue", href: `mailto:${email}`, title: email }),
      ]),
    ]);
  }
  return node("div", { class: "attendee-display" }, [
    node("div", { class: "attendee-display__name" }, [name]),
    node("span", { title: email, class: "attendee-display__button-wrapper" }, [
      node("button", { type: "button", class: "attendee-display__button button-vue", "aria-label": "Copy" }),
    ]),
  ]);
}

const row = (app, email, organizer) =>
  node("div", { class: "invitees-list-item" }, [
    node("div", { class: "avatar-participation-status" }, [icon("check-circle")]),
    display(app, email),
    organizer && node("div", { class: "invitees-list-item__organizer-hint" }, [app.words.organizer]),
    !organizer && app.editing && node("div", { class: "invitees-list-item__actions" }, [
      menu(app, { name: "…", variant: "tertiary", items: [[app.words.removeGuest, "delete", () => {}]] }),
    ]),
  ]);

export function guestList(app) {
  const { event } = app;
  const add = (email) => {
    event.guests.push(email);
    event.dirty = true;
    app.refresh();
  };
  const box = node("input", { id: pick(["uid", "invitees-search-uid"]), class: "vs__search", type: "search", role: "combobox", "aria-label": app.words.search }, [], {
    input: () => {
      document.querySelector(".vs__dropdown-menu")?.remove();
      const typed = box.value;
      const list = node("ul", { class: "vs__dropdown-menu", role: "listbox" }, [
        node("li", { class: "vs__dropdown-option", role: "option" }, [typed], {
          click: () => {
            list.remove();
            add(typed);
          },
        }),
      ]);
      (app.bodyLists ? document.body : box.parentElement).append(list);
    },
  });
  const invited = event.guests.map((email) => row(app, email, false));
  const organizer = event.guests.length > 0 && row(app, "me@example.com", true);
  return node("div", { class: "invitees-list" }, [
    node("div", { class: "invitees-list__header" }, [chance(50) && icon("account-multiple")]),
    app.editing && node("div", { class: "v-select select invitees-search__vselect" }, [box]),
    organizer, invited,
  ]);
}
