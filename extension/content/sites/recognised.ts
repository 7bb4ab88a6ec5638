// Which of several calendars a page is. At document_start there is nothing yet to tell by, and a calendar may be
// drawn long after its page has loaded: so it is asked again until one is found, and then never more.

import { type Site, snapshot } from "./site";

/** No calendar that is known: nothing to hear, nothing to see. What leaves it is the request layer's. */
const NONE: Site = {
  name: "",
  parts: { save: { hooks: [] } },
  here: () => true,
  editors: () => [],
  commit: () => null,
  exists: () => null,
  read: () => snapshot("", {}),
  write: () => false,
  lines: () => [],
};

/** Gives the calendar that the page is by now; `seen` is called when it is first known to be one. */
export function recognised(sites: readonly Site[], seen: () => void): () => Site {
  let found: Site | undefined;
  return () => {
    if (found === undefined) {
      found = sites.find((site) => site.here());
      if (found !== undefined) seen();
    }
    return found ?? NONE;
  };
}
