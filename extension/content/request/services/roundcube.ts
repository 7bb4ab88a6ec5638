// Roundcube with Kolab's calendar plugin: a form (jQuery's way of writing nested fields) to `_action=event`, by the
// plugin's own JavaScript. A move carries no guests: they stand in the events that the page loaded.
//
// Refusal: `FORBIDDEN`, which the client shows as a failed request and then frees its lock; a moved event goes back
// when the view is loaded anew. The editor closes as it saves, before it has an answer: what was typed would be lost
// with a refusal, so a new or edited event is never held here, only told of.

import type { Snapshot, SnapshotGuest } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, guest, list, recall, recurs, snapshot, tells, time, word, yes,
  type Leaving, type Loaded, type Service,
} from "./service";

const SITE = "roundcube";
const EVENT = /[?&]_task=calendar&(?:[^#]*&)?_action=event(?:[&#]|$)/;

/** A field of an event, wherever it stands; empty if there is none. */
type Fields = (...keys: (string | number)[]) => string;

/** Roundcube, at any address. */
export const roundcube: Service = {
  mine: (method, url) => method === "POST" && EVENT.test(url),
  loads: /[?&]_task=calendar&(?:[^#]*&)?_action=load_events\b/,

  told({ body }: Leaving, loaded: readonly Loaded[]): Told | null {
    const form = new URLSearchParams(body);
    const field: Fields = (...keys) => form.get(`e[${keys.join("][")}]`) ?? "";
    if (field("_notify") === "0") return null;
    const action = form.get("action") ?? "";
    const invite = read(field);
    switch (action) {
      case "new":
      case "edit":
        return invite.guests.some((one) => !one.organizer)
          ? tells(SITE, { exists: action === "edit", holdable: false, snapshot: invite })
          : null;
      case "move":
      case "resize": {
        const before = recalled(loaded, field("id"));
        const { start, end, all_day } = invite;
        return tells(SITE, { exists: true, snapshot: before && { ...before, start, end, all_day } });
      }
      case "remove":
        return tells(SITE, { action: "cancel", exists: true, snapshot: recalled(loaded, field("id")) });
      default:
        return null;
    }
  },
};

function read(field: Fields): Snapshot {
  const guests: SnapshotGuest[] = [];
  const rule = (part: string) => field("recurrence", part);
  for (let row = 0; field("attendees", row, "email") !== ""; row += 1) {
    const of = (name: string) => field("attendees", row, name);
    const role = of("role");
    guests.push(guest(of("email"), of("name"), of("cutype"), role === "OPT-PARTICIPANT", role === "ORGANIZER"));
  }
  return snapshot(SITE, {
    title: field("title"),
    description: field("description"),
    guests,
    start: time(field("start")),
    end: time(field("end")),
    all_day: yes(field("allDay")),
    recurrence: recurs(rule("FREQ"), rule("INTERVAL"), rule("BYDAY"), rule("COUNT"), rule("UNTIL")),
  });
}

/** The event as the page last loaded it; null if it did not. */
function recalled(loaded: readonly Loaded[], id: string): Snapshot | null {
  const found = recall(loaded, list, (one) => id !== "" && word(one, "id") === id);
  return found === undefined ? null : read((...keys) => (at(found, ...keys) === true ? "1" : word(found, ...keys)));
}
