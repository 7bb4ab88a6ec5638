// Nodes and events the way Google's page does them: nodes carry noise for class names, and every listener
// sits on <html>, in the bubble phase.

import { node as plain } from "/standin/kit/dom.js";
import { word } from "/standin/kit/random.js";

const handlers = new WeakMap();

// Makes an element; `on` holds its handlers by event type and is found by delegation.
export function node(tag, attributes = {}, children = [], on = undefined) {
  if (!on) return plain(tag, attributes, children);
  const jsaction = Object.keys(on).map((type) => `${type}:${word()}`).join(";");
  const element = plain(tag, { ...attributes, jsaction }, children);
  handlers.set(element, on);
  return element;
}

// Further nodes around one, as many as are said.
export const wrapped = (element, depth) => (depth > 0 ? wrapped(node("div", {}, [element]), depth - 1) : element);

// A button of either generation: before 2023 `div[role=button]`, which acts on the keys' keydown and never
// sees a click from them; since then `<button>`.
export function button(generation, attributes, label, act) {
  const text = node("span", { jsname: "V67aGc" }, [label]);
  if (generation === 2) return node("button", { type: "button", ...attributes }, [text], { click: act });
  return node("div", { role: "button", tabindex: "0", ...attributes }, [text], {
    click: act,
    keydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(event);
    },
  });
}

export function delegate() {
  for (const type of ["click", "dblclick", "keydown", "input", "change", "focusout", "pointerdown"]) {
    document.documentElement.addEventListener(type, (event) => {
      for (let at = event.target; at instanceof Element; at = at.parentElement) {
        const act = handlers.get(at)?.[type];
        if (act) {
          act(event);
          return;
        }
      }
    });
  }
}

const policy = window.trustedTypes?.createPolicy("standin", { createHTML: (text) => text });

// The page's own rich text: the page has a policy of its own for it, as Google's does.
export function setHtml(element, text) {
  element.innerHTML = policy ? policy.createHTML(text) : text;
}
