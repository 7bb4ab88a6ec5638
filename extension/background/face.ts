// What the toolbar button says of a tab, decided from what the tab's frames last said. The browser is not asked
// anything here; badge.ts shows it.

import type { Cause } from "../generated/protocol";

/** What the content script of one frame last said. */
export interface Frame {
  /** The site's short name, or empty where the page is no calendar we know. */
  site: string;
  fault: Cause | null;
  /** Where it said so. */
  origin: string;
}

/** What is known of a tab. */
export interface TabState {
  /** By the browser's number of the frame; the page itself is 0. */
  frames: Record<string, Frame>;
  /** The last unchecked invite that nobody has looked at yet. */
  unchecked: { site: string; cause: Cause } | null;
}

/** What is the same for all tabs. */
export interface Everywhere {
  paused: boolean;
  /** How many proposed decisions have come to their last day for comments. */
  due: number;
}

/** What a tab's button shows. */
export interface Face {
  /** `none`: as all tabs, which is nothing, the pause, or how many decisions are due. */
  mark: "watched" | "warning" | "none";
  /** Its title; empty: as all tabs. */
  title: string;
}

/** Gives a message of the extension. */
export type Text = (name: string, ...substitutions: string[]) => string;

/** Gives the form of a message that fits a count, which is its `$1`. */
export type Plural = (name: string, count: number) => string;

/** The name of each cause's message; the compiler sees to it that none is missing. */
const CAUSES: Record<Cause, string> = {
  core_not_ready: "badge_cause_core_not_ready",
  frame_blocked: "badge_cause_frame_blocked",
  covered: "badge_cause_covered",
  extension_updated: "badge_cause_extension_updated",
  save_not_found: "badge_cause_save_not_found",
  journal_unavailable: "badge_cause_journal_unavailable",
  invite_changed: "badge_cause_invite_changed",
  unseen: "badge_cause_unseen",
  fault: "badge_cause_fault",
};

const SITES: Record<string, string> = {
  google: "Google Calendar",
  outlook: "Outlook",
  proton: "Proton Calendar",
  sogo: "SOGo",
  nextcloud: "Nextcloud Calendar",
  roundcube: "Roundcube",
  zimbra: "Zimbra",
};

/** The site of an address where no calendar is recognised and which saves by CalDAV all the same. */
export const CALDAV = "caldav";

export function isCause(value: unknown): value is Cause {
  return typeof value === "string" && Object.hasOwn(CAUSES, value);
}

/** A calendar's frame with a fault, else the page itself if it is a calendar, else any frame that is one. */
export function foremost(state: TabState | undefined): Frame | undefined {
  const frames = Object.values(state?.frames ?? {}).filter(({ site }) => site !== "");
  const page = state?.frames["0"];
  return frames.find(({ fault }) => fault !== null) ?? (page?.site ? page : frames[0]);
}

/** What the button shows where a tab has nothing of its own to say. The pause goes first: it is the shorter. */
export function everywhereFace({ paused, due }: Everywhere, text: Text, plural: Plural): { mark: string; title: string } {
  if (paused) return { mark: "II", title: text("badge_paused") };
  if (due > 0) return { mark: due > 99 ? "99+" : String(due), title: plural("badge_decisions", due) };
  return { mark: "", title: text("extension_name") };
}

/**
 * How many last days for comments are today (`YYYY-MM-DD`) or earlier: those of the log, and those of what the gate
 * handed over and the log has not taken in yet, both as they are stored.
 */
export function dueBy(days: unknown, inbox: unknown, today: string): number {
  const isDue = (day: unknown) => typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) && day <= today;
  const dayOf = (entry: unknown) =>
    typeof entry === "object" && entry !== null && "comment_by" in entry ? entry.comment_by : undefined;
  const list = (stored: unknown): unknown[] => (Array.isArray(stored) ? stored : []);
  return list(days).filter(isDue).length + list(inbox).map(dayOf).filter(isDue).length;
}

/** The day of the user's own zone at this time, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The form of a message (`one=…|other=…`) that a plural category of the user's language has. */
export function form(message: string, category: string): string {
  const forms = new Map(message.split("|").map((part): [string, string] => {
    const at = part.indexOf("=");
    return [part.slice(0, at), part.slice(at + 1)];
  }));
  return forms.get(category) ?? forms.get("other") ?? message;
}

/** What the button shows for a tab. A fault is shown in the pause too: it outlasts the pause. */
export function faceOf(state: TabState | undefined, everywhere: Everywhere, text: Text): Face {
  const name = (site: string) => (site === CALDAV ? text("site_caldav") : SITES[site]) ?? site;
  const frame = foremost(state);
  if (frame?.fault) {
    return { mark: "warning", title: text("badge_fault", name(frame.site), text(CAUSES[frame.fault])) };
  }
  if (state?.unchecked) {
    const { site, cause } = state.unchecked;
    return { mark: "warning", title: text("badge_unchecked", name(site), text(CAUSES[cause])) };
  }
  // A watched tab's own mark makes room for what is to be said everywhere.
  if (frame === undefined || everywhere.paused || everywhere.due > 0) return { mark: "none", title: "" };
  return { mark: "watched", title: text("badge_watched", name(frame.site)) };
}
