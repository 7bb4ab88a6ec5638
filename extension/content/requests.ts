// The page layer's end of the bond with the request layer (request/): it is asked about each request that
// commits, and answers at once or later.

import { alive } from "./extension";
import { HELLO, toPageLayer, toRequests, type FromPageLayer, type FromRequests } from "./request/messages";
import type { Told } from "./request/told";

/** Who decides about requests. */
export interface RequestListener {
  /** A request that commits is about to leave. `go` lets it. With `hold`, `decide` is called later and once: true
   *  lets it leave, false refuses it. */
  leaving(told: Told, decide: (go: boolean) => void): "go" | "hold";
  /** The page has given a held request up; `decide` does nothing any more. */
  abandoned(told: Told): void;
  /** The extension is gone, and with it whoever would decide about this request. */
  orphaned(told: Told): void;
}

/** The bond; until the signal is aborted. */
export class Requests {
  /** The other end has answered. */
  bonded = false;
  readonly #secret = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
  readonly #listener: RequestListener;
  /** Requests that wait for an answer, by the other end's numbers. */
  readonly #open = new Map<number, Told>();

  constructor(listener: RequestListener, signal: AbortSignal) {
    this.#listener = listener;
    const hear = (type: string, work: (text: string) => void) =>
      document.addEventListener(type, (event) => work(String((event as CustomEvent<unknown>).detail)), { signal });
    hear(toPageLayer(this.#secret), (text) => this.#hear(JSON.parse(text) as FromRequests));
    // Once the other end has the secret, whoever asks for it is the page, and gets nothing.
    hear(HELLO, (text) => text === "" && !this.bonded && this.#tell(HELLO, this.#secret));
    this.#tell(HELLO, this.#secret);
    // Nobody will decide about them any more.
    signal.addEventListener("abort", () => [...this.#open.keys()].forEach((id) => this.#answer(id, "go")));
  }

  #hear(message: FromRequests): void {
    switch (message.type) {
      case "bonded":
        this.bonded = true;
        return;
      case "ask": {
        const { id, told } = message;
        this.#open.set(id, told);
        const answer = this.#listener.leaving(told, (go) => this.#answer(id, go ? "go" : "refuse"));
        if (answer === "go") this.#answer(id, "go");
        else if (this.#open.has(id)) this.#say({ type: "answer", id, answer });
        return;
      }
      case "gone": {
        const told = this.#open.get(message.id);
        if (told !== undefined && this.#open.delete(message.id)) this.#listener.abandoned(told);
        return;
      }
      case "pulse":
        this.#say({ type: "pulse" });
        if (!alive()) this.#orphaned();
    }
  }

  /** A gate that is still open is nobody's: what waits is let go. */
  #orphaned(): void {
    for (const [id, told] of [...this.#open]) {
      this.#listener.orphaned(told);
      this.#answer(id, "go");
    }
  }

  #answer(id: number, answer: "go" | "refuse"): void {
    if (this.#open.delete(id)) this.#say({ type: "answer", id, answer });
  }

  #say(message: FromPageLayer): void {
    this.#tell(toRequests(this.#secret), JSON.stringify(message));
  }

  #tell(type: string, text: string): void {
    document.dispatchEvent(new CustomEvent(type, { detail: text }));
  }
}
