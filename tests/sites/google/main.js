// Starts the page as the server says, and offers the harness what it needs: what a person would see, told without
// knowing the language, and the commit paths (paths.js).

import { standin } from "/standin/kit/page.js";
import { seed, word } from "/standin/kit/random.js";
import { app, shortcut, start } from "./calendar.js";
import { delegate, node } from "./dom.js";
import { hostile } from "./hostile.js";
import { answer, draw, LOCATORS, PATHS, step } from "./paths.js";

const page = JSON.parse(document.getElementById("standin-page").textContent);
seed(page.seed);
const civil = (text) => new Date(`${text}:00Z`);

delegate();
document.documentElement.addEventListener("keydown", shortcut);
start(page, {
  id: "ZXZ0X25ldyBtZUBleGFtcGxlLmNvbQ", exists: false, own: page.own, title: page.title, description: page.description,
  rule: page.rule, allDay: page.all_day, start: civil(page.start), end: civil(page.end), typed: "",
  guests: page.guests.length > 0 ? [{ email: page.own, name: "" }, ...page.guests] : [], rooms: page.rooms,
});
for (let extra = 0; extra < page.noise; extra += 1) {
  document.getElementById("yDmH0d").append(node("div", { jsname: word() }));
}

standin({
  paths: PATHS.map(({ name, what, confidence, expects, cold = false }) => ({ name, what, confidence, expects, cold })),
  draw,
  step,
  answer,
  locators: LOCATORS,
  // Also what is still on the grid, as it was or about to be moved.
  open: () => app.open !== null || document.querySelector("[data-standin=chip]") !== null,
});
Object.assign(window.standin, {
  send: () => app.question?.send ?? null,
  draft: () => ({
    title: app.draft.title, description: app.open ? app.draft.readDescription() : "", guests: app.draft.guests.length,
  }),
  asked: () => app.question !== null,
});
hostile(page.hostile);
