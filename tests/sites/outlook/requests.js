// The service's own calls, as its page makes them: what the call is stands in the address and in a header, the call
// itself in the body, or, for changes, URL-encoded in a header with nothing in the body.

import { chance, pick, word } from "/standin/kit/random.js";

const EXCHANGE = ":#Exchange";

const header = () => ({
  __type: `JsonRequestHeaders${EXCHANGE}`,
  RequestServerVersion: "V2018_01_08",
  TimeZoneContext: {
    __type: `TimeZoneContext${EXCHANGE}`,
    TimeZoneDefinition: { __type: `TimeZoneDefinitionType${EXCHANGE}`, Id: "W. Europe Standard Time" },
  },
});

// True once the service said that it was done.
async function call(action, kind, body, inHeader = false, app = "Calendar") {
  const text = JSON.stringify({ __type: `${kind}JsonRequest${EXCHANGE}`, Header: header(), Body: { __type: `${kind}Request${EXCHANGE}`, ...body } });
  const address = `/owa/${pick(["", "0/"])}service.svc?action=${action}&app=${app}`;
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: {
        action,
        "content-type": "application/json; charset=utf-8",
        prefer: 'exchange.behavior="IncludeThirdPartyOnlineMeetingProviders"',
        "x-owa-canary": word(20),
        "x-req-source": app,
        ...(inHeader ? { "x-owa-urlpostdata": encodeURIComponent(text) } : {}),
      },
      body: inHeader ? "" : text,
    });
    return answer.ok && (await answer.json()).Body.ResponseMessages.Items[0].ResponseClass === "Success";
  } catch {
    return false;
  }
}

const attendees = (people) =>
  people.map(({ email, name }) => ({
    __type: `AttendeeType${EXCHANGE}`,
    Mailbox: { Name: name, EmailAddress: email, RoutingType: "SMTP", MailboxType: "Mailbox" },
  }));

const at = (event, time) => `${event.day}T${time}:00.000`;

const fields = {
  Subject: (event) => event.title,
  Body: (event) => ({ __type: `BodyContentType${EXCHANGE}`, BodyType: "HTML", Value: event.description }),
  Start: (event) => at(event, event.start),
  End: (event) => at(event, event.end),
  RequiredAttendees: (event) => attendees(event.required),
  OptionalAttendees: (event) => attendees(event.optional),
};

export function create(event, draft = false) {
  const item = Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(event)]));
  return call("CreateCalendarEvent", "CreateItem", {
    Items: [{ __type: `CalendarItem${EXCHANGE}`, ...item, IsAllDayEvent: false, ...(draft ? { IsDraft: true } : {}) }],
    SavedItemFolderId: { __type: `TargetFolderId${EXCHANGE}` },
    SendMeetingInvitations: draft ? "SendToNone" : "SendToAllAndSaveCopy",
  });
}

// Only what has changed goes out; the title goes with it in some builds.
export function update(event, changed) {
  const id = { __type: `ItemId${EXCHANGE}`, Id: event.id };
  const names = [...(chance(50) && !changed.includes("Subject") ? ["Subject"] : []), ...changed];
  const change = (name) => ({
    __type: `SetItemField${EXCHANGE}`,
    Path: { __type: `PropertyUri${EXCHANGE}`, FieldURI: name },
    Item: { __type: `CalendarItem${EXCHANGE}`, [name]: fields[name](event) },
  });
  return call("UpdateCalendarEvent", "UpdateCalendarEvent", {
    EventId: id,
    ItemChange: { __type: `ItemChange${EXCHANGE}`, ItemId: id, Updates: names.map(change) },
    EventScope: 0,
    ...(event.required.length > 0 ? { ShouldSendUpdateToAttendees: true } : {}),
  }, true);
}

export const cancel = (event) =>
  call("CancelCalendarEvent", "CancelCalendarEvent", { EventId: { __type: `ItemId${EXCHANGE}`, Id: event.id }, EventScope: 0 });

export const mail = (event) =>
  call("CreateItem", "CreateItem", {
    Items: [{ __type: `Message${EXCHANGE}`, Subject: event.title, ToRecipients: event.required.map(({ email }) => ({ EmailAddress: email })) }],
    MessageDisposition: "SendAndSaveCopy",
  }, false, "Mail");
