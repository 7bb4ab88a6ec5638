// Outlook on the web: `service.svc`, by its public captures. The action stands in the address, the call in the body
// or, up to some length, URL-encoded in a header. Changes name only what they change: whether an event that is moved
// has guests stands in the view that the page loaded before.
//
// Refusal: an answer of the service's own with `ResponseClass: "Error"`, which its clients look for in each item,
// under 400, which is not tried again. How the editor shows it is not known.

import type { SnapshotGuest, SnapshotRecurrence } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, decoded, guest, inJson, list, parsed, REASON, recall, recurs, snapshot, tells, time, word, yes,
  type Json, type Leaving, type Loaded, type Service,
} from "./service";

const SITE = "outlook";
const COMMIT = /\/service\.svc\?(?:[^#]*&)?action=(CreateCalendarEvent|UpdateCalendarEvent|CancelCalendarEvent|CreateItem|UpdateItem)\b/;

/** Outlook on the web, on all its hosts. */
export const outlook: Service = {
  mine: (method, url) => method === "POST" && COMMIT.test(url),
  loads: /\/service\.svc\?(?:[^#]*&)?action=GetCalendarView\b/,

  told({ url, header, body }: Leaving, loaded: readonly Loaded[]): Told | null {
    const action = COMMIT.exec(url)?.[1] ?? "";
    if (action.startsWith("Cancel")) return tells(SITE, { action: "cancel", exists: true });
    const call = at(parsed(body === "" ? decoded(header("x-owa-urlpostdata")) : body), "Body");
    const send = word(call, "SendMeetingInvitations") + word(call, "SendMeetingInvitationsOrCancellations");
    if (send === "SendToNone") return null;
    return action.startsWith("Create") ? created(at(call, "Items", 0)) : changed(call, loaded);
  },

  refusal: () => {
    const failed = { ResponseClass: "Error", ResponseCode: "ErrorInvalidOperation", MessageText: REASON };
    return inJson(400, { Body: { ...failed, ErrorCode: 400, ResponseMessages: { Items: [failed] } } });
  },
};

/** Mail has the same actions, but nobody attends it. */
function created(item: Json): Told | null {
  const invite = read(item);
  return invite.guests.length === 0 || yes(at(item, "IsDraft")) ? null : tells(SITE, { exists: false, snapshot: invite });
}

function changed(call: Json, loaded: readonly Loaded[]): Told | null {
  const change = at(call, "ItemChange") ?? at(call, "ItemChanges", 0);
  const item = Object.assign({}, ...list(at(change, "Updates")).map((update) => at(update, "Item"))) as Json;
  const invite = read(item);
  if (invite.guests.length > 0) return tells(SITE, { exists: true, snapshot: invite });
  const moves = ["Start", "End", "Recurrence"].some((name) => at(item, name) !== undefined);
  if (!moves && !yes(at(call, "ShouldSendUpdateToAttendees"))) return null;
  const id = word(call, "EventId", "Id") || word(change, "ItemId", "Id");
  const known = recall(loaded, (json) => list(at(json, "Body", "Items")), (one) => word(one, "ItemId", "Id") === id);
  // It goes to whoever was invited before; where that is nobody, it goes to nobody.
  const alone = at(known, "IsMeeting") === false || at(known, "IsOrganizer") === false;
  return alone ? null : tells(SITE, { exists: true });
}

const read = (item: Json) =>
  snapshot(SITE, {
    title: word(item, "Subject"),
    description: word(item, "Body", "Value"),
    format: "html",
    guests: invited(item),
    start: time(word(item, "Start")),
    end: time(word(item, "End")),
    all_day: yes(at(item, "IsAllDayEvent")),
    recurrence: recurrence(at(item, "Recurrence")),
  });

function invited(item: Json): SnapshotGuest[] {
  const all = (name: string, kind = "", optional = false) =>
    list(at(item, name)).map((one) => {
      const mailbox = at(one, "Mailbox");
      return guest(word(mailbox, "EmailAddress"), word(mailbox, "Name"), kind || word(mailbox, "MailboxType"), optional);
    });
  const people = [...all("RequiredAttendees"), ...all("OptionalAttendees", "", true)];
  return people.length === 0 ? [] : [...people, ...all("Resources", "ROOM")];
}

function recurrence(item: Json): SnapshotRecurrence {
  const [pattern, range] = [at(item, "RecurrencePattern"), at(item, "RecurrenceRange")];
  const kind = word(pattern, "__type");
  const days = kind.startsWith("Weekly") ? word(pattern, "DaysOfWeek").split(" ") : [];
  return recurs(
    kind, word(pattern, "Interval"), days.map((day) => day.slice(0, 2).toUpperCase()).join(","),
    word(range, "NumberOfOccurrences"), word(range, "EndDate"),
  );
}
