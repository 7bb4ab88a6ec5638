// The hold's specification: one row for each edge, then properties over any sequence of events.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Cause, Patch } from "../generated/protocol";
import { COLD_DEADLINE, DEADLINE, ECHO, type Effect, type Event, IDLE, MENDINGS, type State, step } from "./hold";

const A = { editor: "A" };
const B = { editor: "B" };
const PATCH: Patch = { edits: [], blocks: [], proof: [] };

const gesture = (at = 0, more: Partial<Event & { type: "gesture" }> = {}): Event => ({
  type: "gesture", at, editor: A, others: true, decided: false, repeat: false, patience: DEADLINE, ...more,
});
const pass = (hold = 1, same = true, at = 5): Event => ({ type: "pass", at, hold, same });
const release = (hold = 1, same = true, at = 9_000): Event => ({ type: "release", at, hold, same });
const show = (hold = 1): Event => ({ type: "show", hold });
const trouble = (at: number, what: "dialog" | "frame"): Event => ({ type: "trouble", at, with: what });
const time = (at: number, up = true): Event => ({ type: "time", at, up });
const failure = (cause: Cause): Event => ({ type: "failure", at: 50, cause });

/** Runs the events from idle; gives the last state's name and the effects of the last event, in words. */
function run(events: Event[]): [State["name"], string] {
  let state = IDLE;
  let effects: Effect[] = [];
  for (const event of events) [state, effects] = step(state, event);
  return [state.name, effects.map(word).join(" ")];
}

function word(effect: Effect): string {
  switch (effect.type) {
    case "ask": case "over": case "refuse": case "restart": case "write": case "offer": return `${effect.type}#${effect.hold}`;
    case "replay": return `replay#${effect.hold}${effect.decided ? " decided" : ""}`;
    case "unchecked": return `unchecked:${effect.cause}`;
    case "wake": return `wake@${effect.at}`;
    default: return effect.type;
  }
}

describe("hold: every edge", () => {
  const five = (what: "dialog" | "frame") => Array.from({ length: MENDINGS }, () => trouble(20, what));
  const rows: [string, Event[], State["name"], string][] = [
    ["nobody else is invited: never held", [gesture(0, { others: false })], "idle", ""],
    ["a gesture is held and asked about", [gesture()], "held", "stop ask#1 wake@1000"],
    ["a second gesture while held changes nothing", [gesture(), gesture(3)], "held", "stop"],
    ["so does one on another editor", [gesture(), gesture(3, { editor: B })], "held", "stop"],
    ["so does one without guests", [gesture(), gesture(3, { others: false })], "held", "stop"],
    ["a repeating key alone holds nothing and sends nothing", [gesture(0, { repeat: true })], "idle", "stop"],
    ["an invite decided before goes", [gesture(0, { decided: true })], "idle", ""],
    ["pass releases", [gesture(), pass()], "idle", "close replay#1"],
    ["pass for another hold is ignored", [gesture(), pass(2)], "held", ""],
    ["release before it was shown is ignored", [gesture(), release()], "held", ""],
    ["the deadline releases", [gesture(), time(DEADLINE)], "idle", "close over#1 replay#1 unchecked:core_not_ready"],
    ["with its own cause if the frame never came up", [gesture(), time(DEADLINE, false)], "idle", "close over#1 replay#1 unchecked:frame_blocked"],
    ["before the deadline time changes nothing", [gesture(), time(DEADLINE - 1)], "held", ""],
    ["a cold frame has longer", [gesture(0, { patience: COLD_DEADLINE }), time(DEADLINE)], "held", ""],
    ["but not for ever", [gesture(0, { patience: COLD_DEADLINE }), time(COLD_DEADLINE)], "idle", "close over#1 replay#1 unchecked:core_not_ready"],
    ["failure while held releases", [gesture(), failure("fault")], "idle", "close over#1 replay#1 unchecked:fault"],
    ["a lost frame while held is started anew, on the first deadline", [gesture(), trouble(10, "frame")], "held", "restart#1"],
    ["and the deadline stays", [gesture(), trouble(10, "frame"), time(DEADLINE)], "idle", "close over#1 replay#1 unchecked:core_not_ready"],
    ["a frame lost again and again while held: released", [gesture(), ...five("frame"), trouble(20, "frame")], "idle", "close over#1 replay#1 unchecked:frame_blocked"],
    ["no dialog is open while held", [gesture(), trouble(10, "dialog")], "held", ""],
    ["drop while held", [gesture(), { type: "drop", hold: 1 }], "idle", "close refuse#1"],
    ["the editor leaves while held", [gesture(), { type: "gone" }], "idle", "close over#1"],
    ["nothing is written while held", [gesture(), { type: "write", hold: 1, patch: PATCH }], "held", ""],
    ["show opens the dialog", [gesture(), show()], "asking", "open"],
    ["a gesture while asking changes nothing", [gesture(), show(), gesture(5_000)], "asking", "stop"],
    ["the user has all the time", [gesture(), show(), time(3_600_000)], "asking", ""],
    ["write", [gesture(), show(), { type: "write", hold: 1, patch: PATCH }], "asking", "write#1"],
    ["release", [gesture(), show(), release()], "idle", "close replay#1 decided"],
    ["pass while asking, after a new frame", [gesture(), show(), pass()], "idle", "close replay#1 decided"],
    ["drop", [gesture(), show(), { type: "drop", hold: 1 }], "idle", "close refuse#1"],
    ["the editor leaves while asking", [gesture(), show(), { type: "gone" }], "idle", "close over#1"],
    ["a failure while asking releases and saves the text", [gesture(), show(), failure("fault")], "idle", "close over#1 replay#1 unchecked:fault offer#1"],
    ["a closed dialog is opened again", [gesture(), show(), trouble(20, "dialog")], "asking", "open"],
    ["at most five times", [gesture(), show(), ...five("dialog"), trouble(20, "dialog")], "idle", "close over#1 replay#1 unchecked:covered offer#1"],
    ["a lost frame is started anew, with a deadline", [gesture(), show(), trouble(20, "frame")], "asking", "restart#1 wake@1020"],
    ["which ends with its show", [gesture(), show(), trouble(20, "frame"), show(), time(9_999)], "asking", ""],
    ["or with a release", [gesture(), show(), trouble(20, "frame"), time(1_020, false)], "idle", "close over#1 replay#1 unchecked:frame_blocked offer#1"],
    ["a changed invite is asked about again", [gesture(), pass(1, false)], "held", "close ask#2 wake@1005"],
    ["also after an answer", [gesture(), show(), release(1, false)], "held", "close ask#2 wake@10000"],
    ["late answers to the first are ignored", [gesture(), pass(1, false), pass(1)], "held", ""],
    ["the second time it passes", [gesture(), pass(1, false), pass(2)], "idle", "close replay#2"],
    ["changed twice: released as such", [gesture(), pass(1, false), pass(2, false)], "idle", "close over#2 replay#2 unchecked:invite_changed offer#2"],
    ["a double click is one gesture", [gesture(), pass(), gesture(ECHO)], "idle", "stop"],
    ["even where the guests are gone by then", [gesture(), pass(), gesture(ECHO, { others: false })], "idle", "stop"],
    ["on another editor it is a new one", [gesture(), pass(), gesture(ECHO, { editor: B })], "held", "stop ask#2 wake@1800"],
    ["and later on the same", [gesture(), pass(), gesture(5 + ECHO)], "held", "stop ask#2 wake@1805"],
    ["at once after a drop", [gesture(), show(), { type: "drop", hold: 1 }, gesture(10)], "held", "stop ask#2 wake@1010"],
    ["idle: answers are ignored", [pass(0), show(0), release(0), time(9_999), failure("fault"), { type: "gone" }, trouble(1, "frame")], "idle", ""],
  ];
  for (const [name, events, state, effects] of rows) {
    it(name, () => assert.deepEqual(run(events), [state, effects]));
  }
});

describe("hold: whatever happens", () => {
  const hold = fc.integer({ min: 0, max: 6 });
  const at = fc.constant(0); // replaced by a clock that only goes forward
  const any: fc.Arbitrary<Event> = fc.oneof(
    fc.record({ type: fc.constant("gesture" as const), at, editor: fc.constantFrom(A, B), others: fc.boolean(), decided: fc.boolean(), repeat: fc.boolean(), patience: fc.constantFrom(DEADLINE, COLD_DEADLINE) }),
    fc.record({ type: fc.constantFrom("pass" as const, "release" as const), at, hold, same: fc.boolean() }),
    fc.record({ type: fc.constantFrom("show" as const, "drop" as const), hold }),
    fc.record({ type: fc.constant("write" as const), hold, patch: fc.constant(PATCH) }),
    fc.record({ type: fc.constant("gone" as const) }),
    fc.record({ type: fc.constant("trouble" as const), at, with: fc.constantFrom("dialog" as const, "frame" as const) }),
    fc.record({ type: fc.constant("time" as const), at, up: fc.boolean() }),
    fc.record({ type: fc.constant("failure" as const), at, cause: fc.constantFrom<Cause>("fault", "covered") }),
  );
  const sequence = fc.array(fc.tuple(any, fc.integer({ min: 0, max: 700 })), { maxLength: 60 }).map((steps) => {
    let now = 0;
    return steps.map(([event, later]) => {
      now += later;
      return "at" in event ? { ...event, at: now } : event;
    });
  });
  /** The same events, of which those with a hold speak of the present one as often as of any. */
  const play = (events: Event[], each: (before: State, event: Event, after: State, effects: Effect[]) => void) => {
    let state = IDLE;
    for (const event of events) {
      const aimed = "hold" in event && event.hold % 2 === 0 ? { ...event, hold: state.hold } : event;
      const [after, effects] = step(state, aimed);
      each(state, aimed, after, effects);
      state = after;
    }
    return state;
  };

  it("at most one replay for each gesture that was stopped, and for each hold", () => {
    fc.assert(fc.property(sequence, (events) => {
      const replayed = new Set<number>();
      let owed = 0;
      play(events, (before, event, _after, effects) => {
        if (event.type === "gesture" && before.name === "idle" && effects.some((effect) => effect.type === "ask")) owed = 1;
        for (const effect of effects) {
          if (effect.type !== "replay") continue;
          owed -= 1;
          assert.ok(owed >= 0, "a gesture was replayed twice");
          assert.ok(!replayed.has(effect.hold));
          replayed.add(effect.hold);
        }
      });
    }));
  });

  it("a second gesture while held or asking changes nothing", () => {
    fc.assert(fc.property(sequence, (events) => {
      play(events, (before, event, after, effects) => {
        if (event.type !== "gesture" || before.name === "idle") return;
        assert.equal(after, before);
        assert.deepEqual(effects, [{ type: "stop" }]);
      });
    }));
  });

  it("a hold ends in released or dropped once its deadline has passed, or on failure", () => {
    fc.assert(fc.property(sequence, fc.boolean(), (events, late) => {
      const state = play(events, () => undefined);
      if (state.name === "idle") return;
      if (late && state.deadline === null) return; // it is the user's turn
      const [after, effects] = step(state, late ? time(1e9) : { type: "failure", at: 1e9, cause: "fault" });
      assert.equal(after.name, "idle");
      assert.equal(effects.filter((effect) => effect.type === "replay").length, 1);
    }));
  });

  it("waiting for the frame is always bounded: a held gesture has a deadline and was asked to be woken", () => {
    fc.assert(fc.property(sequence, (events) => {
      const wakes = new Set<number>();
      play(events, (_before, _event, after, effects) => {
        for (const effect of effects) if (effect.type === "wake") wakes.add(effect.at);
        if (after.name === "held") assert.ok(after.deadline !== null && wakes.has(after.deadline));
        if (after.name === "asking" && after.deadline !== null) assert.ok(wakes.has(after.deadline));
      });
    }));
  });

  it("what leaves a hold without a replay tells nobody that an invite went out", () => {
    fc.assert(fc.property(sequence, (events) => {
      play(events, (_before, _event, _after, effects) => {
        const replays = effects.some((effect) => effect.type === "replay");
        if (!replays) assert.ok(!effects.some((effect) => effect.type === "unchecked"));
      });
    }));
  });
});
