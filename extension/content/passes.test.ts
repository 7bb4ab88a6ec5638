// What counts as the same invite on its way out: one row for each way in which a request can differ.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Snapshot, SnapshotGuest } from "../generated/protocol";
import { LEAVES, LEAVES_UNSEEN, Passes } from "./passes";

const NOWHEN = { date: "", time: "", date_text: "", time_text: "" };
const guest = (email: string, name = "", more: Partial<SnapshotGuest> = {}): SnapshotGuest => ({
  email, name, kind: "person", optional: false, organizer: false, ...more,
});
const invite = (title: string, guests: SnapshotGuest[], more: Partial<Snapshot> = {}): Snapshot => ({
  site: "x", title, description: "", format: "plain", guests, typed_guest: "", own: [], start: NOWHEN, end: NOWHEN,
  all_day: false, recurrence: { rule: "", frequency: "", text: "" }, language: "en", ...more,
});
const ANN = guest("ann@example.com", "Ann");
const BOB = guest("bob@example.com", "Bob");
const UNKNOWN = guest("", "Guests of this event", { kind: "group" });

describe("what was let go covers its request", () => {
  const rows: [string, Snapshot, Snapshot | null, number, boolean][] = [
    ["the same", invite("Sync", [ANN, BOB]), invite("Sync", [ANN, BOB]), 10, true],
    ["until it is too late", invite("Sync", [ANN]), invite("Sync", [ANN]), LEAVES, false],
    ["other spaces and letters in the title", invite("Sync ", [ANN]), invite("sync", [ANN]), 10, true],
    ["another title", invite("Sync", [ANN]), invite("Retro", [ANN]), 10, false],
    ["a request without a title, soon", invite("Sync", [ANN]), invite("", [ANN]), 10, true],
    ["and later", invite("Sync", [ANN]), invite("", [ANN]), LEAVES_UNSEEN, false],
    ["a page that shows no title, soon", invite("", [UNKNOWN]), invite("Sync", [ANN]), 10, true],
    ["and later, whatever it is", invite("", [UNKNOWN]), invite("Sync", [ANN]), LEAVES_UNSEEN, false],
    ["one guest fewer", invite("Sync", [ANN, BOB]), invite("Sync", [ANN]), 10, true],
    ["one guest more", invite("Sync", [ANN]), invite("Sync", [ANN, BOB]), 10, false],
    ["guests where the page showed none", invite("Sync", []), invite("Sync", [ANN]), 10, false],
    ["a page that shows names alone", invite("Sync", [guest("", "Ann")]), invite("Sync", [ANN]), 10, true],
    ["an address in other letters", invite("Sync", [ANN]), invite("Sync", [guest("Ann@Example.com")]), 10, true],
    ["an address that was typed", invite("Sync", [], { typed_guest: "bob" }), invite("Sync", [BOB]), 10, true],
    ["another than was typed", invite("Sync", [], { typed_guest: "bob" }), invite("Sync", [ANN]), 10, false],
    ["the organizer's own row", invite("Sync", [ANN]), invite("Sync", [ANN, guest("me@x", "Me", { organizer: true })]), 10, true],
    ["oneself among the guests", invite("Sync", [ANN], { own: ["me@x"] }), invite("Sync", [ANN, guest("me@x")]), 10, true],
    ["guests that the page did not name", invite("Sync", [UNKNOWN]), invite("Sync", [ANN, BOB]), 10, true],
    ["a request of which nothing is known, soon", invite("Sync", [ANN]), null, LEAVES_UNSEEN - 1, true],
    ["and later", invite("Sync", [ANN]), null, LEAVES_UNSEEN, false],
  ];
  for (const [name, granted, request, later, covered] of rows) {
    it(name, () => {
      const passes = new Passes();
      passes.grant(granted, 1_000);
      assert.equal(passes.covers(request, 1_000 + later), covered);
    });
  }

  it("whoever goes on to something else is asked about what is not known to be the same", () => {
    const passes = new Passes();
    passes.grant(invite("Sync", [ANN]), 1_000);
    passes.over();
    assert.equal(passes.covers(null, 1_010), false);
    assert.equal(passes.covers(invite("", [ANN]), 1_010), false);
    assert.equal(passes.covers(invite("Sync", [ANN]), 1_010), true);
  });

  it("nothing covers before anything was let go", () => {
    assert.equal(new Passes().covers(null, 0), false);
  });
});
