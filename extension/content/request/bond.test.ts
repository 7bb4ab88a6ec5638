// The bond's both ends on one document: the handshake in either order, every way in which a request is decided
// about, and that nothing waits for ever.

import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import type { RequestListener } from "../requests";
import type { Answer, Told } from "./told";

interface World {
  window: unknown;
  document: EventTarget;
  chrome: { runtime: { id?: string } };
}
const world = globalThis as unknown as World;
world.window = globalThis;
world.document = new EventTarget();
world.chrome = { runtime: { id: "converel" } };
// The bond takes its timers from the world as it is at its start.
mock.timers.enable({ apis: ["setInterval"] });
const { Bond } = await import("./bond");
const { Requests } = await import("../requests");
const { HELLO } = await import("./messages");

const TOLD: Told = { site: "caldav", action: "save", exists: null, holdable: true, snapshot: null, calendar: "BEGIN:VCALENDAR", before: "" };

type Decide = (go: boolean) => void;

/** A page layer that answers so, and what it heard. */
function pageLayer(answer: (decide: Decide) => "go" | "hold") {
  const heard: string[] = [];
  let decide: Decide = () => undefined;
  const listener: RequestListener = {
    leaving(told, later) {
      heard.push(`leaving ${told.site}`);
      decide = later;
      return answer(later);
    },
    abandoned: (told) => heard.push(`abandoned ${told.site}`),
    orphaned: (told) => heard.push(`orphaned ${told.site}`),
  };
  return { heard, listener, decide: (go: boolean) => decide(go) };
}

/** Both ends, the page layer's first or last. */
function bonded(answer: (decide: Decide) => "go" | "hold", order: "first" | "last" = "first") {
  const layer = pageLayer(answer);
  const gone = new AbortController();
  let requests = order === "first" ? new Requests(layer.listener, gone.signal) : null;
  const bond = new Bond();
  requests ??= new Requests(layer.listener, gone.signal);
  return { ...layer, bond, requests, gone };
}

/** Asks, and collects what comes of it. */
function ask(bond: InstanceType<typeof Bond>) {
  const answers: Answer[] = [];
  const drop = bond.ask(TOLD, (answer) => answers.push(answer));
  return { answers, drop };
}

describe("the bond", () => {
  it("is made in either order", () => {
    for (const order of ["first", "last"] as const) {
      const { requests, bond, heard } = bonded(() => "go", order);
      assert.equal(requests.bonded, true, order);
      assert.deepEqual(ask(bond).answers, ["go"]);
      assert.deepEqual(heard, ["leaving caldav"]);
    }
  });

  it("hands its secret to the first who asks alone", () => {
    const { requests } = bonded(() => "go");
    assert.equal(requests.bonded, true);
    const said: unknown[] = [];
    world.document.addEventListener(HELLO, (event) => said.push((event as CustomEvent).detail));
    world.document.dispatchEvent(new CustomEvent(HELLO, { detail: "" }));
    assert.deepEqual(said, [""]);
  });
});

describe("a request", () => {
  it("is decided about at once or later, and once", () => {
    for (const go of [true, false]) {
      const { bond, decide } = bonded(() => "hold");
      const { answers, drop } = ask(bond);
      assert.notEqual(drop, null);
      assert.deepEqual(answers, []);
      decide(go);
      decide(!go);
      assert.deepEqual(answers, [go ? "go" : "refuse"]);
      drop?.();
    }
  });

  it("may be decided about before it is answered", () => {
    for (const go of [true, false]) {
      const { bond } = bonded((decide) => {
        decide(go);
        return "hold";
      });
      const { answers, drop } = ask(bond);
      assert.deepEqual([answers, drop], [[go ? "go" : "refuse"], null]);
    }
  });

  it("that is given up is decided about no more", () => {
    const { bond, decide, heard } = bonded(() => "hold");
    const { answers, drop } = ask(bond);
    drop?.();
    drop?.();
    decide(true);
    assert.deepEqual(answers, []);
    assert.deepEqual(heard, ["leaving caldav", "abandoned caldav"]);
  });

  it("goes when the page layer ends", () => {
    const { bond, gone } = bonded(() => "hold");
    const { answers } = ask(bond);
    gone.abort();
    assert.deepEqual(answers, ["go"]);
    assert.deepEqual(ask(bond).answers, ["go"]);
  });

  it("goes when nobody is there any more, and when the extension is gone", () => {
    const { bond, heard } = bonded(() => "hold");
    const { answers } = ask(bond);
    mock.timers.tick(5_000);
    assert.deepEqual(answers, []);
    world.chrome.runtime = {};
    mock.timers.tick(1_000);
    world.chrome.runtime = { id: "converel" };
    assert.deepEqual(answers, ["go"]);
    assert.deepEqual(heard, ["leaving caldav", "orphaned caldav"]);
  });

  it("goes at once where there is no page layer", () => {
    assert.deepEqual(ask(new Bond()).answers, ["go"]);
  });
});
