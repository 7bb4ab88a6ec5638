// The calendar's own questions after Save, a drag or a delete: "send e-mails to the guests?" and "this event or all of
// them?". Two generations of markup, both roles, the order and the action values of the buttons by chance.

import { shuffled, word } from "/standin/kit/random.js";
import { button, node } from "./dom.js";

// `answer` is told "send", "save" (without mail) or "back".
export function notify(page, words, kind, answer) {
  const values = { send: page.dialog === 1 ? "EBS5u" : ["ok", "accept", "x8hlje", word()][page.seed % 4], save: word() };
  const labels = { back: words.back, save: words.dontSend, send: words.send };
  const text = { create: words.ask, update: words.askUpdate, delete: words.askCancel }[kind];
  const note = kind === "create" ? null : node("textarea", { "aria-label": words.note, placeholder: words.note });
  return question(page, text, labels, values, note, answer);
}

// `answer` is told "ok" or "back".
export function scope(page, words, answer) {
  const choices = words.scopes.map((label, index) =>
    node("label", {}, [node("input", { type: "radio", name: "s", checked: index === 0 }), label]));
  const radios = node("div", { role: "radiogroup" }, choices);
  const labels = { back: words.abort, ok: words.ok };
  return question(page, words.scope, labels, { ok: page.dialog === 1 ? "EBS5u" : "ok" }, radios, answer);
}

function question(page, text, labels, values, middle, answer) {
  const classic = page.dialog === 1;
  const back = !classic && page.back_known ? "cancel" : word();
  const buttons = Object.entries(labels).map(([what, label]) => {
    const value = what === "back" ? back : values[what];
    const attributes = classic ? { "data-id": value } : { "data-mdc-dialog-action": value };
    return button(classic ? 1 : 2, attributes, label, () => {
      dialog.remove();
      answer(what);
    });
  });
  const ordered = page.seed % 2 ? shuffled(buttons) : buttons;
  const dialog = node(
    "div",
    { role: page.dialog_role, "aria-modal": classic ? undefined : "true", tabindex: "0", "data-standin": "notify" },
    classic
      ? [node("span", { role: "heading" }, [text]), middle, node("div", { jsname: "c6xFrd" }, ordered)]
      : [node("h2", {}, [node("span", { jsname: "MdSI6d" }, [text])]), middle, node("div", {}, ordered)],
  );
  const of = (what) => buttons[Object.keys(labels).indexOf(what)];
  return { dialog, send: buttons.at(-1), save: of("save"), back: of("back") };
}
