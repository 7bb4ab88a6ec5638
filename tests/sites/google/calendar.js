// The page's life: draws the grid, the editor or the bubbles, saves, asks its questions, sends. What is sent goes to
// the server and is written down there; nothing here decides who was reached.

import { bubble } from "./bubble.js";
import { details } from "./details.js";
import { notify, scope } from "./dialogs.js";
import { node } from "./dom.js";
import { editor } from "./editor.js";
import { grid, menu } from "./grid.js";
import { language } from "./languages.js";
import { change, empty, post } from "./sync.js";

const main = document.getElementById("YPCqFe");
const layer = document.getElementById("yDmH0d");

// What is drawn now. `page` says how the page looks and behaves, `draft` is the event; `open` is the editor or bubble
// that is open, `question` what is asked, `asked` how often something was, `drawing` which one this is.
export const app = { page: null, words: null, draft: null, open: null, details: null, question: null, asked: 0, drawing: 0 };

// Draws anew; `page.chip` puts the event on the grid.
export function start(page, draft) {
  clear();
  Object.assign(app, { page, draft, words: language(page.language), asked: 0, drawing: app.drawing + 1 });
  if (page.view === "editor") openEditor();
  else drawGrid();
  if (page.view === "bubble") openBubble();
}

function clear() {
  close();
  closeDetails();
  app.question?.dialog.remove();
  app.question = null;
  layer.replaceChildren();
}

function close() {
  app.open?.end();
  app.open = null;
}

function closeDetails() {
  app.details?.end();
  app.details = null;
}

function view(family, key) {
  document.body.setAttribute("data-viewfamily", family);
  document.body.setAttribute("data-viewkey", key);
}

function drawGrid() {
  view("EVENT", "WEEK");
  const { page, words, draft } = app;
  const monday = new Date(draft.start);
  monday.setUTCHours(0, 0, 0, 0);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const act = {
    open: page.menu ? () => {} : openDetails, move, resize, remove: () => commit("delete", gone),
    menu: page.menu && openMenu, create: page.creates && openBubble, undo: page.undoes && (() => send("update", true)),
  };
  main.replaceChildren(
    node("div", { role: "main" }, [grid(monday, page.chip ? draft : null, page, words, act)]),
    node("button", { type: "button", "data-is-fab": "true" }, [words.create], { click: openBubble }),
  );
}

export function openEditor() {
  closeDetails();
  view("EVENT_EDIT", "EVENTEDIT");
  const { draft, page, words } = app;
  const kind = draft.exists ? "update" : "create";
  const act = { save: () => commit(kind, leave), cancel: leave, remove: () => commit("delete", leave) };
  app.open = editor(draft, page, words, act);
  main.replaceChildren(app.open.root);
}

export function openBubble() {
  closeDetails();
  if (app.open) return;
  const { draft, page, words } = app;
  app.open = bubble(draft, page, words, () => commit(draft.exists ? "update" : "create", leave), leave);
  layer.append(app.open.dialog);
}

function openDetails() {
  if (app.details || app.open) return;
  const edit = () => {
    if (app.page.edit === "bubble") openBubble();
    else {
      history.replaceState(null, "", `/calendar/u/0/r/eventedit/${app.draft.id}`);
      openEditor();
    }
  };
  const remove = () => {
    closeDetails();
    commit("delete", gone);
  };
  app.details = details(app.draft, app.page, app.words, { remove, edit, close: closeDetails });
  layer.append(app.details.dialog);
}

function openMenu() {
  closeDetails();
  const open = menu(app.words, () => {
    open.remove();
    commit("delete", gone);
  });
  layer.append(open);
}

function leave() {
  close();
  history.pushState(null, "", "/calendar/u/0/r/week");
  drawGrid();
}

function gone() {
  app.page.chip = false;
  drawGrid();
}

const move = ({ day, hour }) => reschedule((was) => {
  const start = new Date(day + hour * 3_600_000);
  return { start, end: new Date(start.getTime() + (was.end - was.start)) };
});

const resize = ({ hour }) => reschedule((was) => {
  const end = new Date(was.end);
  end.setUTCHours(hour + 1, 0);
  return { end };
});

// Another time for the event on the grid. Some builds show it there at once, others when it is settled.
function reschedule(to) {
  closeDetails();
  const { draft } = app;
  const was = { start: draft.start, end: draft.end };
  Object.assign(draft, to(was));
  if (app.page.moves_at_once) drawGrid();
  commit("update", drawGrid, () => {
    Object.assign(draft, was);
    drawGrid();
  });
}

// Saves: asks what Google asks, in its order, and sends. Google may also send first and ask then (`early`), or send
// without asking at all (`silent`).
async function commit(kind, done, revert = () => {}) {
  if (app.question) return;
  const { draft, page, words, drawing } = app;
  // What an earlier drawing still waits for changes nothing of a later one.
  const here = (act) => app.drawing === drawing && act();
  if (kind !== "create" && draft.rule !== "" && (await ask((answer) => scope(page, words, answer))) === "back") {
    here(revert);
    return;
  }
  const asks = draft.guests.length > 0 && !page.silent;
  const first = !asks || page.early;
  if (first && !(await send(kind, false))) {
    here(revert);
    return;
  }
  if (!asks) here(done);
  if (!asks || app.drawing !== drawing) return;
  const answer = await ask((told) => notify(page, words, kind, told));
  if (first) {
    if (answer === "back") return;
    await post(empty(answer === "send"), page.xhr);
    here(done);
  } else here(answer !== "back" && (await send(kind, answer === "send")) ? done : revert);
}

function ask(make) {
  return new Promise((resolve) => {
    const question = make((answer) => {
      app.question = null;
      resolve(answer);
    });
    app.question = question;
    app.asked += 1;
    (app.page.dialogs_in_body ? document.body : layer).append(question.dialog);
  });
}

async function send(kind, mail) {
  const { drawing } = app;
  if (!(await post(change(kind, app.draft, mail), app.page.xhr))) return false;
  if (app.drawing === drawing) layer.append(node("div", { role: "status", "data-standin": "toast" }, [app.words.saved]));
  return true;
}

// Ctrl+S, and in some builds Ctrl+Enter, save.
export function shortcut(event) {
  const control = event.ctrlKey || event.metaKey;
  const saves = event.key.toLowerCase() === "s" || (event.key === "Enter" && app.page.ctrl_enter);
  if (!control || !saves || !app.open || (app.open.dialog && !app.page.ctrl_s_in_bubble)) return;
  event.preventDefault();
  commit(app.draft.exists ? "update" : "create", leave);
}

// The same address is asked for news all the time.
export function poll(news) {
  const once = async () => {
    if (await post(empty(), app.page.xhr)) news();
    setTimeout(once, 1_000);
  };
  once();
}
