// The page script. It never judges: it hears, reads raw strings, holds, releases, writes what it is told.

import { reportRemembered, text, watching } from "./extension";
import { Gatekeeper } from "./gatekeeper";
import { hear } from "./hear";
import { salvage } from "./hull";
import { offerRemains } from "./remains";
import { google } from "./sites/google";
import { sogo } from "./sites/sogo";
import { watchEditors } from "./watch";

// Google Calendar is told by its address; any other address was named because SOGo is there.
const site = google.here() ? google : sogo;
// The first message asked for makes the browser hand over all of them, which would hold up the page's load.
const words = () => ({
  title: text("remains_title"), body: text("remains_body"), copy: text("remains_copy"), close: text("remains_close"),
  passed: text("passed_in_silence"),
});
const remains = salvage();
if (remains !== "") offerRemains(remains, words());

const gone = new AbortController();
const gatekeeper = new Gatekeeper(site, words, () => gone.abort());

// Before any script of the page.
hear(gatekeeper, gone.signal);
watchEditors(site, gatekeeper, gone.signal);

function report(): void {
  if (site.here()) {
    watching(site.name, null);
    reportRemembered(site.name);
    return;
  }
  gone.abort();
  if (window === window.top) watching("", null);
}

if (document.readyState === "complete") report();
else window.addEventListener("load", () => setTimeout(report), { once: true, signal: gone.signal });
// Shown again from the back-forward cache, the script does not start anew.
window.addEventListener("pageshow", (event) => event.persisted && report(), { signal: gone.signal });
