// The guest box and its rows, the same in the editor and in the bubble. A typed address becomes a row on
// Enter, on a comma, and when the box loses focus.

import { button, node } from "./dom.js";

const ADDRESS = /^[^\s@,;]+@[^\s@,;]+$/u;

// Whether all its marks name the address, or only some, is not known of the bubble and of later builds.
export function row(draft, guest, words, page, redraw) {
  const shown = guest.name || guest.email;
  const rows = page.rows ?? "all";
  return node(
    "div",
    {
      role: "treeitem",
      id: guest.email === draft.own ? "xDtlDlgOrg" : undefined,
      "data-id": rows !== "hovercard" && guest.email,
      "data-email": rows === "all" && guest.email,
      "data-is-expandable": guest.kind === "group" ? "true" : undefined,
      "aria-label": guest.email === draft.own ? `${shown}, ${words.organizer}` : shown,
    },
    [
      node("span", { "data-hovercard-id": guest.email }, [shown]),
      ...(guest.email === draft.own
        ? [node("small", {}, [words.organizer])]
        : [
            button(page.save, { "aria-label": `${words.remove} ${shown}`, "data-tooltip": words.remove }, "×", () => {
              draft.guests = draft.guests.filter((other) => other !== guest);
              redraw();
            }),
          ]),
    ],
  );
}

// Takes what stands in the box as a guest, if it is an address.
export function take(draft) {
  const email = draft.typed.trim().replace(/[,;]$/u, "");
  if (!ADDRESS.test(email)) return false;
  draft.typed = "";
  if (draft.guests.length === 0) draft.guests.push({ email: draft.own, name: "" });
  if (!draft.guests.some((guest) => guest.email.toLowerCase() === email.toLowerCase())) {
    draft.guests.push({ email, name: "" });
  }
  return true;
}

export function box(draft, words, id, redraw) {
  return node(
    "input",
    { type: "text", role: "combobox", "aria-label": words.guests, placeholder: words.addGuests, id, value: draft.typed },
    [],
    {
      input: (event) => {
        draft.typed = event.target.value;
        if (/[,;]$/u.test(draft.typed) && take(draft)) redraw();
      },
      keydown: (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        if (take(draft)) redraw();
      },
      focusout: () => {
        if (take(draft)) redraw();
      },
    },
  );
}

export function rooms(draft, words) {
  return node(
    "div",
    { "aria-label": words.rooms },
    draft.rooms.map((room) => node("div", { "data-id": room, "data-email": room }, [room])),
  );
}
