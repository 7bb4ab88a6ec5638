// The page's life: draws the grid, the editor or the bubble as the server says, saves, asks, sends. What is
// sent goes to the server by POST and is written down there; nothing here decides who was reached.

import { bubble } from "./bubble.js";
import { delegate, node } from "./dom.js";
import { notify } from "./dialogs.js";
import { editor } from "./editor.js";
import { hostile } from "./hostile.js";
import { language } from "./languages.js";
import { seed, word } from "./random.js";

const page = JSON.parse(document.getElementById("standin-page").textContent);
seed(page.seed);
const words = language(page.language);
const main = document.getElementById("YPCqFe");
const layer = document.getElementById("yDmH0d");
const civil = (text) => new Date(`${text}:00Z`);

const draft = {
  own: page.own, title: page.title, description: page.description, rule: page.rule, allDay: page.all_day,
  start: civil(page.start), end: civil(page.end), typed: "",
  guests: page.guests.length > 0 ? [{ email: page.own, name: "" }, ...page.guests] : [], rooms: page.rooms,
};
let open = null;
let question = null;

function view(family, key) {
  document.body.setAttribute("data-viewfamily", family);
  document.body.setAttribute("data-viewkey", key);
}

function grid() {
  view("EVENT", "WEEK");
  const cells = Array.from({ length: 5 }, (_, day) => node("div", { "data-datekey": String(29054 + day) }));
  main.replaceChildren(
    node("div", { role: "main" }, [node("div", { role: "grid", tabindex: "0" }, cells)]),
    node("button", { type: "button", "data-is-fab": "true" }, [words.create], { click: openBubble }),
  );
}

function openEditor() {
  view("EVENT_EDIT", "EVENTEDIT");
  main.replaceChildren(editor(draft, page, words, save, leave));
  open = { end: () => {} };
}

function openBubble() {
  if (open) return;
  open = bubble(draft, page, words, save, leave);
  layer.append(open.dialog);
}

function leave() {
  open?.end();
  open = null;
  history.pushState(null, "", "/calendar/u/0/r/week");
  grid();
}

function save() {
  if (!open || question) return;
  if (draft.guests.length === 0) {
    send(false);
    return;
  }
  question = notify(page, words, (answer) => {
    question = null;
    if (answer !== "back") send(answer === "send");
  });
  layer.append(question.dialog);
}

async function send(mail) {
  const body = {
    title: draft.title, mail, rule: draft.rule, description: draft.readDescription(),
    guests: draft.guests.map((guest) => guest.email).filter((email) => email !== draft.own),
  };
  const answer = await fetch("/calendar/u/0/sync.sync", {
    method: "POST",
    headers: { "content-type": "application/json", "x-is-xhr-request": "1" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) return;
  leave();
  layer.append(node("div", { role: "status", "data-standin": "toast" }, [words.saved]));
}

delegate();
document.documentElement.addEventListener("keydown", (event) => {
  if (page.view === "editor" && open && event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
});
if (page.view === "editor") openEditor();
else grid();
if (page.view === "bubble") openBubble();
for (let extra = 0; extra < page.noise; extra += 1) layer.append(node("div", { jsname: word() }));

// For the harness alone: what a person would see, told without knowing the language.
window.standin = {
  send: () => question?.send ?? null,
  open: () => open !== null,
  draft: () => ({ title: draft.title, description: open ? draft.readDescription() : "", guests: draft.guests.length }),
  asked: () => question !== null,
};
hostile(page.hostile);
