// The week with one event on it, as a chip that is clicked, dragged, made longer at its lower edge, or called off by
// key or menu. The pointer may end anywhere; where it ends says the new time.

import { node } from "./dom.js";

// Rows of an hour; the first is eight o'clock.
const FIRST = 8;
const ROWS = 10;
const HOUR = 52;
const DRAGS = 4;

// A day as the grid says it.
const dayKey = (date) => ((date.getUTCFullYear() - 1970) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();

const hours = (date) => date.getUTCHours() + date.getUTCMinutes() / 60;

// The five days from `monday`; `chip` stands on its own day. `act` has what is done: open, move, resize, remove, menu,
// create, undo; the last three may be missing.
export function grid(monday, draft, page, words, act) {
  const days = Array.from({ length: 5 }, (_, day) => new Date(monday.getTime() + day * 86_400_000));
  const chip = draft && eventChip(draft, page, words, act);
  const cells = days.map((day) => {
    const slots = Array.from({ length: ROWS }, (_, row) => node("div", { "data-standin": "slot", "data-row": String(row) }));
    const key = dayKey(day);
    return node("div", { "data-datekey": String(key) }, [slots, draft && dayKey(draft.start) === key ? chip : null]);
  });
  return node("div", { role: "grid", tabindex: "0" }, cells, {
    pointerdown: (event) => drags(event, null, act.create),
  });
}

function eventChip(draft, page, words, act) {
  const spoken = [words.range(draft.start, draft.end), draft.title, words.accepted, words.date(draft.start)].join(words.comma);
  const shown = node("div", { "aria-hidden": "true" }, [
    node("span", {}, [draft.title]), node("div", {}, [`${words.time(draft.start)} – ${words.time(draft.end)}`]),
  ]);
  const marks = { chip: page.chips !== "id", id: page.chips !== "chip" };
  const top = (hours(draft.start) - FIRST) * HOUR;
  const height = ((draft.end - draft.start) / 3_600_000) * HOUR;
  let moved = false;
  const chip = node(
    "div",
    {
      role: "button", tabindex: "0", "data-eventchip": marks.chip ? "" : undefined, "data-eventid": marks.id && draft.id,
      "data-standin": "chip", style: `inset-block-start: ${top}px; height: ${height}px`,
    },
    [
      node("div", { "data-standin": "spoken" }, [spoken]),
      page.shows_title === false ? null : shown,
      node("div", { "data-standin": "edge" }),
    ],
    {
      click: () => !moved && act.open(),
      dblclick: (event) => act.menu?.(event),
      keydown: (event) => {
        if (["Delete", "Backspace"].includes(event.key)) act.remove();
        if (event.key === "z") act.undo?.();
      },
      pointerdown: (event) => {
        moved = false;
        const atEdge = event.target.closest("[data-standin=edge]") !== null;
        drags(event, chip, (to) => {
          moved = true;
          (atEdge ? act.resize : act.move)(to);
        });
      },
    },
  );
  return chip;
}

// Follows the pointer until it is up; `drop` is told day and hour if it has moved.
function drags(down, chip, drop) {
  if (!drop) return;
  const far = (event) => Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) >= DRAGS;
  const follow = (event) => far(event) && chip?.setAttribute("data-dragging", "");
  const up = (event) => {
    document.documentElement.removeEventListener("pointermove", follow);
    document.documentElement.removeEventListener("pointerup", up);
    chip?.removeAttribute("data-dragging");
    if (!far(event)) return;
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const slot = under.find((element) => element.matches("[data-standin=slot]"));
    const key = Number(slot?.parentElement.getAttribute("data-datekey") ?? 0);
    if (key > 0) drop({ day: Date.UTC((key >> 9) + 1970, ((key >> 5) & 15) - 1, key & 31), hour: FIRST + Number(slot.dataset.row) });
  };
  document.documentElement.addEventListener("pointermove", follow);
  document.documentElement.addEventListener("pointerup", up);
}

// The menu of a chip. Its items have one name in common; the first calls the event off.
export function menu(words, remove) {
  const item = (label, act) => node("div", { jsname: "j7LFlb", role: "menuitem", tabindex: "0" }, [label], { click: act });
  return node("div", { jsname: "mg9Pef", role: "menu", "data-standin": "menu" }, [
    item(words.remove_event, remove),
    item(words.colour, () => {}),
  ]);
}
