// The hold: one state machine for every commit gesture of a page. It decides what happens to a gesture and
// to the answers of the gate's frame, as a pure function of state and event. Never in here: the DOM, a
// clock (events bring the time), the meaning of an invite.
//
//   idle --gesture--> held --pass--> released --> idle
//                      |  \--failure, deadline--> released (unchecked)
//                      \--show--> asking --release--> released
//                                    |  \--failure--> released (unchecked)
//                                    \--drop--> dropped --> idle
//
// *Released* and *dropped* are moments, not states: they are the effects `replay` and `over`.

import type { Cause, Patch } from "../generated/protocol";

/** From the gesture to the frame's `pass` or `show`, in milliseconds; after it the gesture is released. */
export const DEADLINE = 1_000;

/** The same where no editor is open, so that the frame has to be started first: nobody looks at a Save meanwhile. */
export const COLD_DEADLINE = 4_000;

/** Gestures on the same editor are swallowed so long after a release, in milliseconds: a double click. */
export const ECHO = 800;

/** How often trouble with the dialog or its frame is mended during one hold. */
export const MENDINGS = 5;

/** The editor, the question or the request that a hold is about; only its identity counts here. */
export type Editor = object;

/** What can happen. `at` is milliseconds on any clock that does not go back. */
export type Event =
  | {
      type: "gesture";
      at: number;
      editor: Editor;
      /** Somebody else is invited, as a row or as text in the guest box. */
      others: boolean;
      /** The user has decided about this very invite before, in this editor. */
      decided: boolean;
      /** A key that is held down repeats. */
      repeat: boolean;
      /** How long the frame may take, in milliseconds. */
      patience: number;
    }
  /** The frame lets go; `same` says whether the editor still holds the invite that was judged. */
  | { type: "pass" | "release"; at: number; hold: number; same: boolean }
  | { type: "show"; hold: number }
  | { type: "write"; hold: number; patch: Patch }
  | { type: "drop"; hold: number }
  /** The held editor has left the page. */
  | { type: "gone" }
  /** The dialog was closed or covered, or the frame in it was lost. */
  | { type: "trouble"; at: number; with: "dialog" | "frame" }
  /** Time has passed; `up` says whether the frame ever answered. */
  | { type: "time"; at: number; up: boolean }
  | { type: "failure"; at: number; cause: Cause };

/** What is to be done, in the order given. */
export type Effect =
  /** Keep the gesture from the calendar. Without it the gesture goes on as if nobody listened. */
  | { type: "stop" }
  /** Ask the frame about the editor as it is now. */
  | { type: "ask"; hold: number }
  /** Bring a `time` event then. */
  | { type: "wake"; at: number }
  | { type: "open" }
  | { type: "close" }
  /** Start a new frame and ask it. */
  | { type: "restart"; hold: number }
  | { type: "write"; hold: number; patch: Patch }
  /** Let the held gesture go, once. `decided`: the user said so. */
  | { type: "replay"; hold: number; decided: boolean }
  /** It is not let go: whoever waits for an answer gets a failing one. */
  | { type: "refuse"; hold: number }
  /** Tell the frame that the hold is over. */
  | { type: "over"; hold: number }
  /** An invite went out unjudged. */
  | { type: "unchecked"; cause: Cause }
  /** Offer what the user had typed for copying. */
  | { type: "offer"; hold: number };

interface Open {
  hold: number;
  editor: Editor;
  patience: number;
  /** When patience with the frame ends; null while it is the user's turn. */
  deadline: number | null;
  /** The invite had changed at a release and is asked about a second time. */
  again: boolean;
  mendings: number;
}

/** Where a hold stands; `hold` counts the holds of the page, the present one included. */
export type State =
  | { name: "idle"; hold: number; released: { editor: Editor; at: number } | null }
  | ({ name: "held" | "asking" } & Open);

type Active = Exclude<State, { name: "idle" }>;

/** Nothing held yet. */
export const IDLE: State = { name: "idle", hold: 0, released: null };

/** The next state, and what is to be done. */
export function step(state: State, event: Event): [State, Effect[]] {
  if (event.type === "gesture") return onGesture(state, event);
  if (state.name === "idle") return [state, []];
  if ("hold" in event && event.hold !== state.hold) return [state, []];

  switch (event.type) {
    case "pass":
    case "release":
      if (event.type === "release" && state.name !== "asking") return [state, []];
      if (event.same) return released(state, event.at);
      return state.again ? unchecked(state, event.at, "invite_changed") : askAgain(state, event.at);
    case "show":
      return [{ ...state, name: "asking", deadline: null }, [{ type: "open" }]];
    case "write":
      return [state, state.name === "asking" ? [{ type: "write", hold: state.hold, patch: event.patch }] : []];
    case "drop":
      return [idle(state), [{ type: "close" }, { type: "refuse", hold: state.hold }]];
    case "gone":
      return [idle(state), [{ type: "close" }, { type: "over", hold: state.hold }]];
    case "trouble":
      return onTrouble(state, event.at, event.with);
    case "time":
      if (state.deadline === null || event.at < state.deadline) return [state, []];
      return unchecked(state, event.at, event.up ? "core_not_ready" : "frame_blocked");
    case "failure":
      return unchecked(state, event.at, event.cause);
  }
}

function onGesture(state: State, event: Event & { type: "gesture" }): [State, Effect[]] {
  const stop: Effect[] = [{ type: "stop" }];
  if (state.name !== "idle") return [state, stop];
  const released = state.released;
  if (released?.editor === event.editor && event.at - released.at < ECHO) return [state, stop];
  if (!event.others) return [state, []];
  if (event.repeat) return [state, stop];
  if (event.decided) return [state, []];
  const { editor, patience } = event;
  return hold({ hold: state.hold + 1, editor, patience, again: false, mendings: 0 }, event.at, stop);
}

function onTrouble(state: Active, at: number, trouble: "dialog" | "frame"): [State, Effect[]] {
  // Before the dialog is open there is nothing that could be covered.
  if (trouble === "dialog" && state.name === "held") return [state, []];
  if (state.mendings >= MENDINGS) return unchecked(state, at, trouble === "dialog" ? "covered" : "frame_blocked");
  const mended: Active = { ...state, mendings: state.mendings + 1 };
  if (trouble === "dialog") return [mended, [{ type: "open" }]];
  const restart: Effect = { type: "restart", hold: state.hold };
  // A frame lost before the first answer has what is left of the first deadline.
  if (state.deadline !== null) return [mended, [restart]];
  const deadline = at + state.patience;
  return [{ ...mended, deadline }, [restart, { type: "wake", at: deadline }]];
}

function hold(open: Omit<Open, "deadline">, at: number, before: Effect[]): [State, Effect[]] {
  const deadline = at + open.patience;
  return [
    { ...open, name: "held", deadline },
    [...before, { type: "ask", hold: open.hold }, { type: "wake", at: deadline }],
  ];
}

/** The editor no longer matches what was judged: a new hold, so that late answers to the old one are ignored. */
function askAgain(state: Open, at: number): [State, Effect[]] {
  return hold({ ...state, hold: state.hold + 1, again: true }, at, [{ type: "close" }]);
}

function released(state: Active, at: number): [State, Effect[]] {
  const replay: Effect = { type: "replay", hold: state.hold, decided: state.name === "asking" };
  return [idle(state, at), [{ type: "close" }, replay]];
}

function unchecked(state: Active, at: number, cause: Cause): [State, Effect[]] {
  const effects: Effect[] = [
    { type: "close" },
    { type: "over", hold: state.hold },
    { type: "replay", hold: state.hold, decided: false },
    { type: "unchecked", cause },
  ];
  // A hold asked about for the second time was asked before: there may be text to save as well.
  if (state.name === "asking" || state.again) effects.push({ type: "offer", hold: state.hold });
  return [idle(state, at), effects];
}

function idle(state: Open, releasedAt?: number): State {
  const released = releasedAt === undefined ? null : { editor: state.editor, at: releasedAt };
  return { name: "idle", hold: state.hold, released };
}
