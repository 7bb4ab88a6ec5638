// Zimbra's widgets as far as they matter: buttons that act as the mouse button comes up where it went down, keys
// that reach them through one handler, a click that counts only where no mouse was heard before it; dialogs with
// numbered buttons. Handlers stand in the elements' own properties, as Dwt sets them.

import { node } from "/standin/kit/dom.js";
import { chance, random } from "/standin/kit/random.js";

let next = 0;
let shell = null;

// Starts over, with ids that begin somewhere else.
export function reset() {
  next = 100 + random(900);
  shell = document.getElementById("z_shell");
  shell.replaceChildren();
  // Newer versions hear the click of a screen reader; older ones hear the mouse alone.
  reset.clicks = chance(50);
}

export const id = () => `DWT${(next += 1)}`;
export const put = (...elements) => shell.append(...elements);

// A button; `act` hears what Dwt calls a selection.
export function button(name, attributes, children, act) {
  const { clicks } = reset;
  const element = node("div", { id: name, role: "button", tabindex: "0", ...attributes }, [
    node("table", { role: "presentation" }, node("tr", {}, [
      node("td", { id: `${name}_left_icon` }, node("div", { class: attributes.icon })),
      node("td", { id: `${name}_title`, class: "ZWidgetTitle" }, children),
    ])),
  ]);
  element.removeAttribute("icon");
  let active = false;
  let last = -Infinity;
  let ignore = false;
  const selected = () => {
    // Dwt takes no second press within half a second.
    if (performance.now() - last < 500) return;
    last = performance.now();
    act();
  };
  element.onmousedown = (event) => {
    if (event.button === 0) active = true;
    event.stopPropagation();
  };
  element.onmouseup = (event) => {
    event.stopPropagation();
    ignore = true;
    if (event.button !== 0 || !active) return;
    active = false;
    selected();
  };
  element.onmouseout = () => (ignore = false);
  element.onclick = (event) => {
    event.stopPropagation();
    if (clicks && !ignore) selected();
    ignore = false;
  };
  element.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    selected();
  };
  return element;
}

export const CANCEL = 1;
export const OK = 2;
export const NO = 4;
export const YES = 5;

// A dialog; `buttons` holds [number, label, act]. The first is pressed by Enter anywhere in it.
export function dialog(content, buttons, name = id()) {
  const made = buttons.map(([number, label, act]) =>
    button(`${name}_button${number}`, { class: "ZButton" }, label, () => {
      frame.remove();
      act();
    }),
  );
  const frame = node("div", { id: name, class: "DwtDialog", role: "dialog" }, [
    node("div", { id: `${name}_title` }, "…"), node("div", { id: `${name}_content` }, content), node("div", { id: `${name}_buttons` }, made),
  ]);
  frame.onkeydown = (event) => {
    if (event.key !== "Enter" || event.defaultPrevented) return;
    frame.remove();
    buttons[0][2]();
  };
  put(frame);
  return Object.assign(frame, { buttons: made });
}
