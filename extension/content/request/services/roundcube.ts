// Roundcube with Kolab's calendar plugin: a form (jQuery's way of writing nested fields) to `_action=event`, by the
// plugin's own JavaScript. A move carries no guests: they stand in the events that the page loaded.
//
// Refusal: `FORBIDDEN`, which the client shows as a failed request and then frees its lock; a moved event goes back when
// the view is loaded anew. The editor closes as it saves, before it has an answer: what was typed would be lost with
// a refusal, so a new or edited event is never held here, only told of.

import type { Snapshot } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, guest, list, parsed, recurs, snapshot, tells, text, time, until, yes,
  type Json, type Leaving, type Loaded, type Service,
} from "./service";

const SITE = "roundcube";
const EVENT = /[?&]_task=calendar&(?:[^#]*&)?_action=event(?:[&#]|$)/;

/** Roundcube, at any address. */
export const roundcube: Service = {
  mine: (method, url) => method === "POST" && EVENT.test(url),
  loads: /[?&]_task=calendar&(?:[^#]*&)?_action=load_events\b/,

  told({ body }: Leaving, loaded: readonly Loaded[]): Told | null {
    const form = nested(new URLSearchParams(body));
    const event = at(form, "e");
    const action = text(at(form, "action"));
    if (event === undefined || /^(0|false)$/.test(text(at(event, "_notify")))) return null;
    const known = () => recalled(loaded, text(at(event, "id")));
    switch (action) {
      case "new":
      case "edit": {
        const invite = read(event);
        const others = invite.guests.some((one) => !one.organizer);
        return others ? tells(SITE, { exists: action === "edit", holdable: false, snapshot: invite }) : null;
      }
      case "move":
      case "resize": {
        const before = known();
        const { start, end, all_day } = read(event);
        return tells(SITE, { exists: true, snapshot: before && { ...before, start, end, all_day } });
      }
      case "remove":
        return tells(SITE, { action: "cancel", exists: true, snapshot: known() });
      default:
        return null;
    }
  },
};

/** `e[attendees][0][email]=…` as what it was. */
function nested(fields: URLSearchParams): Json {
  const root: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [name, value] of fields) {
    const keys = name.split(/\]\[|\[|\]$/).filter((key, index) => key !== "" || index === 0);
    const last = keys.pop() ?? "";
    let place = root;
    for (const key of keys.slice(0, 8)) {
      const inner = place[key];
      place = typeof inner === "object" && inner !== null ? (inner as typeof root) : (place[key] = Object.create(null) as typeof root);
    }
    place[last] = value;
  }
  return root;
}

/** What PHP and jQuery write as a list, or as an object with numbers for names. */
const items = (json: Json): readonly Json[] =>
  typeof json === "object" && json !== null ? Object.values(json) : list(json);

function read(event: Json): Snapshot {
  const repeat = at(event, "recurrence");
  return snapshot(SITE, {
    title: text(at(event, "title")),
    description: text(at(event, "description")),
    guests: items(at(event, "attendees")).map((one) =>
      guest(text(at(one, "email")), {
        name: text(at(one, "name")),
        kind: /^(RESOURCE|ROOM)$/.test(text(at(one, "cutype"))) ? "room" : text(at(one, "cutype")) === "GROUP" ? "group" : "person",
        optional: text(at(one, "role")) === "OPT-PARTICIPANT",
        organizer: text(at(one, "role")) === "ORGANIZER",
      }),
    ),
    start: time(text(at(event, "start"))),
    end: time(text(at(event, "end"))),
    all_day: yes(at(event, "allDay") ?? at(event, "allday")),
    recurrence: recurs(text(at(repeat, "FREQ")), {
      INTERVAL: text(at(repeat, "INTERVAL")),
      BYDAY: text(at(repeat, "BYDAY")),
      COUNT: text(at(repeat, "COUNT")),
      UNTIL: until(text(at(repeat, "UNTIL"))),
    }),
  });
}

/** The event as the page last loaded it; null if it did not. */
function recalled(loaded: readonly Loaded[], id: string): Snapshot | null {
  for (const [, load] of loaded) {
    const found = list(parsed(load())).find((one) => id !== "" && text(at(one, "id")) === id);
    if (found !== undefined) return read(found);
  }
  return null;
}
