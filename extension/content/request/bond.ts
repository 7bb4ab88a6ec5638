// The request layer's end of the bond with the page layer (requests.ts). Both begin before any script of the page,
// in either order. A secret that the page layer made is handed over once, by an event on the document; after that it
// is in the types of the events that go between them, and only text goes with them. Whatever is needed for that is
// taken from the page's world before the page could change it.
//
// Asking is synchronous: the page layer answers inside the event that asks it. No answer is "go".

import { method } from "./disguise";
import { HELLO, toPageLayer, toRequests, type FromPageLayer, type FromRequests } from "./messages";
import type { Answer, Told } from "./told";

/** How often a page layer that is waited for must show that it is still there, in milliseconds. */
const PULSE = 1_000;

/** What is called once, when a held request is decided about. */
export type Settle = (answer: "go" | "refuse") => void;

/** The bond. */
export class Bond {
  readonly #natives = natives();
  #secret = "";
  #ids = 0;
  /** What is being asked now. */
  readonly #asked = new Map<number, Answer>();
  /** What waits for an answer. */
  readonly #held = new Map<number, Settle>();
  #pulse = 0;
  #beats = 0;

  constructor() {
    this.#natives.listen(HELLO, (secret) => {
      if (this.#secret !== "" || secret === "") return;
      this.#secret = secret;
      this.#natives.listen(toRequests(secret), (text) => this.#hear(this.#natives.parse(text) as FromPageLayer));
      this.#say({ type: "bonded" });
    });
    this.#natives.tell(HELLO, "");
  }

  /** Tells of a request. With "hold", `settle` is called once, later. The number names it to `gone`. */
  ask(told: Told, settle: Settle): readonly [answer: Answer, id: number] {
    const id = ++this.#ids;
    if (this.#secret === "") return ["go", id];
    this.#asked.set(id, "go");
    this.#say({ type: "ask", id, told });
    const answer = this.#asked.get(id) ?? "go";
    this.#asked.delete(id);
    if (answer === "hold") this.#hold(id, settle);
    return [answer, id];
  }

  /** The page has given a held request up. */
  gone(id: number): void {
    if (this.#take(id)) this.#say({ type: "gone", id });
  }

  #hold(id: number, settle: Settle): void {
    this.#held.set(id, settle);
    if (this.#held.size === 1) this.#pulse = this.#natives.every(PULSE, () => this.#check());
  }

  #hear(message: FromPageLayer): void {
    if (message.type === "pulse") this.#beats += 1;
    else if (this.#asked.has(message.id)) this.#asked.set(message.id, message.answer);
    else if (message.answer !== "hold") this.#take(message.id)?.(message.answer);
  }

  #take(id: number): Settle | undefined {
    const settle = this.#held.get(id);
    if (this.#held.delete(id) && this.#held.size === 0) this.#natives.stop(this.#pulse);
    return settle;
  }

  /** An extension that is updated takes its page layer with it, and nobody says so. */
  #check(): void {
    const before = this.#beats;
    this.#say({ type: "pulse" });
    if (this.#beats !== before) return;
    for (const id of [...this.#held.keys()]) this.#take(id)?.("go");
  }

  #say(message: FromRequests): void {
    this.#natives.tell(toPageLayer(this.#secret), this.#natives.stringify(message));
  }
}

/** The page's natives as they are before the page runs. */
function natives() {
  const { parse, stringify } = JSON;
  const [every, stop] = [setInterval, clearInterval];
  const add = method(EventTarget.prototype, "addEventListener");
  const dispatch = method(EventTarget.prototype, "dispatchEvent");
  const detail = method(Object.getOwnPropertyDescriptor(CustomEvent.prototype, "detail") ?? {}, "get");
  const Message = CustomEvent;
  const page = document;
  return {
    parse: (text: string): unknown => parse(text),
    stringify: (message: FromRequests): string => stringify(message),
    every: (milliseconds: number, work: () => void): number => every(work, milliseconds),
    stop: (timer: number) => stop(timer),
    tell: (type: string, text: string) => dispatch(page, [new Message(type, { detail: text })]),
    listen(type: string, hear: (text: string) => void): void {
      const heard = (event: Event) => {
        const text = detail(event, []);
        if (typeof text === "string") hear(text);
      };
      add(page, [type, heard]);
    },
  };
}
