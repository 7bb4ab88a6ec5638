// Finds editors as they come and go: one observer, looked at once per animation frame in which the page
// changed. It also notices an editor whose Save is not found, which is a fault to be shown, not passed over.

import { hasSave, type Site } from "./sites/site";

/** How long an editor may be without its Save while it is being drawn, in milliseconds. */
const DRAWN = 1_000;

/** Who is told. */
export interface WatchListener {
  opened(editor: Element): void;
  /** An editor or a question is gone. `unguarded`: its Save was not found, and somebody was invited. */
  closed(editor: Element, unguarded: boolean): void;
  /** An editor is open whose Save is not found, or none is any more. */
  fault(missing: boolean): void;
  /** A question of the calendar's own has come up. */
  questioned(question: Element): void;
  /** The page has changed while an editor is open. */
  changed(): void;
  invitesOthers(editor: Element): boolean;
}

interface Seen {
  /** When its Save was last there; at first, when it appeared. */
  at: number;
  everFound: boolean;
  missing: boolean;
  others: boolean;
}

/** Watches until the signal is aborted. */
export function watchEditors(site: () => Site, listener: WatchListener, signal: AbortSignal): void {
  const seen = new Map<Element, Seen>();
  const questions = new Set<Element>();
  let waiting = false;
  let faulty = false;

  const look = () => {
    waiting = false;
    if (signal.aborted) return;
    const open = site().editors();
    for (const [editor, was] of seen) {
      if (open.includes(editor)) continue;
      seen.delete(editor);
      listener.closed(editor, (was.missing || !was.everFound) && was.others);
    }
    for (const editor of open) {
      if (!seen.has(editor)) {
        seen.set(editor, { at: performance.now(), everFound: false, missing: false, others: false });
        listener.opened(editor);
      }
      inspect(editor);
    }
    const asked = site().questions?.() ?? [];
    for (const question of questions) {
      if (asked.includes(question)) continue;
      questions.delete(question);
      listener.closed(question, false);
    }
    for (const question of asked) {
      if (!questions.has(question)) listener.questioned(question);
      questions.add(question);
    }
    const missing = [...seen.values()].some((editor) => editor.missing);
    if (missing !== faulty) listener.fault((faulty = missing));
    if (seen.size > 0) listener.changed();
  };

  const inspect = (editor: Element) => {
    const was = seen.get(editor);
    if (!was) return;
    const now = performance.now();
    if (hasSave(site(), editor)) {
      Object.assign(was, { at: now, everFound: true, missing: false });
      return;
    }
    was.missing = now - was.at > DRAWN;
    was.others = listener.invitesOthers(editor);
    // Whether or not the page changes again.
    if (!was.missing) setTimeout(later, DRAWN);
  };

  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  };

  const observer = new MutationObserver(later);
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
  later();
}
