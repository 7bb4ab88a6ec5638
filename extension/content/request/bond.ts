// The request layer's end of the bond with the page layer (requests.ts). Both begin before any script of the page,
// in either order. A secret that the page layer made is handed over once, by an event on the document; after that it
// is in the types of the events that go between them, and only text goes with them. Whatever is needed for that is
// taken from the page's world before the page could change it.
//
// Asking is synchronous: the page layer answers inside the event that asks it. No answer is "go".

import { dispatch, method } from "./disguise";
import { GATE, HELLO, toPageLayer, toRequests, type FromPageLayer, type FromRequests } from "./messages";
import type { Answer, Told } from "./told";

/** How often a page layer that is waited for must show that it is still there, in milliseconds. */
const PULSE = 1_000;

const { parse, stringify } = JSON;
const [every, stop] = [method(window, "setInterval"), method(window, "clearInterval")];
const add = method(EventTarget.prototype, "addEventListener");
const detail = method(Object.getOwnPropertyDescriptor(CustomEvent.prototype, "detail") ?? {}, "get");
const Message = CustomEvent;
const page = document;

const tell = (type: string, text: string) => dispatch(page, [new Message(type, { detail: text })]);
const listen = (type: string, hear: (text: string) => void) =>
  add(page, [type, (event: Event) => hear(String(detail(event, [])))]);

/** The bond. */
export class Bond {
  #secret = "";
  #ids = 0;
  /** Who is told what becomes of a request, by its number. */
  readonly #open = new Map<number, (answer: Answer) => void>();
  #beats = 0;

  constructor() {
    listen(HELLO, (secret) => {
      if (this.#secret !== "" || secret === "") return;
      this.#secret = secret;
      listen(toRequests(secret), (text) => this.#hear(parse(text) as FromPageLayer));
      this.#say({ type: "bonded" });
    });
    tell(HELLO, "");
    // A page layer that is ended under its open gate leaves it there, and nobody could close it. The gate of a later
    // page layer is not this one's.
    let pulse = 0;
    add(page, [GATE, ({ target }: Event) => {
      if (!this.#answers()) return;
      stop(window, [pulse]);
      pulse = this.#mourn(() => (target as Element).remove());
    }, true]);
  }

  /**
   * Tells of a request; `settle` is called once with what becomes of it, at once or later. In that case it gives what
   * is to be called if the page gives the request up before.
   */
  ask(told: Told, settle: (answer: Answer) => void): (() => void) | null {
    const id = ++this.#ids;
    let answer = "go" as Answer;
    this.#open.set(id, (given) => (answer = given));
    this.#say({ type: "ask", id, told });
    if (answer !== "hold") {
      this.#open.delete(id);
      settle(answer);
      return null;
    }
    const end = () => {
      stop(window, [pulse]);
      return this.#open.delete(id);
    };
    const settled = (given: Answer) => {
      if (end()) settle(given);
    };
    // An extension that is updated takes its page layer with it, and nobody says so.
    const pulse = this.#mourn(() => settled("go"));
    this.#open.set(id, settled);
    return () => {
      if (end()) this.#say({ type: "gone", id });
    };
  }

  /** Does `work` once the page layer is not there any more. */
  #mourn(work: () => void): number {
    return every(window, [() => this.#answers() || work(), PULSE]) as number;
  }

  /** The page layer is there. */
  #answers(): boolean {
    const before = this.#beats;
    this.#say({ type: "pulse" });
    return this.#beats !== before;
  }

  #hear(message: FromPageLayer): void {
    if (message.type === "pulse") this.#beats += 1;
    else this.#open.get(message.id)?.(message.answer);
  }

  #say(message: FromRequests): void {
    tell(toPageLayer(this.#secret), stringify(message));
  }
}
