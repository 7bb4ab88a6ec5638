// Outlook on the web: `service.svc`, by its public captures. The action stands in the address, the call in the body
// or, up to some length, URL-encoded in a header. Changes name only what they change: whether an event that is moved
// has guests stands in the view that the page loaded before.
//
// Refusal: an answer of the service's own with `ResponseClass: "Error"`, which its clients look for in each item,
// under 400, which is not tried again. How the editor shows it is not known.

import type { SnapshotGuest, SnapshotRecurrence } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, decoded, guest, inJson, list, parsed, REASON, recurs, snapshot, tells, text, time, until,
  type Json, type Leaving, type Loaded, type Service,
} from "./service";

const SITE = "outlook";
const CALL = /\/service\.svc\?(?:[^#]*&)?action=(\w+)/i;
const COMMIT = /\/service\.svc\?(?:[^#]*&)?action=(?:(?:Create|Update|Cancel)CalendarEvent|(?:Create|Update|Delete)Item)\b/i;

/** Outlook on the web, on all its hosts. */
export const outlook: Service = {
  mine: (method, url) => method === "POST" && COMMIT.test(url),
  loads: /\/service\.svc\?(?:[^#]*&)?action=GetCalendarView\b/i,

  told({ url, header, body }: Leaving, loaded: readonly Loaded[]): Told | null {
    const call = at(parsed(body === "" ? decoded(header("x-owa-urlpostdata")) : body), "Body");
    switch (CALL.exec(url)?.[1]?.toLowerCase()) {
      case "createcalendarevent":
      case "createitem":
        return created(call);
      case "updatecalendarevent":
        return changed(call, at(call, "ItemChange"), text(at(call, "EventId", "Id")), loaded);
      case "updateitem":
        return toNobody(at(call, "SendMeetingInvitationsOrCancellations"))
          ? null
          : changed(call, at(call, "ItemChanges", 0), text(at(call, "ItemChanges", 0, "ItemId", "Id")), loaded);
      case "cancelcalendarevent":
        return tells(SITE, { action: "cancel", exists: true });
      case "deleteitem":
        return toNobody(at(call, "SendMeetingCancellations")) ? null : tells(SITE, { action: "cancel", exists: true });
      default:
        return null;
    }
  },

  refusal: () =>
    inJson(400, "Bad Request", {
      Body: {
        ErrorCode: 400,
        ExceptionName: "OwaInvalidOperationException",
        FaultMessage: REASON,
        IsTransient: false,
        ResponseClass: "Error",
        ResponseCode: "ErrorInvalidOperation",
        ResponseMessages: {
          Items: [{ ResponseClass: "Error", ResponseCode: "ErrorInvalidOperation", MessageText: REASON, Items: [] }],
        },
      },
    }),
};

/** Mail has the same actions, and never says to whom a meeting goes. */
const toNobody = (send: Json) => text(send) === "" || text(send) === "SendToNone";

function created(call: Json): Told | null {
  const item = at(call, "Items", 0);
  if (toNobody(at(call, "SendMeetingInvitations")) || at(item, "IsDraft") === true) return null;
  const guests = invited(item);
  return guests.length === 0 ? null : tells(SITE, { exists: false, snapshot: read(item, guests) });
}

function changed(call: Json, change: Json, id: string, loaded: readonly Loaded[]): Told | null {
  const item = Object.assign({}, ...list(at(change, "Updates")).map((update) => at(update, "Item") ?? {})) as Json;
  const guests = invited(item);
  if (guests.length > 0) return tells(SITE, { exists: true, snapshot: read(item, guests) });
  const moves = ["Start", "End", "Recurrence"].some((name) => at(item, name) !== undefined);
  if (!moves && at(call, "ShouldSendUpdateToAttendees") !== true) return null;
  const known = id === "" ? undefined : recalled(loaded, id);
  // It goes to whoever was invited before; where that is nobody, it goes to nobody.
  const alone = known !== undefined && (at(known, "IsMeeting") === false || at(known, "IsOrganizer") === false);
  return alone ? null : tells(SITE, { exists: true });
}

/** The event as the page last loaded it. */
function recalled(loaded: readonly Loaded[], id: string): Json {
  for (const [, load] of loaded) {
    const found = list(at(parsed(load()), "Body", "Items")).find((item) => text(at(item, "ItemId", "Id")) === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

const read = (item: Json, guests: SnapshotGuest[]) =>
  snapshot(SITE, {
    title: text(at(item, "Subject")),
    description: text(at(item, "Body", "Value")),
    format: text(at(item, "Body", "BodyType")).toLowerCase() === "text" ? "plain" : "html",
    guests,
    start: time(text(at(item, "Start"))),
    end: time(text(at(item, "End"))),
    all_day: at(item, "IsAllDayEvent") === true,
    recurrence: recurrence(at(item, "Recurrence")),
  });

function invited(item: Json): SnapshotGuest[] {
  const all = (name: string, more: Partial<SnapshotGuest>) =>
    list(at(item, name)).map((one) => {
      const mailbox = at(one, "Mailbox");
      const kind = /DL$/.test(text(at(mailbox, "MailboxType"))) ? "group" : "person";
      return guest(text(at(mailbox, "EmailAddress")), { name: text(at(mailbox, "Name")), kind, ...more });
    });
  const people = [...all("RequiredAttendees", {}), ...all("OptionalAttendees", { optional: true })];
  return people.length === 0 ? [] : [...people, ...all("Resources", { kind: "room" })];
}

function recurrence(item: Json): SnapshotRecurrence {
  const [pattern, range] = [at(item, "RecurrencePattern"), at(item, "RecurrenceRange")];
  const days = text(at(pattern, "DaysOfWeek")).split(" ").map((day) => day.slice(0, 2).toUpperCase());
  const kind = text(at(pattern, "__type"));
  return recurs(kind, {
    INTERVAL: text(at(pattern, "Interval")),
    BYDAY: kind.startsWith("Weekly") ? days.filter(Boolean).join(",") : "",
    COUNT: text(at(range, "NumberOfOccurrences")),
    UNTIL: until(text(at(range, "EndDate"))),
  });
}
