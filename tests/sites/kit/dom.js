// Nodes with noise on them, and marks that can be taken away: what a page would look like after a change on the
// site. Nothing of any one calendar.

import { word } from "./random.js";

// Entries as in `without`, parsed: attribute to the values that go, or to null where all go.
let gone = new Map();

// From now on `node` leaves these marks out: "id=xSaveBu", "class=button-vue--primary" (that class alone),
// "aria-label" (the attribute as a whole).
export function without(list) {
  gone = new Map();
  for (const entry of list) {
    const cut = entry.indexOf("=");
    const name = cut < 0 ? entry : entry.slice(0, cut);
    if (cut < 0) gone.set(name, null);
    else if (gone.get(name) !== null) gone.set(name, (gone.get(name) ?? new Set()).add(entry.slice(cut + 1)));
  }
}

const isGone = (name, value) => gone.has(name) && (gone.get(name) === null || gone.get(name).has(value));

function classes(given) {
  const kept = (given ?? "").split(/\s+/u).filter((one) => one !== "" && !isGone("class", one));
  // Noise before, among or after what is known, as it falls.
  kept.splice(kept.length === 0 ? 0 : word(1).charCodeAt(0) % (kept.length + 1), 0, word());
  return kept.join(" ");
}

// Makes an element. An attribute that is undefined, null or false is left out, true is an empty one; `value`,
// `checked`, `selected` and `disabled` are set as properties, after the children. `on` holds listeners by event type.
export function node(tag, attributes = {}, children = [], on = {}) {
  const element = document.createElement(tag);
  const { class: given, ...others } = attributes;
  element.className = classes(given);
  const shown = Object.entries(others).filter(
    ([name, value]) => value !== undefined && value !== null && value !== false && !isGone(name, String(value)),
  );
  for (const [name, value] of shown) {
    if (!PROPERTIES.has(name)) element.setAttribute(name, value === true ? "" : String(value));
  }
  const there = [children].flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
  element.append(...there);
  for (const [name, value] of shown) {
    if (PROPERTIES.has(name)) element[name] = value;
  }
  for (const [type, act] of Object.entries(on)) element.addEventListener(type, act);
  return element;
}

const PROPERTIES = new Set(["value", "checked", "selected", "disabled"]);
