// When an editor still holds the invite that was judged.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Snapshot, SnapshotGuest } from "../generated/protocol";
import { sameInvite } from "./identity";

const guest = (email: string, more: Partial<SnapshotGuest> = {}): SnapshotGuest => ({
  email, name: "", kind: "person", optional: false, organizer: false, ...more,
});
const time = (date_text: string, time_text: string) => ({ date: "", time: "", date_text, time_text });
const invite = (more: Partial<Snapshot> = {}): Snapshot => ({
  site: "sogo", title: "Sync", description: "", format: "plain", guests: [guest("ann@x.example")], typed_guest: "", own: [],
  start: time("22-Nov-26", "10:00"), end: time("22-Nov-26", "11:00"), all_day: false,
  recurrence: { rule: "", frequency: "never", text: "" }, language: "en", ...more,
});

describe("the same invite", () => {
  const typed = invite({ typed_guest: "bob" });
  const rows: [string, Snapshot, Snapshot, boolean][] = [
    ["itself", invite(), invite(), true],
    ["another description", invite(), invite({ description: "Agenda" }), true],
    ["another title", invite(), invite({ title: "Sync!" }), false],
    ["another start", invite(), invite({ start: time("22-Nov-26", "10:30") }), false],
    ["another end", invite(), invite({ end: time("23-Nov-26", "11:00") }), false],
    ["all day", invite(), invite({ all_day: true }), false],
    ["weekly", invite(), invite({ recurrence: { rule: "", frequency: "weekly", text: "" } }), false],
    ["a guest more", invite(), invite({ guests: [guest("ann@x.example"), guest("bob@x.example")] }), false],
    ["a guest less", invite(), invite({ guests: [] }), false],
    ["the same guest in another case, in another order", invite({ guests: [guest("a@x"), guest("b@x")] }), invite({ guests: [guest("B@x"), guest("A@x"), guest("a@X")] }), true],
    ["typed text became a row", typed, invite({ guests: [guest("ann@x.example"), guest("bob@x.example")] }), true],
    ["typed text became a row by its name", invite({ typed_guest: "Bob B" }), invite({ guests: [guest("ann@x.example"), guest("b.b@x.example", { name: "Bob Brandt" })] }), true],
    ["typed list became rows", invite({ typed_guest: "c@x, d@x" }), invite({ guests: [guest("ann@x.example"), guest("c@x"), guest("d@x")] }), true],
    ["the organizer's row came with the first guest", invite({ guests: [], typed_guest: "bob" }), invite({ guests: [guest("me@x", { organizer: true }), guest("bob@x")] }), true],
    ["typed text became somebody else", typed, invite({ guests: [guest("ann@x.example"), guest("carol@x.example")] }), false],
    ["other text is typed", typed, invite({ typed_guest: "bobby" }), false],
    ["text was typed since", invite(), typed, false],
  ];
  for (const [name, judged, now, same] of rows) it(name, () => assert.equal(sameInvite(judged, now), same));

  it("for one who has decided, fewer guests are no other invite, and more are", () => {
    const two = invite({ guests: [guest("ann@x.example"), guest("bob@x.example")] });
    assert.equal(sameInvite(two, invite(), true), true);
    assert.equal(sameInvite(invite(), two, true), false);
  });
});
