// The background: hears every message, checks its sender, and does what a page or a frame cannot. All
// listeners are registered synchronously, because the browser wakes this script for an event and gives
// it to those who are there at once. Nothing here judges an invite.

import type {
  Acknowledged,
  FromFrame,
  FromOwnPage,
  FromPage,
  Minted,
  Redeemed,
  Watched,
} from "../generated/protocol";
import { api } from "./api";
import { isCause, showPause, showReload, showTab } from "./badge";
import { matches, whoSent, type Own } from "./senders";
import * as state from "./state";
import { TokenBook } from "./tokens";
import * as writer from "./writer";

const DASHBOARD = api.runtime.getURL("dashboard.html");
const own: Own = {
  id: api.runtime.id,
  gate: api.runtime.getURL("gate.html"),
  pages: [DASHBOARD, api.runtime.getURL("popup.html")],
  matches: (api.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []),
};
const tokens = new TokenBook(Date.now, (bytes) => crypto.getRandomValues(bytes));
const done: Acknowledged = { ok: true, error: "" };

api.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
  const answer = receive(message, sender);
  if (answer === undefined) return false;
  answer.catch((error: unknown): Acknowledged => ({ ok: false, error: String(error) })).then(respond, () => undefined);
  return true;
});
api.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install" || reason === "update") background(markOpenCalendars());
  background(refreshPause());
});
api.runtime.onStartup.addListener(() => background(refreshPause()));
api.tabs.onRemoved.addListener((tab) => background(state.forgetTab(tab)));

/** The answer to a message; `undefined` where there is none to give. */
function receive(message: unknown, sender: chrome.runtime.MessageSender): Promise<unknown> | undefined {
  const tab = sender.tab?.id ?? -1;
  switch (whoSent(sender, own)) {
    case "page":
      return fromPage(message as FromPage, tab, sender.url ?? "");
    case "frame":
      return fromFrame(message as FromFrame, tab);
    case "own":
      return fromOwnPage(message as FromOwnPage);
    case "stranger":
      return undefined;
  }
}

function fromPage(message: FromPage, tab: number, url: string): Promise<unknown> | undefined {
  switch (message.type) {
    case "mint":
      // An editor is open: the frame will ask for the settings, and a record will follow.
      writer.warm();
      background(refreshPause());
      return Promise.resolve<Minted>({ token: tokens.mint(tab) });
    case "watching":
      background(refreshPause());
      return watching(tab, url, short(message.site), message.fault);
    case "unchecked":
      return unchecked(tab, url, short(message.site), message.cause, message.count);
    default:
      return undefined;
  }
}

function fromFrame(message: FromFrame, tab: number): Promise<unknown> | undefined {
  switch (message.type) {
    case "redeem":
      return redeem(message.token, tab);
    case "keep":
      return keep(message.record, tab);
    case "learn":
      return state.changeLessons((stored) => writer.learn(stored, message.lessons)).then(() => done);
    case "open_dashboard":
      return api.tabs.create({ url: DASHBOARD }).then(() => done);
    default:
      return undefined;
  }
}

function fromOwnPage(message: FromOwnPage): Promise<unknown> | undefined {
  switch (message.type) {
    case "delete":
      return writer.remove(message.id);
    case "delete_all":
      return deleteAll();
    case "forget_lesson":
      return state.changeLessons((stored) => writer.forget(stored, message.lesson)).then(() => done);
    case "forget_lessons":
      return state.forgetLessons().then(() => done);
    case "import_lessons":
      return state.changeLessons((stored) => writer.learn(stored, message.lessons)).then(() => done);
    case "pause":
      return pause(message.until);
    case "active_tab":
      return activeTab();
    default:
      return undefined;
  }
}

async function watching(tab: number, url: string, site: string, fault: unknown): Promise<Acknowledged> {
  const now = await state.changeTabState(tab, (old) => ({
    site,
    fault: isCause(fault) ? fault : null,
    unchecked: old?.unchecked ?? null,
    origin: new URL(url).origin,
  }));
  await showTab(tab, now);
  return done;
}

/** Keeps what is known of invites that went out unjudged: in the journal, or else as a count. */
async function unchecked(tab: number, url: string, site: string, cause: unknown, count: unknown): Promise<Acknowledged> {
  if (!isCause(cause)) return { ok: false, error: "unknown cause" };
  const times = Math.min(Math.max(Math.trunc(Number(count)) || 1, 1), 1000);
  const ids = Array.from({ length: times }, () => crypto.randomUUID());
  const kept = await writer.unchecked(site, cause, Date.now(), ids);
  if (!kept.ok) await state.countUnchecked(cause, times);
  const now = await state.changeTabState(tab, (old) => ({
    site,
    fault: old?.fault ?? null,
    unchecked: cause,
    origin: new URL(url).origin,
  }));
  await showTab(tab, now);
  return done;
}

async function redeem(token: unknown, tab: number): Promise<Redeemed> {
  // Checked and used up before the first await: of two frames with one token only one gets an answer.
  const ok = typeof token === "string" && tokens.redeem(token, tab);
  const [settings, paused_until, key, lessons] = await Promise.all([
    writer.readSettings(ok ? await state.storedSettings() : null),
    ok ? state.pausedUntil() : 0,
    ok ? state.guestKey() : "",
    writer.readLessons(ok ? await state.storedLessons() : null),
  ]);
  return { ok, settings, paused_until, key, lessons };
}

async function keep(record: Extract<FromFrame, { type: "keep" }>["record"], tab: number): Promise<Acknowledged> {
  const kept = await writer.put(record);
  if (!kept.ok) {
    await state.countUnchecked("journal_unavailable", 1);
    const known = await state.tabState(tab);
    if (known !== undefined) {
      await showTab(tab, await state.changeTabState(tab, () => ({ ...known, unchecked: "journal_unavailable" })));
    }
  }
  return kept;
}

async function deleteAll(): Promise<Acknowledged> {
  const cleared = await writer.clear();
  if (cleared.ok) await state.forgetCounts();
  return cleared;
}

async function pause(until: unknown): Promise<Acknowledged> {
  if (typeof until !== "number" || !Number.isFinite(until)) return { ok: false, error: "not a time" };
  await state.pause(until);
  await refreshPause();
  return done;
}

/** What is known of the tab that the user looks at. Opening the popup counts as having seen it. */
async function activeTab(): Promise<Watched> {
  const nothing: Watched = { site: "", fault: null };
  const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
  // The browser tells a tab's address only where we have the host's permission: elsewhere nothing is watched.
  if (tab?.id === undefined || tab.url === undefined) return nothing;
  const url = new URL(tab.url);
  const known = await state.tabState(tab.id);
  if (known?.origin !== url.origin) {
    // A calendar whose page has no content script of ours was open before we were.
    return own.matches.some((pattern) => matches(pattern, url)) ? { site: "", fault: "extension_updated" } : nothing;
  }
  if (known.unchecked !== null) {
    await showTab(tab.id, await state.changeTabState(tab.id, () => ({ ...known, unchecked: null })));
  }
  return { site: known.site, fault: known.fault ?? known.unchecked };
}

/**
 * Calendars that were open before the extension, or its update, are not watched until they are reloaded;
 * but Firefox puts content scripts into them, and those have then said so.
 */
async function markOpenCalendars(): Promise<void> {
  if (own.matches.length === 0) return;
  const tabs = await api.tabs.query({ url: [...own.matches] });
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id !== undefined && (await state.tabState(id)) === undefined) await showReload(id);
    }),
  );
}

async function refreshPause(): Promise<void> {
  await showPause(await state.pausedUntil());
}

/** A site's short name, as far as one may be long. */
function short(site: unknown): string {
  return typeof site === "string" ? site.slice(0, 40) : "";
}

/** Lets work go on for which nobody waits; its failure changes no invite and has nobody to be told. */
function background(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.warn("converel:", error));
}
