// The decision log's inbox: whatever is put in and taken out in whatever order, each decision is there once, and none
// is lost.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { DecisionFromGate } from "../generated/protocol";
import { FULL, LONGEST, MOST, withDecision, without, withRestored } from "./inbox";

const decision = (id: string, more: Partial<DecisionFromGate> = {}): DecisionFromGate => ({
  id,
  title: "Where the status lives",
  context: "",
  options: [],
  recommendation: "",
  deciders: ["Priya"],
  consulted: [],
  informed: [],
  comment_by: "2026-12-08",
  at: 1,
  ...more,
});
const ids = (list: unknown[]) => list.map((entry) => (entry as DecisionFromGate).id);

const wrong: [string, unknown][] = [
  ["nothing", null],
  ["a text", "decision"],
  ["no fields", {}],
  ["no id", decision("")],
  ["a number for a text", { ...decision("a"), title: 1 }],
  ["a text for a list", { ...decision("a"), options: "A, B" }],
  ["a list of numbers", { ...decision("a"), deciders: [1] }],
  ["no time", { ...decision("a"), at: "now" }],
  ["far too long", decision("a", { context: "x".repeat(LONGEST) })],
];

describe("withDecision", () => {
  it("begins a list where there is none", () => {
    for (const stored of [undefined, null, "x", {}]) assert.deepEqual(ids(withDecision(stored, decision("a"))), ["a"]);
  });

  it("keeps one of an id once", () => {
    const once = withDecision([], decision("a"));
    assert.deepEqual(withDecision(once, decision("a", { title: "again" })), once);
  });

  it("leaves alone what it does not know", () => {
    assert.deepEqual(withDecision([null, 7, { later: true }], decision("a")).slice(0, 3), [null, 7, { later: true }]);
  });

  it("says that it is full, and loses nothing", () => {
    const full = Array.from({ length: MOST }, (_, number) => decision(String(number)));
    assert.throws(() => withDecision(full, decision("a")), new RegExp(FULL));
    assert.equal(withDecision(full, decision("7")), full, "one that is there needs no room");
  });

  for (const [name, value] of wrong) it(`refuses ${name}`, () => assert.throws(() => withDecision([], value)));
});

describe("withRestored", () => {
  it("puts each decision of a backup behind, once, and leaves out what is none", () => {
    const list = [{ later: true }, decision("a")];
    const file = [...wrong.map(([, value]) => value), decision("b"), decision("a", { title: "again" }), decision("b")];
    assert.deepEqual(withRestored(list, file), [...list, decision("b")]);
    for (const stored of [undefined, null, "x", {}]) assert.deepEqual(ids(withRestored(stored, file)), ["b", "a"]);
  });

  it("says that there is no room for all of them", () => {
    const file = Array.from({ length: MOST }, (_, number) => decision(String(number)));
    assert.equal(withRestored([], file).length, MOST);
    assert.equal(withRestored(file, file).length, MOST);
    assert.throws(() => withRestored([decision("a")], file), new RegExp(FULL));
  });
});

describe("without", () => {
  it("takes out what the log has, and nothing else", () => {
    const list = ["a", "b", "c"].map((id) => decision(id));
    assert.deepEqual(ids(without(list, ["b", "x"])), ["a", "c"]);
    for (const nothing of [undefined, null, "a", []]) assert.deepEqual(ids(without(list, nothing)), ["a", "b", "c"]);
  });

  it("and withDecision are a set, in the order of what came", () => {
    const step = fc.record({ put: fc.boolean(), id: fc.integer({ min: 1, max: 9 }).map(String) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let stored: unknown;
        let expected: string[] = [];
        for (const { put, id } of steps) {
          stored = put ? withDecision(stored, decision(id)) : without(stored, [id]);
          expected = put ? [...new Set([...expected, id])] : expected.filter((other) => other !== id);
        }
        assert.deepEqual(ids(without(stored, [])), expected);
      }),
    );
  });
});
