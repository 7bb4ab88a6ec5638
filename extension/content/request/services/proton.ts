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
    return change === undefined
      ? null
      : tells("proton", { exists: at(change, "ID") !== undefined, holdable: false });
  },
};

const invites = (event: Json): boolean =>
  list(at(event, "Attendees")).length > 0 || list(at(event, "AttendeesEventContent")).length > 0;
