// Zimbra: being written.

import { NO_RECURRENCE, NO_TIME, type Site } from "./site";

/** Zimbra. */
export const zimbra: Site = {
  name: "zimbra",
  parts: { save: { hooks: [] } },
  here: () => false,
  editors: () => [],
  commit: () => null,
  exists: () => null,
  read: () => ({
    site: "zimbra", title: "", description: "", format: "plain", guests: [], typed_guest: "", own: [], start: NO_TIME,
    end: NO_TIME, all_day: false, recurrence: NO_RECURRENCE, language: document.documentElement.lang,
  }),
  write: () => false,
  lines: () => [],
};
