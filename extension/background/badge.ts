// The toolbar button: shows what is known of a tab, and for all of them the pause and the decisions that are due.

import { api } from "./api";
import { everywhereFace, faceOf, form, type Everywhere, type TabState } from "./face";

const WARNING = "#b45309";
const QUIET = "#475569";

/** A tab shows what all tabs show. Both browsers take `null`; the types do not know it. */
const AS_ALL_TABS = null as unknown as string;

const MARKS = { watched: "✓", warning: "!", none: AS_ALL_TABS };

/** Shows what is known of a tab. */
export async function showTab(tab: number, state: TabState | undefined, everywhere: Everywhere): Promise<void> {
  const { mark, title } = faceOf(state, everywhere, text);
  // An empty title would be no title: without one of its own a tab has that of all tabs, in words.
  const allTabs = everywhereFace(everywhere, text, plural).title;
  await show(tab, MARKS[mark], title === "" ? allTabs : title, mark === "warning" ? WARNING : QUIET);
}

/** Says that this tab was open before the extension was there, or before its update. */
export async function showReload(tab: number): Promise<void> {
  await show(tab, MARKS.warning, text("badge_reload"), WARNING);
}

/** Shows or takes away what all tabs show. */
export async function showEverywhere(everywhere: Everywhere): Promise<void> {
  const { mark, title } = everywhereFace(everywhere, text, plural);
  await shown(api.action.setBadgeBackgroundColor({ color: QUIET }));
  await shown(api.action.setBadgeText({ text: mark }));
  await shown(api.action.setTitle({ title }));
}

async function show(tab: number, mark: string, title: string, color: string): Promise<void> {
  await shown(api.action.setBadgeBackgroundColor({ tabId: tab, color }));
  await shown(api.action.setBadgeText({ tabId: tab, text: mark }));
  await shown(api.action.setTitle({ tabId: tab, title }));
}

/** A tab may be gone by the time its badge is set; then there is nothing to show. */
async function shown(done: Promise<void>): Promise<void> {
  await done.catch(() => undefined);
}

function plural(name: string, count: number): string {
  const language = api.i18n.getUILanguage();
  const category = new Intl.PluralRules(language).select(count);
  return form(text(name, new Intl.NumberFormat(language).format(count)), category);
}

export function text(name: string, ...substitutions: string[]): string {
  return api.i18n.getMessage(name, substitutions);
}
