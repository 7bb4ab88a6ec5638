// A small web client of CalDAV that is no known calendar: three buttons keep the same event in three ways. It knows
// nothing of any extension. `window.client` is for the tests.

import { event } from "./event.js";
import { observed } from "./observed.js";

const $ = (id) => document.getElementById(id);
const HEADERS = { "Content-Type": "text/calendar; charset=utf-8", "If-None-Match": "*" };

const first = fetch;

let giveUp = null;
let kept = "";

function say(words) {
  $("said").textContent = words;
}

const place = () => `/dav/calendars/me/work/${$("what").value.replace(/\W+/gu, "-")}-${crypto.randomUUID()}.ics`;

async function byFetch(text) {
  const abort = new AbortController();
  giveUp = () => abort.abort();
  return fetch(place(), { method: "PUT", headers: HEADERS, body: text, signal: abort.signal });
}

function byXhr(text) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    giveUp = () => request.abort();
    request.open("PUT", place());
    for (const [name, value] of Object.entries(HEADERS)) request.setRequestHeader(name, value);
    request.onload = () => resolve({ ok: request.status < 300, status: request.status, text: async () => request.responseText });
    request.onerror = () => reject(new TypeError("no network"));
    request.onabort = () => reject(new DOMException("given up", "AbortError"));
    request.send(text);
  });
}

// Firefox sends no streams (yet): there the body is what else has to be read to be known.
const streams = (() => {
  let asked = false;
  const typed = new Request("/", { method: "POST", body: new ReadableStream(), get duplex() { asked = true; return "half"; } })
    .headers.has("Content-Type");
  return asked && !typed;
})();

async function byStream(text) {
  const bytes = new TextEncoder().encode(text);
  const pieces = [0, 1, 2].map((third) => bytes.slice((bytes.length * third) / 3, (bytes.length * (third + 1)) / 3));
  const body = streams
    ? new ReadableStream({ pull: (way) => (pieces.length > 0 ? way.enqueue(pieces.shift()) : way.close()) })
    : new Blob([bytes]);
  const abort = new AbortController();
  giveUp = () => abort.abort();
  return fetch(new Request(place(), { method: "PUT", headers: HEADERS, body, duplex: "half", signal: abort.signal }));
}

async function keep(way, text = "") {
  kept = text || event({ what: $("what").value, who: $("who").value.split(/[\s,]+/u).filter(Boolean), when: $("when").value });
  say("…");
  try {
    const answer = await way(kept);
    say(answer.ok ? "kept" : `not kept: ${answer.status} ${await answer.text()}`);
  } catch (error) {
    say(`not kept: ${error.name}`);
  }
}

$("by-fetch").addEventListener("click", () => keep(byFetch));
$("by-xhr").addEventListener("click", () => keep(byXhr));
$("by-stream").addEventListener("click", () => keep(byStream));

// Somebody else's meeting, as the server has it; an answer to it is a write as well.
let invitation = "";

async function load() {
  const answer = await fetch("/dav/calendars/me/work/", { method: "REPORT", headers: { Depth: "1" }, body: "<calendar-query/>" });
  const [, data] = /<c:calendar-data>([^]*)<\/c:calendar-data>/u.exec(await answer.text());
  invitation = data.replaceAll("&#13;", "\r").replaceAll("&amp;", "&");
  say("loaded");
}

const change = (text) => () =>
  keep((body) => fetch(place(), { method: "PUT", headers: { "Content-Type": "text/calendar", "If-Match": '"1"' }, body }), text());

$("load").addEventListener("click", load);
$("accept").addEventListener("click", change(() => invitation.replace("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED")));
$("move").addEventListener("click", change(() => invitation.replace("T100000", "T150000").replace("T110000", "T160000")));

window.client = {
  observed,
  streams: () => streams,
  // The text that was last to be kept.
  kept: () => kept,
  giveUp: () => giveUp(),
  // Another fetch stands where the page found its own.
  renewed: () => fetch !== first,
};
