// The toolbar button: what it shows for a tab, and for all of them while the gate is paused.

import type { Cause } from "../generated/protocol";
import { api } from "./api";
import type { TabState } from "./state";

const WARNING = "#b45309";
const QUIET = "#475569";

/** A tab shows what all tabs show: nothing, or the pause. Both browsers take `null`; the types do not know it. */
const AS_ALL_TABS = null as unknown as string;

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

export function isCause(value: unknown): value is Cause {
  return typeof value === "string" && Object.hasOwn(CAUSES, value);
}

const SITES: Record<string, string> = { google: "Google Calendar", sogo: "SOGo" };

/** Shows what is known of a tab. */
export async function showTab(tab: number, state: TabState): Promise<void> {
  const site = SITES[state.site] ?? state.site;
  if (state.fault !== null) {
    await warn(tab, text("badge_fault", site, text(CAUSES[state.fault])));
  } else if (state.unchecked !== null) {
    await warn(tab, text("badge_unchecked", site, text(CAUSES[state.unchecked])));
  } else {
    await shown(api.action.setBadgeText({ tabId: tab, text: AS_ALL_TABS }));
    const title = site === "" ? text("extension_name") : text("badge_watched", site);
    await shown(api.action.setTitle({ tabId: tab, title }));
  }
}

/** Says that this tab was open before the extension was there, or before its update. */
export async function showReload(tab: number): Promise<void> {
  await warn(tab, text("badge_reload"));
}

/** Shows or takes away the pause. */
export async function showPause(until: number): Promise<void> {
  await shown(api.action.setBadgeBackgroundColor({ color: QUIET }));
  await shown(api.action.setBadgeText({ text: until > 0 ? "II" : "" }));
  await shown(api.action.setTitle({ title: text(until > 0 ? "badge_paused" : "extension_name") }));
}

async function warn(tab: number, title: string): Promise<void> {
  await shown(api.action.setBadgeBackgroundColor({ tabId: tab, color: WARNING }));
  await shown(api.action.setBadgeText({ tabId: tab, text: "!" }));
  await shown(api.action.setTitle({ tabId: tab, title }));
}

/** A tab may be gone by the time its badge is set; then there is nothing to show. */
async function shown(done: Promise<void>): Promise<void> {
  await done.catch(() => undefined);
}

function text(name: string, ...substitutions: string[]): string {
  return api.i18n.getMessage(name, substitutions);
}
