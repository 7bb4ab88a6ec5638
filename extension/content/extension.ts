// What the page script needs of its own extension: messages to the background, addresses, texts, and whether
// the extension is still there. After an update an open page keeps its old script, which nobody answers any
// more; what that script lets through is counted in the page's sessionStorage and reported by the next one.

import type { CalendarRead, Cause, FromPage, Minted, Snapshot } from "../generated/protocol";

const UNCHECKED = "converel.unchecked";

/** False once the extension was updated, reloaded or removed under the open page. */
export function alive(): boolean {
  try {
    // Typed as always there; it is not in an orphaned script.
    return (chrome.runtime as { id?: string } | undefined)?.id !== undefined;
  } catch {
    return false;
  }
}

async function send(message: FromPage): Promise<unknown> {
  if (!alive()) throw new Error("the extension is gone");
  return chrome.runtime.sendMessage(message);
}

/** The address of the gate with a fresh one-time token. */
export async function mintedGate(): Promise<string> {
  const { token } = (await send({ type: "mint" })) as Minted;
  return `${chrome.runtime.getURL("gate.html")}#${token}`;
}

/** Tells the background what is watched here, for the badge and the popup. */
export function watching(site: string, fault: Cause | null): void {
  // The badge is not worth a failure: nobody waits for it.
  send({ type: "watching", site, fault }).catch(() => undefined);
}

/** Counts invites that went out unjudged; `snapshot` is what is known of one. */
export function unchecked(site: string, cause: Cause, count = 1, snapshot: Snapshot | null = null): void {
  send({ type: "unchecked", site, cause, count, snapshot }).catch(() => remember(count));
}

/** Records that a meeting was called off. */
export function cancelled(snapshot: Snapshot): void {
  send({ type: "cancelled", snapshot }).catch(() => undefined);
}

/** What the core reads in iCalendar text. It throws where nobody reads it. */
export async function readCalendar(site: string, text: string): Promise<CalendarRead> {
  const read = (await send({ type: "read_calendar", site, text })) as CalendarRead | undefined;
  if (read === undefined) throw new Error("nobody reads it");
  return read;
}

/** Reports what an orphaned script of this page had to let through. */
export function reportRemembered(site: string): void {
  const count = remembered();
  if (count === 0) return;
  window.sessionStorage.removeItem(UNCHECKED);
  unchecked(site, "extension_updated", count);
}

function remember(count: number): void {
  try {
    window.sessionStorage.setItem(UNCHECKED, String(remembered() + count));
  } catch {
    // Storage is closed in sandboxed frames; there is nowhere left to count.
  }
}

function remembered(): number {
  try {
    // The page can write here too: only a plausible number is believed.
    const count = Number(window.sessionStorage.getItem(UNCHECKED));
    return Number.isInteger(count) && count > 0 && count < 1_000 ? count : 0;
  } catch {
    return 0;
  }
}

/** A text of the extension in the user's language. */
export const text = (key: string): string => chrome.i18n.getMessage(key);
