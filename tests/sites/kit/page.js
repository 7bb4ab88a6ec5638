// What a stand-in offers the harness: its commit paths, how each is drawn and walked, and what a person would see.
// It decides nothing: what was sent is what the server wrote down.

import { without } from "./dom.js";
import { dir } from "./languages.js";
import { seed } from "./random.js";

// Registers a stand-in.
//
// paths     [{ name, what, confidence: "A" | "B" | "C" | "M", expects: "held" | "held-or-recorded" | "passes" |
//           "cancelled", cold? }]; `cold`: no editor is open when the page is drawn
// draw      ({ path, seed, language, marker, without }): closes everything and draws the page for that path; may be
//           async. Noise is seeded, marks are taken away, lang and dir are set before it is called
// step      (i): the next thing a user does, asked for again until it could be done, so asking must change nothing:
//           null: all is done
//           undefined: not yet
//           { do: "click" | "double", at }           { do: "keys", at, keys }: WebDriver's key codes, sent to it
//           { do: "chord", at, keys: [modifier, key] }   { do: "type", at, text, clear? }: `clear` types over all
//           { do: "drag", from, to }
//           `at` is an element of this document; or a selector, with `frame: <iframe>` (in that frame) or
//           `window: true` (in the newest other window, where the gate is looked for too)
// answer    (i): the same for what follows when the gate has let go: the calendar's own question
// open      (): the draft is still there with its title; or the page was told that its change failed, and took it back
// locators  [{ marks: ["id=xSaveBu"], path?, fault? }] or ["id=xSaveBu"]: marks whose loss must not lose the commit of
//           `path` (the first path, if it is not said); `fault`: it is lost, and the toolbar says so
export function standin({ paths, draw, step, open, answer = () => null, locators = [] }) {
  let tried = 0;
  let marker = "";
  watch(() => marker, () => (tried += 1));
  const told = (next) => (next === undefined || detached(next) ? { do: "wait" } : next);
  window.standin = {
    ...window.standin,
    paths: () => paths,
    locators: () => locators.map((entry) => (Array.isArray(entry) ? { marks: entry } : entry)),
    async draw(how) {
      without(how.without ?? []);
      seed(how.seed);
      tried = 0;
      marker = how.marker;
      document.documentElement.lang = how.language;
      document.documentElement.dir = dir(how.language);
      await draw(how);
    },
    step: (index) => told(step(index)),
    answer: (index) => told(answer(index)),
    open: () => open() === true,
    // How often the page has asked for the change since it was drawn, whether or not that reached the server.
    tried: () => tried,
  };
}

// A re-render may have taken it away since.
const detached = (next) =>
  next !== null && [next.at, next.from, next.to, next.frame].some((one) => one instanceof Element && !one.isConnected);

// Notes what the page itself asks for with the marker in it: this lies over whatever an extension has laid over the
// browser's own. A body that cannot be read here counts.
function watch(marker, note) {
  const { fetch } = window;
  const { open, setRequestHeader, send } = XMLHttpRequest.prototype;
  const heard = (...parts) => parts.some((part) => shown(part).includes(marker())) && note();
  window.fetch = function (input, init) {
    const request = input instanceof Request ? input : null;
    const headers = new Headers(init?.headers ?? request?.headers);
    heard(request?.url ?? input, headers, init?.body ?? (request?.body ? marker() : null));
    return fetch.call(this, input, init);
  };
  const told = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    told.set(this, [address]);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
    told.get(this)?.push(value);
    return setRequestHeader.call(this, name, value);
  };
  XMLHttpRequest.prototype.send = function (body) {
    heard(...(told.get(this) ?? []), body);
    return send.call(this, body);
  };

  function shown(part) {
    if (part === null || part === undefined) return "";
    if (typeof part === "string" || part instanceof URL || part instanceof URLSearchParams) return String(part);
    if (part instanceof FormData || part instanceof Headers) return [...part].flat().join("\n");
    return marker();
  }
}
