// Roundcube: being written.

import { NO_RECURRENCE, NO_TIME, type Site } from "./site";

/** Roundcube. */
export const roundcube: Site = {
  name: "roundcube",
  parts: { save: { hooks: [] } },
  here: () => false,
  editors: () => [],
  commit: () => null,
  exists: () => null,
  read: () => ({
    site: "roundcube", title: "", description: "", format: "plain", guests: [], typed_guest: "", own: [], start: NO_TIME,
    end: NO_TIME, all_day: false, recurrence: NO_RECURRENCE, language: document.documentElement.lang,
  }),
  write: () => false,
  lines: () => [],
};
