// What the dashboard's self-test is told of this page: which parts of the open editors are found, and by which
// locator. Selectors and yes or no; nothing of the page's content. It also hears that the calendar was taken off
// the list.

import type { SelfTest, ToPage } from "../generated/protocol";
import type { Requests } from "./requests";
import { type Part, type Site, tried, vote } from "./sites/site";

/** Answers until the signal is aborted. */
export function answerSelfTest(site: () => Site, requests: Requests, leave: () => void, signal: AbortSignal): void {
  const heard = (message: unknown, sender: chrome.runtime.MessageSender, respond: (answer: SelfTest) => void) => {
    // Only the background speaks to tabs; pages cannot reach a content script's listener at all.
    if (sender.id !== chrome.runtime.id || sender.tab !== undefined) return;
    const { type } = message as ToPage;
    if (type === "leave") leave();
    else if (site().name !== "") respond(selfTest(site(), requests.bonded));
  };
  chrome.runtime.onMessage.addListener(heard);
  signal.addEventListener("abort", () => {
    try {
      chrome.runtime.onMessage.removeListener(heard);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  });
}

/** Tries every locator of every part of the open editors. */
export function selfTest(site: Site, requests: boolean): SelfTest {
  const editors = site.editors().map((editor) => ({
    parts: Object.entries(site.parts).map(([name, part]) => tested(name, part, editor)),
  }));
  return { site: site.name, requests, editors };
}

function tested(part: string, table: Part, editor: Element) {
  const winner = vote(Element, editor, table);
  const locators = table.hooks.map((hook) => {
    const element = tried(editor, hook);
    return { by: hook[0], found: element !== null, chosen: element !== null && element === winner };
  });
  return { part, found: winner !== null, locators };
}
