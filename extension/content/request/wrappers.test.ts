// The wrappers of fetch and XMLHttpRequest on natives that write down what they are called with: what is none of ours
// comes through untouched, what may go goes as it came, what waits is sent once or never.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Answer, Told } from "./told";

const CALENDAR = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:ann@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const TYPED = { "content-type": "text/calendar" };
const PLACE = "https://cal.example/dav/calendars/me/1.ics";

let sent: unknown[][] = [];

/** XMLHttpRequest as far as the wrapper goes into it. */
class Old extends EventTarget {
  readonly upload = new EventTarget();
  responseType = "";
  state = 0;
  get readyState() { return this.state; }
  get status() { return 0; }
  get response() { return ""; }
  open(...parameters: unknown[]) {
    if (parameters[1] === "bad") throw new SyntaxError("bad");
    this.state = 1;
  }
  setRequestHeader() { /* nothing to do */ }
  send(...parameters: unknown[]) {
    sent.push(["send", ...parameters]);
  }
  abort() {
    sent.push(["abort"]);
  }
}

class Progress extends Event {}

const world = globalThis as unknown as Record<string, unknown>;
world["window"] = globalThis;
world["document"] = Object.assign(new EventTarget(), { baseURI: "https://cal.example/app", documentElement: { lang: "de" } });
world["addEventListener"] = () => undefined;
world["ProgressEvent"] = Progress;
world["XMLHttpRequest"] = Old;
const native = (...parameters: unknown[]) => {
  sent.push(parameters);
  return Promise.resolve(new Response("native"));
};
world["fetch"] = Object.defineProperty(native, "name", { value: "fetch" });
const plain = String(world["fetch"]);

const { showNativeText } = await import("./disguise");
const { wrapFetch } = await import("./fetch");
const { caldav } = await import("./services/caldav");
const { sogo } = await import("./services/sogo");
const { Watch } = await import("./watch");
const { wrapXhr } = await import("./xhr");

/** Answers what it is told to, and keeps what it was asked. */
const bond = {
  answer: "go" as Answer,
  told: [] as Told[],
  given_up: 0,
  settle: (answer: Answer): void => assert.fail(`nobody waits for ${answer}`),
  ask(told: Told, settle: (answer: Answer) => void): (() => void) | null {
    this.told.push(told);
    this.settle = settle;
    if (this.answer === "hold") return () => (this.given_up += 1);
    settle(this.answer);
    return null;
  },
};
const watch = new Watch([sogo, caldav], bond as unknown as ConstructorParameters<typeof Watch>[1]);
wrapFetch(watch);
wrapXhr(watch);
showNativeText();
const call = world["fetch"] as (...parameters: unknown[]) => Promise<Response>;

beforeEach(() => {
  sent = [];
  Object.assign(bond, { answer: "go", told: [], given_up: 0 });
});

/** Turns of the event loop, in which bodies are read. */
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe("fetch", () => {
  it("looks native", () => {
    assert.equal(String(call), plain);
    assert.equal(Function.prototype.toString.call(call), plain);
    assert.equal(call.name, "fetch");
    assert.match(String(Reflect.get(Function.prototype, "toString")), /^function toString\(\) \{\s*\[native code\]\s*\}$/);
    assert.throws(() => Function.prototype.toString.call({}), TypeError);
  });

  it("passes on what is none of ours as it came", async () => {
    const table: unknown[][] = [
      [], ["/a"], ["/a", { method: "POST", body: "x" }], ["/a", { method: "PUT", body: "no calendar" }], [new URL("https://x.example/")],
      ["/a.bin", { method: "PUT", body: new Blob(["x"]) }], [{ toString: () => "/a" }], ["/a", null],
    ];
    for (const parameters of table) {
      await call(...parameters);
      assert.equal(sent.length, 1);
      assert.deepEqual(sent[0]?.map((one, place) => one === parameters[place]), parameters.map(() => true));
      sent = [];
    }
    assert.deepEqual(bond.told, []);
  });

  it("sends what may go as it came, and what had to be read once", async () => {
    const init = { method: "put", body: CALENDAR };
    assert.equal(await (await call(PLACE, init)).text(), "native");
    assert.deepEqual(sent, [[PLACE, init]]);
    assert.equal(sent[0]?.[1], init);
    for (const body of [new Blob([CALENDAR], { type: "text/calendar" }), new Response(CALENDAR).body]) {
      sent = [];
      await call(PLACE, { method: "PUT", headers: TYPED, body, duplex: "half" });
      assert.equal(sent.length, 1);
      assert.equal(await (sent[0]?.[0] as Request).text(), CALENDAR);
    }
    sent = [];
    const request = new Request(PLACE, { method: "PUT", headers: TYPED, body: CALENDAR });
    await call(request);
    assert.equal(request.bodyUsed, true);
    assert.equal(await (sent[0]?.[0] as Request).text(), CALENDAR);
    assert.deepEqual(bond.told.map(({ calendar, holdable }) => calendar === CALENDAR && holdable), [true, true, true, true]);
  });

  it("holds, then sends once, as it was when it was called", async () => {
    bond.answer = "hold";
    const headers = { ...TYPED };
    for (const body of [CALENDAR, new TextEncoder().encode(CALENDAR), new Blob([CALENDAR])]) {
      sent = [];
      const init = { method: "PUT", headers, body };
      const answer = call(PLACE, init);
      await turns();
      assert.deepEqual(sent, []);
      init.method = "DELETE";
      bond.settle("go");
      assert.equal(await (await answer).text(), "native");
      assert.equal(sent.length, 1);
      const request: unknown = sent[0]?.[0];
      assert.ok(request instanceof Request);
      assert.deepEqual([request.method, request.url, request.headers.get("content-type")], ["PUT", PLACE, "text/calendar"]);
      assert.equal(await request.text(), CALENDAR);
    }
  });

  it("answers in the service's place when it is refused", async () => {
    for (const [method, url, body, status, expected] of [
      ["PUT", PLACE, CALENDAR, 403, /need-privileges/],
      ["POST", "https://cal.example/SOGo/so/a/Calendar/p/1.ics/save", '{"attendees":[{"email":"b@x.example"}]}', 409, /"reject":/],
    ] as const) {
      for (const later of [true, false]) {
        bond.answer = later ? "hold" : "refuse";
        const answer = call(url, { method, body });
        if (later) bond.settle("refuse");
        const response = await answer;
        assert.equal(response.status, status);
        assert.match(await response.text(), expected);
        assert.equal(response.url, url);
      }
    }
    assert.deepEqual(sent, []);
  });

  it("rejects with the page's reason when it is given up, and sends nothing", async () => {
    bond.answer = "hold";
    for (const body of [CALENDAR, new Blob([CALENDAR], { type: "text/calendar" })]) {
      for (const wait of [true, false]) {
        const abort = new AbortController();
        const answer = call(PLACE, { method: "PUT", body, signal: abort.signal });
        if (wait) await turns();
        abort.abort("enough");
        await assert.rejects(answer, (reason) => reason === "enough");
        await turns();
      }
    }
    assert.deepEqual(sent, []);
    // Of the four one was given up before it had been read.
    assert.equal(bond.given_up, 3);
    assert.equal(bond.told.length, 3);
  });

  it("takes what the page loaded for what later requests point at", async () => {
    const fields = ["c_name", "c_folder", "c_title", "c_startdate", "c_enddate", "c_partmails"];
    const body = JSON.stringify([{ eventsFields: fields, events: [["1.ics", "p", "Status", 0, 60, "b@x.example"]] }]);
    const request = new Old();
    Object.defineProperty(request, "response", { get: () => body });
    request.open("GET", "/SOGo/so/a/Calendar/eventsblocks?view=weekview");
    request.send();
    request.state = 4;
    await call("/SOGo/so/a/Calendar/p/1.ics/adjust", { method: "POST", body: "{}" });
    assert.equal(bond.told[0]?.snapshot?.title, "Status");
    assert.equal(bond.told[0].snapshot.language, "de");
  });
});

describe("XMLHttpRequest", () => {
  function opened(url = PLACE, ...more: unknown[]) {
    const request = new Old();
    const seen: string[] = [];
    const targets: [EventTarget, string][] = [[request, ""], [request.upload, "upload "]];
    for (const [target, prefix] of targets) {
      for (const type of ["readystatechange", "abort", "load", "loadend"]) {
        target.addEventListener(type, () => seen.push(`${prefix}${type}${request.readyState}`));
      }
    }
    request.open("put", url, ...more);
    return { request, seen };
  }

  it("passes on what is none of ours", () => {
    const { request } = opened("/a.txt");
    request.send("no calendar");
    request.abort();
    assert.deepEqual(sent, [["send", "no calendar"], ["abort"]]);
    assert.deepEqual(Reflect.ownKeys(request), Reflect.ownKeys(new Old()));
    assert.throws(() => opened("bad"), /bad/);
    assert.deepEqual(bond.told, []);
  });

  it("sends at once what may go; a synchronous one is only told of", () => {
    opened().request.send(CALENDAR);
    bond.answer = "go";
    opened(PLACE, false).request.send(CALENDAR);
    assert.deepEqual(sent, [["send", CALENDAR], ["send", CALENDAR]]);
    assert.deepEqual(bond.told.map(({ holdable }) => holdable), [true, false]);
  });

  it("holds, then sends once", async () => {
    bond.answer = "hold";
    const blob = new Blob([CALENDAR], { type: "text/calendar" });
    for (const body of [CALENDAR, blob]) {
      sent = [];
      const { request } = opened();
      request.send(body);
      await turns();
      assert.deepEqual(sent, []);
      assert.throws(() => request.send(body), { name: "InvalidStateError" });
      bond.settle("go");
      assert.deepEqual(sent, [["send", body]]);
    }
  });

  it("is answered in the service's place when it is refused, until it is opened again", () => {
    bond.answer = "hold";
    for (const [kind, expected] of [["", /privileges/], ["text", /privileges/], ["json", null], ["document", null]] as const) {
      const { request, seen } = opened();
      request.responseType = kind;
      request.send(CALENDAR);
      bond.settle("refuse");
      const xhr = request as unknown as XMLHttpRequest;
      assert.deepEqual([xhr.readyState, xhr.status, xhr.responseURL], [4, 403, PLACE]);
      if (expected === null) assert.equal(xhr.response, null);
      else assert.match(xhr.responseText, expected);
      assert.equal(xhr.getResponseHeader("Content-Type"), "application/xml");
      assert.match(xhr.getAllResponseHeaders(), /^content-type: application\/xml\r\n$/);
      assert.deepEqual(seen, ["readystatechange4", "load4", "loadend4"]);
      request.open("GET", "/a");
      assert.deepEqual([request.readyState, request.status], [1, 0]);
      assert.deepEqual(Object.keys(request), Object.keys(new Old()));
    }
    assert.deepEqual(sent, []);
  });

  it("is given up as the specification says", async () => {
    bond.answer = "hold";
    for (const body of [CALENDAR, new Blob([CALENDAR], { type: "text/calendar" })]) {
      const { request, seen } = opened();
      request.send(body);
      request.abort();
      assert.deepEqual(seen, ["readystatechange4", "upload abort4", "upload loadend4", "abort4", "loadend4"]);
      assert.equal(request.readyState, 0);
      await turns();
    }
    // The one that had not been read yet was never asked about.
    assert.deepEqual([sent, bond.given_up, bond.told.length], [[], 1, 1]);
  });

  it("forgets what was held when it is opened again", () => {
    bond.answer = "hold";
    const { request } = opened();
    request.send(CALENDAR);
    request.open("GET", "/a");
    assert.equal(bond.given_up, 1);
    request.send();
    assert.deepEqual(sent, [["send"]]);
  });
});
