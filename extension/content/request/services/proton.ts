// Proton Calendar: events are encrypted before they leave. That one with guests is saved can be seen, not which.
//
// It is never held: the mails to guests leave by another way, and nothing is known of how the client stands a
// failure between the two.

import type { Told } from "../told";
import { at, list, parsed, tells, type Json, type Leaving, type Service } from "./service";

const SYNC = /\/api\/calendar\/v\d+\/[^?#]*\/events\/sync\b/;

/** Proton Calendar. */
export const proton: Service = {
  mine: (method, url) => method === "PUT" && SYNC.test(url),

  told({ body }: Leaving): Told | null {
    const changes = list(at(parsed(body), "Events"));
    const change = changes.find((one) => invites(at(one, "Event")));
    if (change !== undefined) return tells("proton", { exists: at(change, "ID") !== undefined, holdable: false });
    // An entry that names an event and carries none deletes it; whom it was for, only the page layer knows.
    const deletes = changes.some((one) => at(one, "ID") !== undefined && at(one, "Event") === undefined);
    return deletes ? tells("proton", { action: "cancel", exists: true, holdable: false }) : null;
  },
};

const invites = (event: Json): boolean =>
  list(at(event, "Attendees")).length > 0 || list(at(event, "AttendeesEventContent")).length > 0;
