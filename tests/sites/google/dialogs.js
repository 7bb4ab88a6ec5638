// The question after Save: "send invitation emails?". Two generations of markup, both roles, the order and
// the action values of the buttons by chance.

import { button, node } from "./dom.js";
import { shuffled, word } from "./random.js";

export function notify(page, words, answer) {
  const done = (what) => () => {
    dialog.remove();
    answer(what);
  };
  const classic = page.dialog === 1;
  const make = (label, what, value) => {
    const attributes = classic ? { "data-id": value } : { "data-mdc-dialog-action": value };
    return button(classic ? 1 : 2, attributes, label, done(what));
  };
  const send = make(words.send, "send", classic ? "EBS5u" : ["ok", "accept", "x8hlje", word()][page.seed % 4]);
  const buttons = [make(words.back, "back", word()), make(words.dontSend, "save", word()), send];
  const ordered = page.seed % 2 ? shuffled(buttons) : buttons;
  const dialog = node(
    "div",
    { role: page.dialog_role, "aria-modal": classic ? undefined : "true", tabindex: "0", "data-standin": "notify" },
    classic
      ? [node("span", { role: "heading" }, [words.ask]), node("div", { jsname: "c6xFrd" }, ordered)]
      : [node("h2", {}, [node("span", { jsname: "MdSI6d" }, [words.ask])]), node("div", {}, ordered)],
  );
  return { dialog, send };
}
