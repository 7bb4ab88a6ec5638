// Decides about requests that commit and are about to leave: whether one carries what was let go before, calls
// something off, invites nobody, or has to be held. What is held is the gatekeeper's; what is known of a request
// is the request layer's.

import type { Snapshot } from "../generated/protocol";
import * as extension from "./extension";
import { type Held, heldRequest } from "./held";
import { COLD_DEADLINE } from "./hold";
import { inviteOthers, sameTitle } from "./identity";
import { Passes } from "./passes";
import type { Told } from "./request/told";

/** So long the request of a cancellation may take to leave, in milliseconds: the calendar asks about it first. */
const CANCELS = 60_000;

/** Who holds. */
export interface Holder {
  /** Something is held already. */
  busy(): boolean;
  hold(held: Held): void;
}

/** All that leaves one page. */
export class Departures {
  readonly #holder: Holder;
  readonly #passes = new Passes();
  /** Requests that came while something else was held. */
  #waiting: Held[] = [];
  /** What a gesture is about to call off. */
  #cancelling: { snapshot: Snapshot; at: number } | null = null;
  /** A request that was refused: a page that tries it again by itself is refused again. */
  #refused: Passes | null = null;

  constructor(holder: Holder) {
    this.#holder = holder;
  }

  /** This invite was let go: its request passes. */
  letGo(invite: Snapshot): void {
    this.#passes.grant(invite, performance.now());
  }

  /** A gesture calls this event off, once its request leaves. */
  callsOff(snapshot: Snapshot): void {
    this.#cancelling = { snapshot, at: performance.now() };
  }

  /** The user went on: what comes now is theirs again. `elsewhere`: with something else than what was let go. */
  touched(elsewhere: boolean): void {
    this.#refused = null;
    if (elsewhere) this.#passes.over();
  }

  /** A held request was refused. */
  refused(invite: Snapshot): void {
    this.#refused = new Passes();
    this.#refused.grant(invite, performance.now());
  }

  /** `go`: it leaves at once; `hold`: `decide` is called later. */
  leaving(told: Told, decide: (go: boolean) => void): "go" | "hold" {
    if (told.calendar === "") return this.#leaves(told, told.snapshot, decide);
    this.#read(told, decide);
    return told.holdable ? "hold" : "go";
  }

  /** The page gave it up. */
  abandoned(told: Told): void {
    this.#waiting = this.#waiting.filter((held) => held.subject !== told);
  }

  /** Nothing is held any more: the next one that waited. */
  next(): void {
    for (let held = this.#waiting.shift(); held; held = this.#waiting.shift()) {
      if (!this.#passes.covers(held.judged, performance.now())) {
        this.#holder.hold(held);
        return;
      }
      held.again();
    }
  }

  /** Lets everything go that waits. */
  end(): void {
    for (const held of this.#waiting.splice(0)) held.again();
  }

  /** Has the core read what leaves, and goes on with that. Nothing that waits for it waits for ever. */
  #read(told: Told, decide: (go: boolean) => void): void {
    let late: number | undefined;
    const patience = new Promise<never>((_, reject) => {
      late = window.setTimeout(() => reject(new Error("late")), COLD_DEADLINE);
    });
    const was = told.before === "" ? null : extension.readCalendar(told.site, told.before);
    Promise.race([Promise.all([extension.readCalendar(told.site, told.calendar), was]), patience])
      .then(([{ snapshot, cancelled }, before]) => {
        const read: Told = cancelled ? { ...told, action: "cancel" } : told;
        // Text without an event in it invites nobody.
        if (snapshot === null || this.#leaves(read, snapshot, decide, before?.snapshot) === "go") decide(true);
      })
      .catch(() => {
        extension.unchecked(told.site, "core_not_ready");
        decide(true);
      })
      .finally(() => clearTimeout(late));
  }

  /** The event that a gesture was about to call off, if this can be its request: some services do not say. */
  #cancels(known: Snapshot | null, at: number): Snapshot | null {
    if (this.#cancelling === null || at - this.#cancelling.at >= CANCELS) return null;
    const { snapshot } = this.#cancelling;
    return known === null || sameTitle(snapshot, known) ? snapshot : null;
  }

  /** What becomes of a request that carries this. */
  #leaves(
    told: Told, known: Snapshot | null, decide: (go: boolean) => void, before: Snapshot | null = null,
  ): "go" | "hold" {
    const at = performance.now();
    const covered = this.#passes.covers(known, at);
    const cancelling = this.#cancels(known, at);
    if (told.action === "cancel" || (cancelling !== null && !covered)) {
      this.#cancelling = null;
      const snapshot = known !== null && inviteOthers(known) ? known : cancelling;
      if (snapshot !== null) extension.cancelled(snapshot);
      return "go";
    }
    if (covered || (known !== null && !inviteOthers(known))) return "go";
    if (known === null || !told.holdable) {
      extension.unchecked(told.site, "unseen", 1, known);
      return "go";
    }
    if (this.#refused?.covers(known, at)) {
      queueMicrotask(() => decide(false));
      return "hold";
    }
    const held = heldRequest(told, known, before, decide);
    if (this.#holder.busy()) this.#waiting.push(held);
    else this.#holder.hold(held);
    return "hold";
  }
}
