// Nodes and events the way React 17 and later have them: no listener on any element, but on the root's container and
// on each portal's, in both phases; who hears an event is looked up along the tree of components, in which a portal
// hangs at what drew it, not where it stands.

import { node } from "/standin/kit/dom.js";

const TYPES = ["click", "keydown", "input", "change", "pointerdown", "pointermove", "pointerup"];

const handlers = new WeakMap();
const drawnBy = new WeakMap();
const contained = new WeakSet();
const heard = new WeakSet();

// Makes an element; `on` holds its handlers by event type.
export function h(tag, attributes = {}, children = [], on = undefined) {
  const element = node(tag, attributes, children);
  if (on) handlers.set(element, on);
  return element;
}

// The same elements made by another window's document, as they are for a container in that window.
export function madeBy(maker, element) {
  const made = maker.createElement(element.tagName);
  for (const { name, value } of element.attributes) made.setAttribute(name, value);
  made.append(...[...element.childNodes].map((child) => (child.nodeType === 1 ? madeBy(maker, child) : child.data)));
  if (element.value !== undefined) made.value = element.value;
  handlers.set(made, handlers.get(element));
  return made;
}

// Listens on a container, once.
export function root(container) {
  if (contained.has(container)) return;
  contained.add(container);
  for (const type of TYPES) {
    container.addEventListener(type, () => undefined, true);
    container.addEventListener(type, deliver, false);
  }
}

// Puts an element under a container elsewhere; its events go on to what drew it.
export function portal(container, element, owner) {
  root(container);
  drawnBy.set(element, owner);
  container.append(element);
}

function deliver(event) {
  // The containers of portals lie inside others.
  if (heard.has(event)) return;
  heard.add(event);
  for (let at = event.target; at; at = drawnBy.get(at) ?? at.parentElement) {
    handlers.get(at)?.[event.type]?.(event);
    if (event.cancelBubble) return;
  }
}

// A button of either kind. The other kind acts on the keys' keydown and never sees a click from them.
export function button(tag, attributes, label, act) {
  if (tag === "button") return h("button", { type: "button", ...attributes }, [label], { click: act });
  return h("div", { role: "button", tabindex: "0", ...attributes }, [label], {
    click: act,
    keydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(event);
    },
  });
}
