// SOGo (Alinto/sogo, 5.x): the requests of its web calendar, by its own JavaScript and as seen on a running one.
// Dragging and deleting carry neither title nor guests: those are taken from what the page last loaded of them.
//
// Refusal: 409 with `{"message":{"reject": …}}`, as SOGo itself refuses a room that is taken. The editor shows it
// and stays open; a drag shows it and goes back.

import type { Snapshot } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, decoded, guest, inJson, list, lists, moment, parsed, REASON, recall, recurs, snapshot, tells, text, time, word, yes,
  type Json, type Leaving, type Loaded, type Service,
} from "./service";

const SITE = "sogo";
const COMMIT = /\/so\/[^/]+\/Calendar\/([^/?#]+)\/([^/?#]+)\/(?:([^/?#]+)\/)?(save|saveAsAppointment|adjust|delete)(?:[?#]|$)/;

/** SOGo, at any address. */
export const sogo: Service = {
  mine: (method, url) => (method === "POST" || method === "GET") && COMMIT.test(url),
  loads: /\/Calendar\/(?:eventsblocks|eventslist)\b/,
  refusal: () => inJson(409, { message: { reject: REASON } }),

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
        return tells(SITE, { action: "cancel", exists: true, snapshot: known() });
      default:
        return null;
    }
  },
};

/** SOGo sends no mail where the box is empty, but the guests' own calendars get the event all the same. */
function saved(event: Json, exists: boolean): Told | null {
  if (word(event, "type") === "task" || typeof event !== "object") return null;
  const attendees = list(at(event, "attendees"));
  if (attendees.length === 0) return null;
  const organizer = at(event, "organizer");
  const host = word(organizer, "email");
  const repeat = at(event, "repeat");
  return tells(SITE, {
    exists,
    snapshot: snapshot(SITE, {
      title: word(event, "summary"),
      description: word(event, "comment"),
      guests: [
        ...(host === "" ? [] : [guest(host, word(organizer, "name"), "", false, true)]),
        ...attendees.map((one) =>
          guest(
            word(one, "email"), word(one, "name"), yes(at(one, "isResource")) ? "ROOM" : yes(at(one, "isGroup")) ? "GROUP" : "",
            word(one, "role") === "opt-participant",
          ),
        ),
      ],
      start: time(`${word(event, "startDate")}T${word(event, "startTime")}`),
      end: time(`${word(event, "endDate")}T${word(event, "endTime")}`),
      all_day: yes(at(event, "isAllDay")),
      recurrence: recurs(
        word(repeat, "frequency"), word(repeat, "interval"),
        list(at(repeat, "days")).map((day) => word(day, "occurrence") + word(day, "day")).join(","),
        word(repeat, "count"), word(repeat, "until"),
      ),
    }),
  });
}

/** The event as the page last loaded it; null if it did not. */
function recalled(loaded: readonly Loaded[], folder: string, id: string, occurrence: string): Snapshot | null {
  const event = recall(
    loaded,
    // Views stand in a list; the list of events has them by month and day. The names of the fields stand beside them.
    (json) =>
      list(json).flatMap((view) => {
        const fields = list(at(view, "eventsFields") ?? at(view, "fields")).map((field) => text(field).toLowerCase());
        return lists(at(view, "events"), 6).map((row) => Object.fromEntries(fields.map((field, place) => [field, row[place]])));
      }),
    (one) =>
      one["c_name"] === id && one["c_folder"] === folder && (occurrence === "" || one["c_recurrence_id"] === occurrence),
  );
  if (event === undefined) return null;
  // What others have invited to is moved in one's own calendar alone.
  const emails = event["ownerisorganizer"] === 0 ? [] : list(event["c_partmails"]).map(text);
  return snapshot(SITE, {
    title: word(event, "c_title"),
    guests: emails.filter(Boolean).map((email) => guest(email)),
    start: moment(Number(event["c_startdate"]) * 1_000),
    end: moment(Number(event["c_enddate"]) * 1_000),
    all_day: yes(event["c_isallday"]),
  });
}

/** Days and minutes by which it moves, and by which it gets longer. */
function moved(event: Snapshot, change: Json): Snapshot {
  const minutes = (name: string) => Number(word(change, name)) || 0;
  const by = minutes("days") * 1_440 + minutes("start");
  const shifted = ({ date, time: clock }: Snapshot["start"], more: number) =>
    moment(new Date(`${date}T${clock}`).getTime() + more * 60_000);
  return { ...event, start: shifted(event.start, by), end: shifted(event.end, by + minutes("duration")) };
}
