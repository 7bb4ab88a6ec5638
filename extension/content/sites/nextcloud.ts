// Nextcloud: being written.

import { NO_RECURRENCE, NO_TIME, type Site } from "./site";

/** Nextcloud. */
export const nextcloud: Site = {
  name: "nextcloud",
  parts: { save: { hooks: [] } },
  here: () => false,
  editors: () => [],
  commit: () => null,
  exists: () => null,
  read: () => ({
    site: "nextcloud", title: "", description: "", format: "plain", guests: [], typed_guest: "", own: [], start: NO_TIME,
    end: NO_TIME, all_day: false, recurrence: NO_RECURRENCE, language: document.documentElement.lang,
  }),
  write: () => false,
  lines: () => [],
};
