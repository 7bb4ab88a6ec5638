// The background: hears every message, checks its sender, and does what a page or a frame cannot. All
// listeners are registered synchronously, because the browser wakes this script for an event and gives
// it to those who are there at once. Nothing here judges an invite.

import type {
  Acknowledged,
  CalendarRead,
  Calendars,
  FromFrame,
  FromOwnPage,
  FromPage,
  GuestKey,
  Minted,
  Redeemed,
  SelfTests,
  Snapshot,
} from "../generated/protocol";
import { api } from "./api";
import { showEverywhere } from "./badge";
import { isCause } from "./face";
import * as inbox from "./inbox";
import { SelfHosted } from "./selfhosted";
import { placeOf, whoSent, type Own, type Sender } from "./senders";
import * as state from "./state";
import * as tabs from "./tabs";
import { TokenBook } from "./tokens";
import * as writer from "./writer";

const DASHBOARD = api.runtime.getURL("dashboard.html");
const us = {
  id: api.runtime.id,
  gate: api.runtime.getURL("gate.html"),
  pages: [DASHBOARD, api.runtime.getURL("popup.html")],
};
/** The match patterns of the manifest's content scripts. */
const builtIn = (api.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []);
const selfhosted = new SelfHosted(builtIn);
const watched = () => [...builtIn, ...selfhosted.patterns];
const own = (): Own => ({ ...us, matches: watched() });
const tokens = new TokenBook(Date.now, (bytes) => crypto.getRandomValues(bytes));
const done: Acknowledged = { ok: true, error: "" };

api.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
  const answer = receive(message, sender);
  if (answer === undefined) return false;
  answer.catch((error: unknown): Acknowledged => ({ ok: false, error: String(error) })).then(respond, () => undefined);
  return true;
});
api.runtime.onInstalled.addListener(({ reason }) => {
  background(selfhosted.restore().then(() => (reason === "install" || reason === "update" ? tabs.markOpen(watched()) : undefined)));
  background(refreshEverywhere());
});
api.runtime.onStartup.addListener(() => {
  background(selfhosted.restore());
  background(refreshEverywhere());
});
api.permissions.onRemoved.addListener(() => background(selfhosted.withdrawn()));
api.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && ("decisionsDue" in changes || "decisionInbox" in changes)) background(refreshEverywhere());
});
api.tabs.onRemoved.addListener((tab) => background(state.forgetTab(tab)));
// So that it is there when the first of the added calendars asks.
background(selfhosted.load());

/** The answer to a message; `undefined` where there is none to give. */
function receive(message: unknown, sender: chrome.runtime.MessageSender): Promise<unknown> | undefined {
  if (whoSent(sender, own()) === "stranger" && sender.id === us.id && !selfhosted.loaded) {
    // It may be one of the added calendars: that is known when their list has been read.
    return selfhosted.load().then(() => known(message, sender));
  }
  return known(message, sender);
}

function known(message: unknown, sender: chrome.runtime.MessageSender): Promise<unknown> | undefined {
  const tab = sender.tab?.id ?? -1;
  switch (whoSent(sender, own())) {
    case "page":
      return fromPage(message as FromPage, tab, sender, sender.tab?.incognito === true);
    case "frame":
      return fromFrame(message as FromFrame, tab, sender.tab?.incognito === true);
    case "own":
      return fromOwnPage(message as FromOwnPage);
    case "stranger":
      return undefined;
  }
}

/** What comes from a private window is judged like all else, and nothing of it is kept. */
function fromPage(message: FromPage, tab: number, sender: Sender, hidden: boolean): Promise<unknown> | undefined {
  const origin = placeOf(sender)?.origin ?? "";
  switch (message.type) {
    case "mint":
      // An editor is open: the frame will ask for the settings, and a record will follow.
      writer.warm();
      background(refreshEverywhere());
      return Promise.resolve<Minted>({ token: tokens.mint(tab) });
    case "watching":
      background(refreshEverywhere());
      return watching(tab, sender.frameId ?? 0, origin, short(message.site), message.fault);
    case "unchecked":
      background(selfhosted.recognised(origin, short(message.site)));
      return unchecked(tab, short(message.site), message.cause, message.count, message.snapshot, hidden);
    case "cancelled":
      return hidden ? Promise.resolve(done) : cancelled(message.snapshot);
    case "read_calendar":
      background(selfhosted.recognised(origin, short(message.site)));
      return readCalendar(short(message.site), message.text);
    default:
      return undefined;
  }
}

function fromFrame(message: FromFrame, tab: number, hidden: boolean): Promise<unknown> | undefined {
  switch (message.type) {
    case "redeem":
      return redeem(message.token, tab);
    case "keep":
      return hidden ? Promise.resolve(done) : keep(message.record, tab);
    case "learn":
      if (hidden) return Promise.resolve(done);
      return state.changeLessons((stored) => writer.learn(stored, message.lessons)).then(() => done);
    case "keep_decision":
      return keepDecision(message.decision, hidden);
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
      // The popup counts by today; so the button does then, though it was shown yesterday.
      background(refreshEverywhere());
      return tabs.activeTab(watched());
    case "self_test":
      return selfTests();
    case "decisions_taken":
      return state.changeInbox((stored) => inbox.without(stored, message.ids)).then(() => done);
    case "guest_key":
      return state.guestKey().then((key): GuestKey => ({ key }));
    case "calendars":
      return selfhosted.calendars().then((calendars): Calendars => ({ calendars }));
    case "add_calendar":
      return selfhosted.add(message.origin);
    case "remove_calendar":
      return selfhosted.remove(message.origin);
    case "restore_records":
      return writer.putAll(message.records);
    case "restore_kept":
      return state.restore(message.key, message.unchecked, message.inbox).then(() => done);
    case "about":
      return tabs.about();
    default:
      return undefined;
  }
}

async function watching(tab: number, frame: number, origin: string, said: string, fault: unknown): Promise<Acknowledged> {
  const site = said === "" && frame === 0 ? await selfhosted.unrecognised(origin) : said;
  await tabs.watching(tab, frame, { site, fault: isCause(fault) ? fault : null, origin });
  await selfhosted.recognised(origin, site);
  return done;
}

/** Keeps what is known of invites that went out unjudged: in the journal, or else as a count. */
async function unchecked(
  tab: number,
  site: string,
  cause: unknown,
  count: unknown,
  snapshot: Snapshot | null,
  hidden: boolean,
): Promise<Acknowledged> {
  if (!isCause(cause)) return { ok: false, error: "unknown cause" };
  if (hidden) return tabs.wentUnchecked(tab, site, cause).then(() => done);
  const times = snapshot ? 1 : Math.min(Math.max(Math.trunc(Number(count)) || 1, 1), 1000);
  const ids = Array.from({ length: times }, () => crypto.randomUUID());
  const kept = await writer.unchecked(site, cause, Date.now(), ids, snapshot, await readingWith());
  if (!kept.ok) await state.countUnchecked(cause, times);
  await tabs.wentUnchecked(tab, site, cause);
  return done;
}

async function cancelled(snapshot: Snapshot): Promise<Acknowledged> {
  return writer.cancelled(snapshot, Date.now(), crypto.randomUUID(), await readingWith());
}

/** With storage out of reach a snapshot is read by the defaults, and nobody in it is known again. */
async function readingWith(): Promise<writer.With> {
  const [key, settings] = await Promise.allSettled([state.guestKey(), state.storedSettings()]);
  return {
    key: key.status === "fulfilled" ? key.value : "",
    settings: settings.status === "fulfilled" ? settings.value : null,
  };
}

async function readCalendar(site: string, text: unknown): Promise<CalendarRead> {
  return typeof text === "string" ? writer.readCalendar(site, text) : { snapshot: null, cancelled: false };
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
    await tabs.wentUnkept(tab, "journal_unavailable");
  }
  return kept;
}

async function keepDecision(decision: unknown, hidden: boolean): Promise<Acknowledged> {
  // Here the user asked for it to be kept, and must know that it is not.
  if (hidden) return { ok: false, error: inbox.PRIVATE };
  try {
    await state.changeInbox((stored) => inbox.withDecision(stored, decision));
    return done;
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function deleteAll(): Promise<Acknowledged> {
  const cleared = await writer.clear();
  if (cleared.ok) await state.forgetCounts();
  return cleared;
}

async function pause(until: unknown): Promise<Acknowledged> {
  if (typeof until !== "number" || !Number.isFinite(until)) return { ok: false, error: "not a time" };
  await state.pause(until);
  await refreshEverywhere();
  return done;
}

async function selfTests(): Promise<SelfTests> {
  await selfhosted.load();
  return tabs.selfTests(watched());
}

/** Shows the pause and the decisions that are due, or that they are over; a watched tab's own mark makes room. */
async function refreshEverywhere(): Promise<void> {
  const everywhere = await state.everywhere();
  await showEverywhere(everywhere);
  const now = everywhere.paused ? "paused" : everywhere.due > 0 ? String(everywhere.due) : "";
  if (now === (await state.everywhereShown())) return;
  await state.setEverywhereShown(now);
  await tabs.showAll();
}

/** A site's short name, as far as one may be long. */
function short(site: unknown): string {
  return typeof site === "string" ? site.slice(0, 40) : "";
}

/** Lets work go on for which nobody waits; its failure changes no invite and has nobody to be told. */
function background(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.warn("converel:", error));
}
