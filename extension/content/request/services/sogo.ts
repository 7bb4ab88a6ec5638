// SOGo (Alinto/sogo, 5.x): the requests of its web calendar, by its own JavaScript and as seen on a running one.
// Dragging and deleting carry neither title nor guests: those are taken from what the page last loaded of them.
//
// Refusal: 409 with `{"message":{"reject": …}}`, as SOGo itself refuses a room that is taken. The editor shows it
// and stays open; a drag shows it and goes back.

import type { Snapshot } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, decoded, guest, inJson, list, moment, parsed, REASON, recurs, snapshot, tells, text, time, until, yes,
  type Json, type Leaving, type Loaded, type Service,
} from "./service";

const SITE = "sogo";
const COMMIT = /\/so\/[^/]+\/Calendar\/([^/?#]+)\/(?:([^/?#]+)\/(?:([^/?#]+)\/)?)?(save|saveAsAppointment|adjust|delete|batchDelete)(?:[?#]|$)/;

/** SOGo, at any address. */
export const sogo: Service = {
  mine: (method, url) => (method === "POST" || method === "GET") && COMMIT.test(url),
  loads: /\/Calendar\/(?:eventsblocks|eventslist)\b/,
  refusal: () => inJson(409, "Conflict", { message: { reject: REASON } }),

  told({ method, url, body }: Leaving, loaded: readonly Loaded[]): Told | null {
    const [, folder = "", id = "", occurrence = "", action = ""] = (COMMIT.exec(url) ?? []).map(
      (part: string | undefined) => decoded(part ?? ""),
    );
    const known = () => recalled(loaded, folder, id, occurrence);
    switch (`${method} ${action}`) {
      case "POST saveAsAppointment":
      case "POST save":
        return saved(parsed(body), action === "save");
      case "POST adjust": {
        const event = known();
        return tells(SITE, { exists: true, snapshot: event && moved(event, parsed(body)) });
      }
      case "GET delete":
        return id === "" ? null : tells(SITE, { action: "cancel", exists: true, snapshot: known() });
      case "POST batchDelete":
        return tells(SITE, { action: "cancel", exists: true });
      default:
        return null;
    }
  },
};

/** SOGo sends no mail where the box is empty, but the guests' own calendars get the event all the same. */
function saved(event: Json, exists: boolean): Told | null {
  if (text(at(event, "type")) === "task" || typeof event !== "object") return null;
  const attendees = list(at(event, "attendees"));
  if (attendees.length === 0) return null;
  const organizer = at(event, "organizer");
  const host = text(at(organizer, "email"));
  const repeat = at(event, "repeat");
  return tells(SITE, {
    exists,
    snapshot: snapshot(SITE, {
      title: text(at(event, "summary")),
      description: text(at(event, "comment")),
      guests: [
        ...(host === "" ? [] : [guest(host, { name: text(at(organizer, "name")), organizer: true })]),
        ...attendees.map((one) =>
          guest(text(at(one, "email")), {
            name: text(at(one, "name")),
            kind: at(one, "isResource") === true ? "room" : at(one, "isGroup") === true ? "group" : "person",
            optional: text(at(one, "role")) === "opt-participant",
          }),
        ),
      ],
      start: time(`${text(at(event, "startDate"))}T${text(at(event, "startTime"))}`),
      end: time(`${text(at(event, "endDate"))}T${text(at(event, "endTime"))}`),
      all_day: yes(at(event, "isAllDay")),
      recurrence: recurs(text(at(repeat, "frequency")), {
        INTERVAL: text(at(repeat, "interval")),
        BYDAY: list(at(repeat, "days")).map((day) => text(at(day, "occurrence")) + text(at(day, "day"))).join(","),
        COUNT: text(at(repeat, "count")),
        UNTIL: until(text(at(repeat, "until"))),
      }),
    }),
  });
}

/** The event as the page last loaded it; null if it did not. */
function recalled(loaded: readonly Loaded[], folder: string, id: string, occurrence: string): Snapshot | null {
  for (const [, read] of loaded) {
    for (const view of list(parsed(read()))) {
      const fields = list(at(view, "eventsFields") ?? at(view, "fields")).map((field) => text(field).toLowerCase());
      const cell = (row: Json, name: string) => at(row, fields.indexOf(name));
      const is = (row: Json, name: string, value: string) => text(cell(row, name)) === value;
      const row = rows(view).find(
        (one) =>
          is(one, "c_name", id) &&
          is(one, "c_folder", folder) &&
          (occurrence === "" || is(one, "c_recurrence_id", occurrence)),
      );
      if (row === undefined) continue;
      // What others have invited to is moved in one's own calendar alone.
      const own = cell(row, "ownerisorganizer");
      const emails = own === 0 ? "" : text(cell(row, "c_partmails"));
      return snapshot(SITE, {
        title: text(cell(row, "c_title")),
        guests: emails.split(/\s+/).filter(Boolean).map((email) => guest(email)),
        start: moment(Number(cell(row, "c_startdate")) * 1_000),
        end: moment(Number(cell(row, "c_enddate")) * 1_000),
        all_day: yes(cell(row, "c_isallday")),
      });
    }
  }
  return null;
}

/** In a view they stand in a list; in the list of events by month and day. */
const rows = (view: Json): readonly Json[] =>
  Array.isArray(at(view, "events"))
    ? list(at(view, "events"))
    : values(at(view, "events")).flatMap((month) => values(at(month, "days")).flatMap((day) => list(at(day, "events"))));

const values = (json: Json): readonly Json[] => (typeof json === "object" && json !== null ? Object.values(json) : []);

/** Days and minutes by which it moves, and by which it gets longer. */
function moved(event: Snapshot, change: Json): Snapshot {
  const minutes = (name: string) => Number(text(at(change, name))) || 0;
  const by = minutes("days") * 1_440 + minutes("start");
  const shifted = ({ date, time: clock }: Snapshot["start"], more: number) =>
    moment(new Date(`${date}T${clock}`).getTime() + more * 60_000);
  return { ...event, start: shifted(event.start, by), end: shifted(event.end, by + minutes("duration")) };
}
