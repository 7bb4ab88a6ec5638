// The page script, started by an entry (entries/) with the calendars that its pages can be. It never judges: it
// hears, reads raw strings, holds, releases, writes what it is told.

import { reportRemembered, text, watching } from "./extension";
import { Gatekeeper } from "./gatekeeper";
import { hear } from "./hear";
import { salvage } from "./hull";
import { offerRemains } from "./remains";
import { Requests } from "./requests";
import { answerSelfTest } from "./selftest";
import { recognised } from "./sites/recognised";
import type { Site } from "./sites/site";
import { watchEditors } from "./watch";

// The first message asked for makes the browser hand over all of them, which would hold up the page's load.
const words = () => ({
  title: text("remains_title"), body: text("remains_body"), copy: text("remains_copy"), close: text("remains_close"),
  passed: text("passed_in_silence"),
});

/** Watches the page, which is one of these calendars, or none of them. */
export function start(sites: readonly Site[]): Gatekeeper {
  const remains = salvage();
  if (remains !== "") offerRemains(remains, words());

  const gone = new AbortController();
  // One that is drawn after its page was loaded is said to be a calendar when it is seen.
  let reported = false;
  const site = recognised(sites, () => reported && report());
  const gatekeeper = new Gatekeeper(site, words, () => gone.abort());

  // Before any script of the page.
  hear(gatekeeper, gone.signal);
  const requests = new Requests(gatekeeper, gone.signal);
  watchEditors(site, gatekeeper, gone.signal);
  answerSelfTest(site, requests, () => gatekeeper.retire(), gone.signal);

  function report(): void {
    reported = true;
    const { name } = site();
    if (name === "" && window !== window.top) return;
    watching(name, null);
    // Where no calendar is known, only a request by the standard can have been held.
    reportRemembered(name || "caldav");
  }

  if (document.readyState === "complete") report();
  else window.addEventListener("load", () => setTimeout(report), { once: true, signal: gone.signal });
  // Shown again from the back-forward cache, the script does not start anew.
  window.addEventListener("pageshow", (event) => event.persisted && report(), { signal: gone.signal });
  return gatekeeper;
}
