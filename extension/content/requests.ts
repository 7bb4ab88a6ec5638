// The page layer's end of the bond with the request layer (request/): it is asked about each request that
// commits, and answers at once or later.

import type { Told } from "./request/told";

/** Who decides about requests. */
export interface RequestListener {
  /** A request that commits is about to leave. `go` lets it. With `hold`, `decide` is called later and once: true
   *  lets it leave, false refuses it. */
  leaving(told: Told, decide: (go: boolean) => void): "go" | "hold";
  /** The page has given a held request up; `decide` does nothing any more. */
  abandoned(told: Told): void;
}

/** The bond; until the signal is aborted. */
export class Requests {
  /** The other end has answered. */
  bonded = false;

  constructor(_listener: RequestListener, _signal: AbortSignal) {
    this.bonded = false;
  }
}
