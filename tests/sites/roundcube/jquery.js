// The two things of jQuery that matter here: its UI's dialogs, and how it posts nested fields. Listeners stand on
// the elements themselves and hear the bubbling phase, as jQuery's do.

import { node } from "/standin/kit/dom.js";
import { chance, pick } from "/standin/kit/random.js";

// A dialog as `$(…).dialog({ buttons })` builds it; `buttons` holds [class, label, act]. Its content is put in
// afterwards, as the plugin does it. Its buttons are given back with it.
export function dialog(content, buttons, { kind = "", contentClass = "" } = {}) {
  const old = chance(50);
  const made = buttons.map(([name, label, act]) =>
    node(
      "button",
      { type: "button", class: `${name} ui-button ui-widget${old ? " ui-state-default ui-button-text-only" : " btn"}` },
      old ? node("span", { class: "ui-button-text" }, label) : label,
      { click: act },
    ),
  );
  const inner = node("div", { class: `ui-dialog-content ui-widget-content ${contentClass}` });
  const frame = node("div", { class: `ui-dialog ui-widget ui-corner-all ${kind} ui-draggable`, role: "dialog", "aria-describedby": `ui-id-${pick([1, 7, 23])}` }, [
    node("div", { class: "ui-dialog-titlebar" }, [
      node("span", { class: "ui-dialog-title" }, "…"),
      node("button", { type: "button", class: "ui-dialog-titlebar-close ui-button" }, "×", { click: () => frame.remove() }),
    ]),
    inner,
    node("div", { class: "ui-dialog-buttonpane ui-helper-clearfix" }, node("div", { class: "ui-dialog-buttonset" }, made)),
  ]);
  document.body.append(frame);
  inner.append(content);
  return Object.assign(frame, { buttons: made });
}

// As `$.ajax` with a body of nested fields: `done` is told whether the server took it.
export function post(address, fields, done) {
  const body = new URLSearchParams();
  const put = (name, value) => {
    if (typeof value === "object" && value !== null) {
      const list = Array.isArray(value);
      for (const [key, one] of Object.entries(value)) put(`${name}[${list && typeof one !== "object" ? "" : key}]`, one);
    } else body.append(name, value ?? "");
  };
  for (const [name, value] of Object.entries(fields)) put(name, value);
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.setRequestHeader("X-Roundcube-Request", "5dCkX0aJ");
  request.onreadystatechange = () => request.readyState === 4 && done(request.status === 200);
  request.send(body.toString());
}
