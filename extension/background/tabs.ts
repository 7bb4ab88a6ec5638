// The tabs in which our content scripts run: what each says, which are there at all, and how they are told to go.
// What a tab last said is kept for its badge; whether its script still lives only the script itself can tell.

import type { Cause, SelfTest, SelfTests, ToPage, Watched } from "../generated/protocol";
import { api } from "./api";
import { showReload, showTab } from "./badge";
import { foremost, type Frame, type TabState } from "./face";
import { matches } from "./senders";
import * as state from "./state";

/** How long a script may take to answer; a page that is busy for longer is not waited for. */
const PATIENCE = 1_500;

/** Keeps what a frame's script says of its page, and shows it. */
export async function watching(tab: number, frame: number, said: Frame): Promise<void> {
  const frames = (old: TabState) => ({ ...old.frames, [frame]: said });
  const now = await state.changeTabState(tab, (old) => ({ ...old, frames: frames(old) }));
  // A page that has been loaded has taken the frames of the one before along; nobody tells of their end.
  if (frame === 0 && Object.keys(now.frames).length > 1) await forgetGoneFrames(tab, now);
  await show(tab);
}

/** An invite of this tab went out unchecked. */
export async function wentUnchecked(tab: number, site: string, cause: Cause): Promise<void> {
  await state.changeTabState(tab, (old) => ({ ...old, unchecked: { site, cause } }));
  await show(tab);
}

/** The same, of a tab of which the site is known if anything is. */
export async function wentUnkept(tab: number, cause: Cause): Promise<void> {
  const known = foremost(await state.tabState(tab));
  if (known !== undefined) await wentUnchecked(tab, known.site, cause);
}

/** Shows what is known of a tab. */
async function show(tab: number): Promise<void> {
  await showTab(tab, await state.tabState(tab), await state.everywhere());
}

/** Shows what is known of every tab. */
export async function showAll(): Promise<void> {
  await Promise.all([...(await state.tabStates()).keys()].map(show));
}

/** What is known of the tab that the user looks at. Opening the popup counts as having seen it. */
export async function activeTab(patterns: readonly string[]): Promise<Watched> {
  const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return { site: "", fault: null };
  const known = await state.tabState(tab.id);
  const now = known && (await forgetGoneFrames(tab.id, known));
  // The browser tells a tab's address only where we have the host's permission.
  if (tab.url !== undefined && patterns.some((pattern) => matches(pattern, new URL(tab.url ?? "")))) {
    // A calendar whose page has no script of ours was open before we were.
    if (!(await lives(tab.id, 0))) return { site: "", fault: "extension_updated" };
  }
  const frame = foremost(now);
  const unchecked = now?.unchecked ?? null;
  if (frame === undefined) return { site: "", fault: null };
  if (unchecked !== null) {
    await state.changeTabState(tab.id, (old) => ({ ...old, unchecked: null }));
    await show(tab.id);
  }
  return { site: frame.site, fault: frame.fault ?? unchecked?.cause ?? null };
}

/**
 * Calendars that were open before the extension, its update or their place in the list are not watched until
 * they are reloaded; but Firefox puts the manifest's scripts into them, and those have then said so.
 */
export async function markOpen(patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const open = await api.tabs.query({ url: [...patterns] });
  await Promise.all(
    open.map(async ({ id }) => {
      if (id !== undefined && (await state.tabState(id)) === undefined) await showReload(id);
    }),
  );
}

/** Tells the scripts at this pattern to unhook everything, and forgets what they said. */
export async function leave(pattern: string): Promise<void> {
  const known = await state.tabStates();
  // Without the permission no tab's address is told: then those that have said something are all that is known.
  const open = new Set((await api.tabs.query({ url: [pattern] }).catch(() => [])).flatMap(({ id }) => id ?? []));
  await Promise.all(
    [...new Set([...open, ...known.keys()])].map(async (tab) => {
      const frames = Object.entries(known.get(tab)?.frames ?? {});
      const here = frames.filter(([frame, said]) => isAt(said, pattern) || (frame === "0" && open.has(tab)));
      if (here.length === 0 && !open.has(tab)) return;
      if (here.length === frames.length) {
        // Every frame of the tab, those too that had nothing to say.
        await tell(tab, { type: "leave" });
        await state.forgetTab(tab);
      } else {
        const gone = [...new Set([...here.map(([frame]) => frame), ...(open.has(tab) ? ["0"] : [])])];
        await Promise.all(gone.map((frame) => tell(tab, { type: "leave" }, Number(frame))));
        await state.changeTabState(tab, (old) => without(old, gone));
      }
      await show(tab);
    }),
  );
}

function isAt({ origin }: Frame, pattern: string): boolean {
  return matches(pattern, new URL(origin));
}

/** What every frame at these patterns finds of its open editors. Nothing in it tells whose calendar it is. */
export async function selfTests(patterns: readonly string[]): Promise<SelfTests> {
  const open = patterns.length === 0 ? [] : await api.tabs.query({ url: [...patterns] });
  const tabs = new Set([...open.flatMap(({ id }) => id ?? []), ...(await state.tabStates()).keys()]);
  const tests = await Promise.all(
    [...tabs].map(async (tab) => {
      const frames = await framesOf(tab);
      return Promise.all(frames.map(async (frame) => (await tell(tab, { type: "self_test" }, frame)).answer));
    }),
  );
  return { ...(await about()), tests: tests.flat().filter((test) => test !== undefined) };
}

/** The extension's version, and the browser. */
export async function about(): Promise<SelfTests> {
  return { tests: [], version: api.runtime.getManifest().version, browser: await browserName() };
}

/** The frames of a tab that may have a script of ours. */
async function framesOf(tab: number): Promise<number[]> {
  try {
    // Counts the frames that we have a permission for; the right to be told of all of them is another one.
    const found = await api.scripting.executeScript({
      target: { tabId: tab, allFrames: true },
      injectImmediately: true,
      func: () => true,
    });
    return found.map(({ frameId }) => frameId);
  } catch {
    // The page itself is not ours, only a frame in it.
    return Object.keys((await state.tabState(tab))?.frames ?? {}).map(Number);
  }
}

async function browserName(): Promise<string> {
  const { getBrowserInfo } = api.runtime as { getBrowserInfo?: () => Promise<{ name: string; version: string }> };
  if (getBrowserInfo !== undefined) {
    const { name, version } = await getBrowserInfo();
    return `${name} ${version}`;
  }
  const { userAgentData } = navigator as { userAgentData?: { brands: { brand: string; version: string }[] } };
  // One of the brands is a made-up one, so that nobody relies on their number.
  const brands = userAgentData?.brands.filter(({ brand }) => !/not.{0,3}a.{0,3}brand/i.test(brand)) ?? [];
  return brands.map(({ brand, version }) => `${brand} ${version}`).join(", ");
}

/** Forgets the frames whose script is not there any more, and gives what is left. */
async function forgetGoneFrames(tab: number, known: TabState): Promise<TabState> {
  const frames = Object.keys(known.frames);
  const living = await Promise.all(frames.map((frame) => lives(tab, Number(frame))));
  const gone = frames.filter((_, index) => living[index] === false);
  return gone.length === 0 ? known : state.changeTabState(tab, (old) => without(old, gone));
}

function without(old: TabState, gone: readonly string[]): TabState {
  return { ...old, frames: Object.fromEntries(Object.entries(old.frames).filter(([frame]) => !gone.includes(frame))) };
}

async function lives(tab: number, frame: number): Promise<boolean> {
  return (await tell(tab, { type: "self_test" }, frame)).there;
}

/** Speaks to the scripts of a tab, or of one frame of it. One that does not answer in time is busy, not gone. */
async function tell(tab: number, message: ToPage, frame?: number): Promise<{ there: boolean; answer: SelfTest | undefined }> {
  const options = frame === undefined ? {} : { frameId: frame };
  const told = api.tabs.sendMessage<ToPage, SelfTest | undefined>(tab, message, options).then(
    (answer) => ({ there: true, answer: answer ?? undefined }),
    () => ({ there: false, answer: undefined }),
  );
  const busy = new Promise<{ there: boolean; answer: undefined }>((resolve) => {
    setTimeout(() => resolve({ there: true, answer: undefined }), PATIENCE);
  });
  return Promise.race([told, busy]);
}
