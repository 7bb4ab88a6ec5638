// What has been let go of late, so that the request layer knows a request of it when it leaves: a calendar sends
// what was saved some time after, often behind questions of its own. Pure; times are milliseconds on any clock
// that does not go back.

import type { Snapshot } from "../generated/protocol";
import { guestsWithin, sameTitle } from "./identity";

/** So long an invite that was let go may take to leave: time to answer the calendar's own questions. */
export const LEAVES = 120_000;

/** The same where the request says nothing of what it carries, or the page of what was let go: then nothing but the
 *  time, and that the user has not gone on to something else, says that the one is the other. */
export const LEAVES_UNSEEN = 10_000;

/** Invites that were let go. */
export class Passes {
  #granted: { invite: Snapshot; at: number; over: boolean }[] = [];

  /** This invite was let go. */
  grant(invite: Snapshot, at: number): void {
    this.#granted = this.#granted.filter((one) => at - one.at < LEAVES);
    this.#granted.push({ invite, at, over: false });
  }

  /** The user goes on to something else: what leaves now is told from what was let go by what it carries. */
  over(): void {
    for (const one of this.#granted) one.over = true;
  }

  /** Whether a request carries what was let go: the same title and nobody who was not there. `null` is a request
   *  of which nothing is known. */
  covers(request: Snapshot | null, at: number): boolean {
    return this.#granted.some((one) => {
      const ago = at - one.at;
      const soon = !one.over && ago < LEAVES_UNSEEN;
      if (request === null) return soon;
      const known = one.invite.title !== "" && request.title !== "";
      return (known ? ago < LEAVES : soon) && sameTitle(one.invite, request) && guestsWithin(one.invite, request);
    });
  }
}
