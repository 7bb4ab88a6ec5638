// Carries out what the hold's state machine decides, with the site, the frame and the background. Every
// failure of the page script ends in here, at one place, and fails open.

import type { FromGate, Snapshot } from "../generated/protocol";
import * as extension from "./extension";
import { Frame } from "./frame";
import { confirmPass } from "./confirm";
import type { Listener } from "./hear";
import { type Effect, type Event as HoldEvent, IDLE, type State, step } from "./hold";
import { sameInvite } from "./identity";
import { proves } from "./description";
import { offerRemains, type RemainsWords } from "./remains";
import type { RequestListener } from "./requests";
import type { Commit, GestureKind, Site } from "./sites/site";
import type { WatchListener } from "./watch";

/** How long a frame outlives the last editor: it may still be handing its record over. */
const LINGER = 3_000;

/** Time for the page to take over, or to undo, what was written; then it is read back. */
const SETTLE = 60;

/** How often a hidden frame is started anew beside an editor whose page takes it away. */
const RESTARTS = 5;

interface Held {
  commit: Commit;
  /** The invite as it was last put before the frame. */
  judged: Snapshot;
}

/** What is said in the page itself. */
interface Words extends RemainsWords {
  passed: string;
}

/** One page's gatekeeper. */
export class Gatekeeper implements Listener, WatchListener, RequestListener {
  readonly #site: () => Site;
  readonly #readWords: () => Words;
  /** Read when a frame is started: the extension may be gone when they are needed. */
  #words: Words | null = null;
  /** Unhooks everything: the extension is gone. */
  readonly #leave: () => void;
  readonly #frame: Frame;
  #state: State = IDLE;
  #held: Held | null = null;
  /** The editor whose own events go through, and which kinds already have: each once. */
  #pass: { editor: Element; spent: Set<string> } | null = null;
  readonly #editors = new Set<Element>();
  readonly #kept = new WeakMap<Element, { kept: string; text: string }>();
  /** Invites that the user decided about, by editor: a calendar may ask to save the same again. */
  readonly #decided = new WeakMap<Element, Snapshot>();
  #restarts = 0;
  #awaitsLoad = false;
  #stopped = false;

  constructor(site: () => Site, words: () => Words, leave: () => void) {
    this.#site = site;
    this.#readWords = words;
    this.#leave = leave;
    const safely = (work: () => void) => this.#safely(work);
    this.#frame = new Frame({
      address: () => this.#address(),
      message: (message) => safely(() => this.#heard(message)),
      trouble: (what) => safely(() => this.#troubled(what)),
      escape: () => this.escape(),
    });
  }

  // What is heard.

  passing(event: Event): boolean {
    const pass = this.#pass;
    if (!pass || !(event.target instanceof Element) || !pass.editor.contains(event.target)) return false;
    if (pass.spent.has(event.type)) return false;
    pass.spent.add(event.type);
    return true;
  }

  gesture(kind: GestureKind, target: Element, repeat: boolean): boolean {
    this.#stopped = false;
    // Until it is held, a gesture that fails goes on to the calendar: that is an invite unjudged.
    const loose = () => extension.unchecked(this.#site().name, "fault");
    this.#safely(() => {
      const commit = this.#site().commit(kind, target);
      if (!commit) return;
      const at = performance.now();
      const { editor } = commit;
      if (this.#state.name !== "idle") {
        this.#happen({ type: "gesture", at, editor, others: true, decided: false, repeat });
        return;
      }
      const judged = this.#site().read(editor);
      const others = inviteOthers(judged);
      if (others && !extension.alive()) {
        extension.unchecked(this.#site().name, "extension_updated");
        this.retire();
        return;
      }
      const before = this.#decided.get(editor);
      const decided = before !== undefined && sameInvite(before, judged);
      this.#held = { commit, judged };
      this.#happen({ type: "gesture", at, editor, others, decided, repeat });
    }, loose);
    return this.#stopped;
  }

  asking(): boolean {
    return this.#state.name === "asking";
  }

  own(target: EventTarget | null): boolean {
    return this.#frame.isHost(target);
  }

  escape(): void {
    if (this.asking()) this.#frame.send({ type: "escape", hold: this.#state.hold });
  }

  // What is seen.

  opened(editor: Element): void {
    this.#editors.add(editor);
    this.#restarts = 0;
    this.#warm();
  }

  closed(editor: Element, unguarded: boolean): void {
    this.#editors.delete(editor);
    if (this.#state.name !== "idle" && this.#state.editor === editor) this.#safely(() => this.#happen({ type: "gone" }));
    if (unguarded) extension.unchecked(this.#site().name, "save_not_found");
    setTimeout(() => {
      if (this.#editors.size === 0 && this.#state.name === "idle") this.#frame.stop();
    }, LINGER);
  }

  fault(missing: boolean): void {
    extension.watching(this.#site().name, missing ? "save_not_found" : null);
  }

  changed(): void {
    // The page may have taken a waiting frame away.
    if (this.#state.name === "idle") this.#warm();
  }

  invitesOthers(editor: Element): boolean {
    let others = false;
    this.#safely(() => {
      others = inviteOthers(this.#site().read(editor));
    });
    return others;
  }

  // What leaves.

  leaving(): "go" | "hold" {
    return "go";
  }

  abandoned(): void {}

  // What the frame says.

  #heard(message: FromGate): void {
    const at = performance.now();
    switch (message.type) {
      case "ready":
        // Held or asked before the frame was there, or its predecessor was lost.
        if (this.#state.name !== "idle" && this.#state.deadline !== null) this.#ask(this.#state.hold);
        return;
      case "pass":
      case "release":
        this.#happen({ type: message.type, at, hold: message.hold, same: this.#same(message.hold) });
        if (message.type === "pass" && message.confirm && this.#words && this.#state.name === "idle") {
          confirmPass(this.#words.passed);
        }
        // The gate outlives an update in Chrome, but its decisions cannot be kept any more.
        if (this.#state.name === "idle" && !extension.alive()) {
          extension.unchecked(this.#site().name, "extension_updated");
          this.retire();
        }
        return;
      case "keep":
        if (!this.#held || message.hold !== this.#state.hold) return;
        this.#kept.set(this.#held.commit.editor, message);
        this.#frame.note(message.text);
        return;
      case "covered":
        if (message.hold === this.#state.hold) this.#happen({ type: "trouble", at, with: "dialog" });
        return;
      case "show":
      case "write":
      case "drop":
        this.#happen(message);
    }
  }

  /** Whether the editor still holds what was judged; if not, that is judged next. */
  #same(hold: number): boolean {
    if (!this.#held || hold !== this.#state.hold) return true;
    const now = this.#site().read(this.#held.commit.editor);
    const same = sameInvite(this.#held.judged, now);
    this.#held.judged = now;
    return same;
  }

  #troubled(what: "dialog" | "frame"): void {
    if (this.#state.name !== "idle") this.#happen({ type: "trouble", at: performance.now(), with: what });
    else if (what === "frame" && this.#editors.size > 0) this.#warm();
  }

  #warm(): void {
    if (this.#frame.started || this.#restarts > RESTARTS || this.#editors.size === 0) return;
    // A frame put into a page that is still loading holds up the page's load event; so it is started after it.
    if (document.readyState !== "complete") {
      if (!this.#awaitsLoad) window.addEventListener("load", () => setTimeout(() => this.#warm()), { once: true });
      this.#awaitsLoad = true;
      return;
    }
    this.#restarts += 1;
    this.#frame.start();
  }

  async #address(): Promise<string> {
    try {
      this.#words ??= this.#readWords();
      return await extension.mintedGate();
    } catch (error) {
      if (!extension.alive()) this.#orphaned();
      throw error;
    }
  }

  #orphaned(): void {
    this.#safely(() => this.#happen({ type: "failure", at: performance.now(), cause: "extension_updated" }));
    this.retire();
  }

  /** Unhooks everything: the extension is gone, or this calendar was taken off the list. */
  retire(): void {
    this.#leave();
    this.#frame.stop();
  }

  // What is done.

  #happen(event: HoldEvent): void {
    const [state, effects] = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: Effect): void {
    switch (effect.type) {
      case "stop": this.#stopped = true; break;
      case "ask": this.#ask(effect.hold); break;
      case "wake": this.#wake(effect.at); break;
      case "open": this.#frame.open(); break;
      case "close": this.#frame.close(); break;
      case "restart": this.#frame.restart(); break;
      case "write": this.#write(effect); break;
      case "replay": this.#replay(effect.decided); break;
      case "over": this.#frame.send({ type: "over", hold: effect.hold }); break;
      case "unchecked": extension.unchecked(this.#site().name, effect.cause); break;
      case "offer": this.#offer(); break;
    }
  }

  #ask(hold: number): void {
    const held = this.#held;
    if (!held) return;
    // Sent now or, if the frame is not there yet, when it says that it is ready.
    this.#frame.start();
    const kept = this.#kept.get(held.commit.editor)?.kept ?? "";
    this.#frame.send({ type: "ask", hold, snapshot: held.judged, before: null, kept });
  }

  #wake(at: number): void {
    setTimeout(() => {
      this.#safely(() => this.#happen({ type: "time", at: Math.max(at, performance.now()), up: this.#frame.ready }));
    }, Math.max(0, at - performance.now()));
  }

  #write({ hold, patch }: Effect & { type: "write" }): void {
    const editor = this.#held?.commit.editor;
    if (!editor) return;
    const answer = (ok: boolean) => this.#frame.send({ type: "written", hold, ok });
    if (!this.#site().write(editor, patch)) {
      answer(false);
      return;
    }
    setTimeout(() => this.#safely(() => answer(proves(this.#site().lines(editor), patch.proof))), SETTLE);
  }

  #replay(decided: boolean): void {
    const held = this.#held;
    if (!held) return;
    const { editor, again } = held.commit;
    if (decided) this.#decided.set(editor, held.judged);
    this.#pass = { editor, spent: new Set() };
    try {
      if (!again()) extension.unchecked(this.#site().name, "save_not_found");
    } finally {
      this.#pass = null;
    }
    // What was typed in a gate that was lost is offered first.
    if (decided) this.#kept.delete(editor);
  }

  #offer(): void {
    const editor = this.#held?.commit.editor;
    const text = editor && this.#kept.get(editor)?.text;
    if (text && this.#words) offerRemains(text, this.#words);
  }

  /** The one place where failures end: what is held is released, and counted; with nothing held, `loose`. */
  #safely(work: () => void, loose?: () => void): void {
    try {
      work();
    } catch (error) {
      console.warn("converel: let go because of", error);
      if (this.#state.name === "idle") loose?.();
      else this.#safely(() => this.#happen({ type: "failure", at: performance.now(), cause: "fault" }));
    }
  }
}

/** Somebody else is on the guest list, or text stands in the guest box. */
function inviteOthers(snapshot: Snapshot): boolean {
  const own = new Set(snapshot.own.map((address) => address.toLowerCase()));
  return (
    snapshot.typed_guest !== "" ||
    snapshot.guests.some((guest) => !guest.organizer && !own.has(guest.email.toLowerCase()))
  );
}
