// Proton Calendar: events are encrypted before they leave. That one with guests is saved can be seen, not which.
//
// It is never held: the mails to guests leave by another way, and nothing is known of how the client stands a
// failure between the two.

import type { Told } from "../told";
import { tells, type Leaving, type Service } from "./service";

const SYNC = /\/api\/calendar\/v\d+\/[^?#]*\/events\/sync\b/;
/** JSON with a list of guests that is not empty. */
const GUESTS = /"Attendees(?:EventContent)?":\s*\[\s*\{/;

/** Proton Calendar. */
export const proton: Service = {
  mine: (method, url) => method === "PUT" && SYNC.test(url),

  told({ body }: Leaving): Told | null {
    const saves = GUESTS.test(body);
    // Only an event that is there already is named.
    const exists = /"ID":/.test(body);
    // An entry that names an event and carries none deletes it; whom it was for, only the page layer knows.
    const deletes = exists && !/"Event":/.test(body);
    return saves || deletes ? tells("proton", { action: saves ? "save" : "cancel", exists, holdable: false }) : null;
  },
};
