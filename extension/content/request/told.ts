// What the request layer tells the page layer of a request that is about to leave, and what it is answered. The
// one layer runs in the page's world, the other in the extension's; only text goes between them.

import type { Snapshot } from "../../generated/protocol";

/** A request that commits. */
export interface Told {
  /** The service's short name, as in records; `caldav` for a client that nobody looked at. */
  site: string;
  /** It sends or changes an event, or it calls one off. */
  action: "save" | "cancel";
  /** The event is in the calendar already; null where the request does not tell. */
  exists: boolean | null;
  /** The service can stand a request that waits, and one that is refused. */
  holdable: boolean;
  /** What the request says of the event, as far as the service's form is known. */
  snapshot: Snapshot | null;
  /** iCalendar text (RFC 5545) that the core reads in place of `snapshot`; or empty. */
  calendar: string;
  /** The same event as the page had loaded it: iCalendar text, or empty. */
  before: string;
}

/** `go`: it leaves now; `hold`: it waits; `refuse`: it never leaves, and the page gets a failing answer. */
export type Answer = "go" | "hold" | "refuse";
