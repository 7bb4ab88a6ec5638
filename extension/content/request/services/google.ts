// Google Calendar: `sync.sync`, a form whose `f.req` holds JSON without names. The same address is polled; changes
// stand in `data[0][4]`, one operation each, whose code differs between sources and is not looked at. What a place in
// it means is known for guests alone; where the fields of a changed event stand is not, so they are looked for. The
// recurrence is known by its own words.
//
// Nothing is known of how the client stands a request that waits or fails: it is never held, only told of.

import type { SnapshotGuest } from "../../../generated/protocol";
import type { Told } from "../told";
import { at, guest, list, lists, parsed, recurs, snapshot, tells, word, type Json, type Leaving, type Service } from "./service";

const SITE = "google";
const SYNC = /\/sync\.sync(?:[?#]|$)/;
const ROOM = /@resource\.calendar\.google\.com$/i;
/** A field is an array with one place filled beside its first: this one for a guest. */
const ATTENDEE = 8;
/** Fields stand at most so deep in an operation. */
const DEPTH = 5;

/** Google Calendar. */
export const google: Service = {
  mine: (method, url) => method === "POST" && SYNC.test(url),

  told({ body }: Leaving): Told | null {
    const request = parsed(new URLSearchParams(body).get("f.req") ?? "");
    for (const operation of list(at(request, 0, 4))) {
      const change = at(operation, 2, 0);
      const guests = lists(change, DEPTH).flatMap(attendee);
      if (guests.length === 0) continue;
      const rule = /RRULE:(FREQ=[^"\\\s]*)/.exec(JSON.stringify(change))?.[1] ?? "";
      return tells(SITE, {
        exists: !Array.isArray(at(change, 2)),
        holdable: false,
        snapshot: snapshot(SITE, { guests, recurrence: { ...recurs(rule.slice(5)), rule } }),
      });
    }
    return null;
  },
};

/** The guest of a field, if it is one. */
function attendee(field: Json): SnapshotGuest[] {
  const email = word(field, ATTENDEE, 0);
  return email.includes("@") ? [guest(email, "", ROOM.test(email) ? "ROOM" : "")] : [];
}
