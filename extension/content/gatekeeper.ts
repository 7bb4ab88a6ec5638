// Carries out what the hold's state machine decides, with the site, the frame and the background. Every
// failure of the page script ends in here, at one place, and fails open.

import type { Cause, FromGate, Snapshot } from "../generated/protocol";
import { confirmPass } from "./confirm";
import { Departures } from "./departures";
import { proves } from "./description";
import * as extension from "./extension";
import { Frame } from "./frame";
import type { Listener } from "./hear";
import { type Held, heldCommit } from "./held";
import { COLD_DEADLINE, DEADLINE, type Effect, type Event as HoldEvent, IDLE, type State, step } from "./hold";
import { inviteOthers, sameInvite } from "./identity";
import { offerRemains, type RemainsWords } from "./remains";
import type { Told } from "./request/told";
import type { RequestListener } from "./requests";
import type { Commit, GestureKind, Site } from "./sites/site";
import type { WatchListener } from "./watch";

/** How long a frame outlives the last editor: it may still be handing its record over. */
const LINGER = 3_000;

/** Time for the page to take over, or to undo, what was written; then it is read back. */
const SETTLE = 60;

/** How often a hidden frame is started anew beside an editor whose page takes it away. */
const RESTARTS = 5;

/** A question that comes up so soon after a gesture was let go belongs to it, in milliseconds. */
const FOLLOWS = 5_000;

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
  /** The editor whose own gestures go through, and which kinds already have: each once. */
  #pass: { editor: Element; spent: Set<GestureKind> } | null = null;
  readonly #editors = new Set<Element>();
  /** Open editors as they were when the user first did something; null for new events. */
  readonly #before = new WeakMap<Element, Snapshot | null>();
  /** Whether a question belongs to a gesture that was let go. */
  readonly #questions = new WeakMap<Element, boolean>();
  readonly #kept = new WeakMap<object, { kept: string; text: string }>();
  /** Invites that the user decided about, by editor: a calendar may ask to save the same again. */
  readonly #decided = new WeakMap<object, Snapshot>();
  readonly #departures: Departures;
  /** When a gesture was last let go, on the clock of `performance.now`. */
  #through = -Infinity;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #restarts = 0;
  #awaitsLoad = false;
  #stopped = false;

  constructor(site: () => Site, words: () => Words, leave: () => void) {
    this.#site = site;
    this.#readWords = words;
    this.#leave = leave;
    // Put into a page that is there already, after an update: how these were before, nobody saw.
    this.#safely(() => site().editors().forEach((editor) => this.#before.set(editor, null)));
    this.#departures = new Departures({
      busy: () => this.#state.name !== "idle",
      hold: (held) => this.#hold(held),
    });
    const safely = (work: () => void) => this.#safely(work);
    this.#frame = new Frame({
      address: () => this.#address(),
      message: (message) => safely(() => this.#heard(message)),
      trouble: (what) => safely(() => this.#troubled(what)),
      escape: () => this.escape(),
    });
  }

  // What is heard.

  touched(target: Element): void {
    const at = this.#site();
    const open = at.editors();
    // Not only those that the watch has seen by now: it looks once a frame, and a frame may be late.
    for (const editor of open) {
      if (!this.#before.has(editor)) this.#safely(() => this.#before.set(editor, this.#asItWas(editor)));
    }
    // Whoever goes on elsewhere has done with what was let go: the next question is about something new.
    const here = (element: Element) => element.contains(target);
    const elsewhere = !open.some(here) && !(at.questions?.() ?? []).some(here);
    if (elsewhere) this.#through = -Infinity;
    this.#departures.touched(elsewhere);
  }

  gesture(kind: GestureKind, target: Element, repeat: boolean): boolean {
    this.#stopped = false;
    // Until it is held, a gesture that fails goes on to the calendar: that is an invite unjudged.
    const loose = () => extension.unchecked(this.#site().name, "fault");
    this.#safely(() => {
      const site = this.#site();
      const commit = site.commit(kind, target);
      if (commit) this.#commit(site, commit, kind, repeat);
      else this.#cancels(site, kind, target);
    }, loose);
    return this.#stopped;
  }

  #commit(site: Site, commit: Commit, kind: GestureKind, repeat: boolean): void {
    const at = performance.now();
    const { editor } = commit;
    const pass = this.#pass;
    if (pass?.editor === editor && !pass.spent.has(kind)) {
      pass.spent.add(kind);
      return;
    }
    if (this.#state.name !== "idle") {
      this.#happen({ type: "gesture", at, editor, others: true, decided: false, repeat, patience: DEADLINE });
      return;
    }
    const judged = site.read(editor);
    const others = inviteOthers(judged);
    if (others && !extension.alive()) {
      extension.unchecked(site.name, "extension_updated");
      this.retire();
      return;
    }
    const before = this.#decided.get(editor);
    const decided = (before !== undefined && sameInvite(before, judged, true)) || this.#belongs(site, editor, at);
    const patience = this.#editors.has(editor) ? DEADLINE : COLD_DEADLINE;
    // A duplicate takes its original's place in the same editor: it is new.
    const was = site.exists(editor) === true ? (this.#before.get(editor) ?? null) : null;
    this.#held = heldCommit(site, commit, judged, was);
    this.#happen({ type: "gesture", at, editor, others, decided, repeat, patience });
    if (!this.#stopped) this.wentThrough(judged);
  }

  /** It answers a question that came up because a gesture was let go. */
  #belongs(site: Site, question: Element, at: number): boolean {
    const questions = site.questions?.() ?? [];
    return questions.includes(question) && (this.#questions.get(question) ?? at - this.#through < FOLLOWS);
  }

  /** The editor as it is, if its event was in the calendar before. */
  #asItWas(editor: Element): Snapshot | null {
    const site = this.#site();
    return site.exists(editor) === true ? site.read(editor) : null;
  }

  #cancels(site: Site, kind: GestureKind, target: Element): void {
    const snapshot = site.cancels?.(kind, target) ?? null;
    if (snapshot && inviteOthers(snapshot)) this.#departures.callsOff(snapshot);
  }

  /** This invite was let go, here or in a window that this page has opened and draws in. */
  wentThrough(invite: Snapshot): void {
    this.#through = performance.now();
    this.#departures.letGo(invite);
  }

  actsEarly(): boolean {
    return this.#site().acts === "mouseup";
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
    this.#rest();
  }

  questioned(question: Element): void {
    this.#questions.set(question, performance.now() - this.#through < FOLLOWS);
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

  leaving(told: Told, decide: (go: boolean) => void): "go" | "hold" {
    let answer: "go" | "hold" = "go";
    this.#safely(() => {
      if (!extension.alive()) {
        extension.unchecked(told.site, "extension_updated");
        this.retire();
        return;
      }
      answer = this.#departures.leaving(told, decide);
    }, () => extension.unchecked(told.site, "fault"));
    return answer;
  }

  abandoned(told: Told): void {
    this.#departures.abandoned(told);
    if (this.#state.name !== "idle" && this.#state.editor === told) this.#safely(() => this.#happen({ type: "gone" }));
  }

  orphaned(told: Told): void {
    if (this.#state.name !== "idle" && this.#state.editor === told) this.#safely(() => this.#gone());
    else {
      this.#departures.abandoned(told);
      extension.unchecked(told.site, "extension_updated");
    }
  }

  #hold(held: Held): void {
    this.#held = held;
    const at = performance.now();
    const patience = COLD_DEADLINE;
    this.#happen({ type: "gesture", at, editor: held.subject, others: true, decided: false, repeat: false, patience });
  }

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
        this.#kept.set(this.#held.subject, message);
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
    const now = this.#held.read();
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
    this.#safely(() => this.retire());
  }

  /** Unhooks everything: the extension is gone, or this calendar was taken off the list. */
  retire(): void {
    this.#gone();
    this.#departures.end();
    this.#leave();
    this.#frame.stop();
  }

  /** What is held is let go and counted, and what was typed is offered. */
  #gone(): void {
    if (this.#state.name !== "idle") this.#happen({ type: "failure", at: performance.now(), cause: "extension_updated" });
  }

  // What is done.

  #happen(event: HoldEvent): void {
    const [state, effects] = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
    if (state.name !== "idle") return;
    // After this task: what the frame still has to say of this hold comes first.
    setTimeout(() => this.#safely(() => this.#state.name === "idle" && this.#departures.next()));
    this.#rest();
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
      case "refuse": this.#refuse(); break;
      case "over": this.#frame.send({ type: "over", hold: effect.hold }); break;
      case "unchecked": this.#unchecked(effect.cause); break;
      case "offer": this.#offer(); break;
    }
  }

  #ask(hold: number): void {
    const held = this.#held;
    if (!held) return;
    // Sent now or, if the frame is not there yet, when it says that it is ready.
    this.#frame.start();
    const kept = this.#kept.get(held.subject)?.kept ?? "";
    this.#frame.send({ type: "ask", hold, snapshot: held.judged, before: held.before, kept });
  }

  #wake(at: number): void {
    setTimeout(() => {
      this.#safely(() => this.#happen({ type: "time", at: Math.max(at, performance.now()), up: this.#frame.ready }));
    }, Math.max(0, at - performance.now()));
  }

  #write({ hold, patch }: Effect & { type: "write" }): void {
    const held = this.#held;
    if (!held) return;
    const answer = (ok: boolean) => this.#frame.send({ type: "written", hold, ok });
    if (!held.write(patch)) {
      answer(false);
      return;
    }
    setTimeout(() => this.#safely(() => answer(proves(held.lines(), patch.proof))), SETTLE);
  }

  #replay(decided: boolean): void {
    const held = this.#held;
    if (!held) return;
    const { subject, judged } = held;
    if (decided) this.#decided.set(subject, judged);
    this.wentThrough(judged);
    if (subject instanceof Element) this.#pass = { editor: subject, spent: new Set() };
    try {
      if (!held.again()) extension.unchecked(judged.site, "save_not_found", 1, judged);
    } finally {
      this.#pass = null;
    }
    // What was typed in a gate that was lost is offered first.
    if (decided) this.#kept.delete(subject);
  }

  #refuse(): void {
    const held = this.#held;
    if (!held) return;
    if (!(held.subject instanceof Element)) this.#departures.refused(held.judged);
    held.refuse();
  }

  #unchecked(cause: Cause): void {
    const judged = this.#held?.judged ?? null;
    extension.unchecked(judged?.site ?? this.#site().name, cause, 1, judged);
  }

  #offer(): void {
    const text = this.#held && this.#kept.get(this.#held.subject)?.text;
    if (text && this.#words) offerRemains(text, this.#words);
  }

  /** Without an editor the frame is not kept for long. */
  #rest(): void {
    // The last one counts: a frame that was used since has something to hand over again.
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      if (this.#editors.size === 0 && this.#state.name === "idle") this.#frame.stop();
    }, LINGER);
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
