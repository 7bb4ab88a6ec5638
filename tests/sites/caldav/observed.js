// Everything about fetch and XMLHttpRequest that a page can observe and that is the same in every run, as words by
// what they are about. The tests compare it with what the same page observes in a browser without the extension.

import { event } from "./event.js";

const CALENDAR = { "Content-Type": "text/calendar" };
const alone = event({ what: "alone", who: [], when: "2031-11-24T10:00" });
const file = () => `/dav/files/${crypto.randomUUID()}.txt`;
const object = () => `/dav/calendars/me/work/${crypto.randomUUID()}.ics`;

const failed = (error) => `${error?.name}: ${error?.message}`;

// What a call gives, or how it fails.
async function outcome(work) {
  try {
    return await work();
  } catch (error) {
    return `fails with ${failed(error)}`;
  }
}

const told = async (response) => `${response.status} ${response.type} ${response.redirected} ${await response.text()}`;

// The four methods and fetch, as functions.
function functions() {
  const all = {};
  const places = [[window, "fetch"], ...["open", "setRequestHeader", "send", "abort"].map((name) => [XMLHttpRequest.prototype, name])];
  places.push([Function.prototype, "toString"]);
  for (const [owner, name] of places) {
    let holder = owner;
    while (holder !== null && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
    const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(holder, name);
    all[`${name} as text`] = `${value}${String(value)}${Function.prototype.toString.call(value)}`;
    all[`${name} as a property`] = JSON.stringify({ writable, enumerable, configurable });
    all[`${name} named`] = `${value.name} ${value.length} ${typeof value} ${Object.prototype.toString.call(value)}`;
    // Their order is the engine's: Firefox makes these properties when they are first asked for.
    all[`${name} has`] = `${Reflect.ownKeys(value).sort().join()} ${Object.getPrototypeOf(value) === Function.prototype} ${"prototype" in value}`;
    all[`${name} constructed`] = constructed(value);
    all[`${name} bound`] = `${value.bind(null).name}`;
  }
  return all;
}

function constructed(value) {
  try {
    return String(new value());
  } catch (error) {
    return error.name;
  }
}

function thrown(work) {
  try {
    work();
    return "nothing";
  } catch (error) {
    return failed(error);
  }
}

// What can go wrong, and in whose words.
async function failures() {
  const opened = () => {
    const request = new XMLHttpRequest();
    request.open("PUT", file());
    return request;
  };
  return {
    "toString of an object": thrown(() => Function.prototype.toString.call({})),
    "send of nothing": thrown(() => XMLHttpRequest.prototype.send.call({})),
    "open of nothing": thrown(() => XMLHttpRequest.prototype.open.call(null, "GET", "/")),
    "open without an address": thrown(() => new XMLHttpRequest().open("PUT")),
    "open with a bad method": thrown(() => new XMLHttpRequest().open("PU T", "/")),
    "open of a forbidden method": thrown(() => new XMLHttpRequest().open("TRACE", "/")),
    "open of a bad address": thrown(() => new XMLHttpRequest().open("PUT", "https://[")),
    "send unopened": thrown(() => new XMLHttpRequest().send()),
    "header unopened": thrown(() => new XMLHttpRequest().setRequestHeader("a", "b")),
    "a bad header": thrown(() => opened().setRequestHeader("a b", "c")),
    "send twice": thrown(() => {
      const request = opened();
      request.send("a");
      request.send("b");
    }),
    "fetch of nothing": await outcome(() => fetch()),
    "fetch of a bad address": await outcome(() => fetch("https://[", { method: "PUT", body: alone })),
    "fetch with a bad method": await outcome(() => fetch(file(), { method: "PU T" })),
    "fetch with a bad header": await outcome(() => fetch(object(), { method: "PUT", headers: { "a b": "c" }, body: alone })),
    "fetch with a body that cannot be": await outcome(() => fetch(object(), { method: "GET", body: alone })),
    "fetch of a missing page": await outcome(async () => told(await fetch("/api/missing"))),
    "fetch elsewhere": await outcome(() => fetch("https://nowhere.calendar.test/", { method: "PUT", body: alone }).then(told)).then((said) => said.split(":")[0]),
    "fetch of a used request": await outcome(async () => {
      const request = new Request(object(), { method: "PUT", headers: CALENDAR, body: alone });
      await request.text();
      return fetch(request);
    }),
  };
}

// What goes through, body by body.
async function results() {
  const put = async (body, more = {}) => told(await fetch(object(), { method: "PUT", headers: CALENDAR, body, ...more }));
  const bytes = new TextEncoder().encode(alone);
  const form = () => {
    const data = new FormData();
    data.append("name", "value");
    return data;
  };
  const used = new Request(object(), { method: "PUT", headers: CALENDAR, body: new Blob([alone]) });
  return {
    "a promise": `${fetch("/api/a") instanceof Promise}`,
    "answers in JSON": JSON.stringify(await (await fetch("/api/a")).json()),
    "headers of an answer": [...(await fetch("/api/a")).headers].map(String).filter((one) => !one.startsWith("date")).join(),
    "the address of an answer": (await fetch("/api/a#b")).url.replace(/^.*\/api/u, ""),
    "text": await outcome(() => put(alone)),
    "a blob": await outcome(() => put(new Blob([alone]))),
    "bytes": await outcome(() => put(bytes)),
    "a buffer": await outcome(() => put(bytes.buffer)),
    "parameters": await outcome(() => put(new URLSearchParams({ a: "b" }))),
    "a form": await outcome(() => put(form(), { headers: {} })),
    "kept alive": await outcome(() => put(alone, { keepalive: true })),
    "a request": await outcome(async () => told(await fetch(used))),
    "a used request": `${used.bodyUsed}`,
    "a request with another method": await outcome(async () => told(await fetch(new Request("/api/b"), { method: "POST", body: "x" }))),
    "another method": await outcome(async () => told(await fetch("/api/a", { method: "post", body: "x" }))),
    "pieces": await outcome(async () => {
      const reader = (await fetch("/api/a")).body.getReader();
      let text = "";
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += new TextDecoder().decode(piece.value);
      return text;
    }),
    "a copy": await outcome(async () => {
      const answer = await fetch("/api/a");
      return `${await answer.clone().text()} ${answer.bodyUsed} ${await answer.text()} ${answer.bodyUsed}`;
    }),
    "headers asked for once": await outcome(async () => {
      let asked = 0;
      await fetch("/api/a", { get priority() { asked += 1; return "low"; } });
      return asked;
    }),
  };
}

// Giving up, before and after.
async function aborts() {
  const reason = new RangeError("enough");
  const early = AbortSignal.abort(reason);
  const given = async (body, when) => {
    const abort = new AbortController();
    if (when === "before") abort.abort(reason);
    const answer = fetch(object(), { method: "PUT", headers: CALENDAR, body, signal: abort.signal });
    if (when === "after") abort.abort(reason);
    return answer.then(() => "an answer", (error) => `${error === reason} ${failed(error)}`);
  };
  const all = { "aborted from the start": await outcome(() => fetch("/api/a", { signal: early })) };
  for (const when of ["before", "after"]) {
    all[`text aborted ${when}`] = await given(alone, when);
    all[`a blob aborted ${when}`] = await given(new Blob([alone]), when);
  }
  return all;
}

// The events of an XMLHttpRequest, in their order.
function events(work) {
  const request = new XMLHttpRequest();
  const seen = [];
  for (const [target, prefix] of [[request, ""], [request.upload, "upload "]]) {
    for (const type of ["readystatechange", "loadstart", "progress", "load", "loadend", "abort", "error", "timeout"]) {
      target.addEventListener(type, (event) => {
        // How often it is told of progress is up to the browser.
        const word = `${prefix}${type}${type === "readystatechange" ? request.readyState : ""}`;
        if (seen.at(-1) !== word) seen.push(word);
        if (type === "load" && prefix === "") seen.push(`${event.loaded}/${request.status}/${request.statusText}`);
      });
    }
  }
  return new Promise((resolve) => {
    request.addEventListener("loadend", () => setTimeout(() => resolve([...seen, request.readyState, String(request.response ?? "")].join(" "))));
    work(request);
  });
}

async function oldWays() {
  const put = (body, more = () => {}) => (request) => {
    request.open("PUT", object());
    request.setRequestHeader("Content-Type", "text/calendar");
    more(request);
    request.send(body);
  };
  const sync = new XMLHttpRequest();
  sync.open("GET", "/api/a", false);
  sync.send();
  const syncPut = new XMLHttpRequest();
  syncPut.open("PUT", object(), false);
  syncPut.send(alone);
  return {
    "sync": `${sync.status} ${sync.responseText} ${sync.getResponseHeader("x-calendar")}`,
    "sync PUT": `${syncPut.status} ${syncPut.readyState}`,
    "text by the old way": await events(put(alone)),
    "a blob by the old way": await events(put(new Blob([alone]))),
    "nothing by the old way": await events(put()),
    "JSON by the old way": await events((request) => {
      request.open("GET", "/api/a");
      request.responseType = "json";
      request.addEventListener("load", () => (request.own = JSON.stringify(request.response)));
      request.send();
    }),
    "given up by the old way": await events((request) => {
      put(alone)(request);
      request.abort();
    }),
    "opened again": await events((request) => {
      put(alone)(request);
      request.open("GET", "/api/a");
      request.send();
    }),
    "own properties": Reflect.ownKeys(new XMLHttpRequest()).join(),
  };
}

export async function observed() {
  const all = { ...functions(), ...(await failures()), ...(await results()), ...(await aborts()), ...(await oldWays()) };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
}
