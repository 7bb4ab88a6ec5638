// What is read in each service's requests: one row for each kind of request, then that nothing that a page could
// send makes a reader throw.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Told } from "../told";
import { caldav } from "./caldav";
import { google } from "./google";
import { outlook } from "./outlook";
import { proton } from "./proton";
import { roundcube } from "./roundcube";
import type { Leaving, Loaded, Service } from "./service";
import { sogo } from "./sogo";
import { zimbra } from "./zimbra";

const ALL = { google, outlook, sogo, roundcube, zimbra, proton, caldav };

const leaving = (method: string, url: string, body = "", headers: Record<string, string> = {}): Leaving => ({
  method, url, body, header: (name) => headers[name] ?? "",
});

/** What is told, in words: action, existence, title, guests, times, rule. */
function words(told: Told | null): string {
  if (told === null) return "nothing";
  const { snapshot, calendar } = told;
  const exists = told.exists === null ? "?" : told.exists ? "old" : "new";
  const known = [told.action, exists, told.holdable ? "" : "loose", calendar === "" ? "" : "calendar"];
  if (snapshot !== null) {
    const guests = snapshot.guests.map(({ email, kind, optional, organizer }) =>
      [email, kind === "person" ? "" : kind, optional ? "optional" : "", organizer ? "host" : ""].filter(Boolean).join("/"),
    );
    const when = ({ date, time }: { date: string; time: string }) => `${date} ${time}`.trim();
    known.push(
      `"${snapshot.title}"`, `[${guests.join(" ")}]`, when(snapshot.start), when(snapshot.end),
      snapshot.all_day ? "all day" : "", snapshot.recurrence.rule, snapshot.description,
    );
  }
  return known.filter(Boolean).join(" | ");
}

function tells(service: Service, request: Leaving, expected: string, loaded: Loaded[] = []): void {
  assert.equal(service.mine(request.method, request.url), true, `${request.method} ${request.url} is not seen`);
  assert.equal(words(service.told(request, loaded)), expected);
}

const ignores = (service: Service, method: string, url: string) =>
  assert.equal(service.mine(method, url), false, `${method} ${url} is looked at`);

describe("sogo", () => {
  const BASE = "/SOGo/so/alice/Calendar/personal";
  const invite = JSON.stringify({
    type: "appointment", summary: "Status", comment: "As ever", startDate: "2031-11-24", startTime: "13:15",
    endDate: "2031-11-24", endTime: "14:15", repeat: { frequency: "weekly", interval: 2, days: [{ day: "MO" }], until: "2032-01-05" },
    organizer: { name: "Alice", email: "alice@acme.example" },
    attendees: [
      { name: "Bob", email: "bob@acme.example", role: "req-participant", isGroup: false },
      { name: "All", email: "all@acme.example", role: "opt-participant", isGroup: true },
    ],
  });
  const read =
    '"Status" | [alice@acme.example/host bob@acme.example all@acme.example/group/optional] | 2031-11-24 13:15 | ' +
    "2031-11-24 14:15 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20320105 | As ever";
  const day = new Date(2031, 10, 24, 10).getTime() / 1_000;
  const fields = ["c_name", "c_folder", "c_title", "c_startdate", "c_enddate", "c_isallday", "c_partmails", "c_recurrence_id", "ownerIsOrganizer"];
  const row = (id: string, title: string, mails: string, occurrence: string | null = null, own = 1) =>
    [id, "personal", title, day, day + 3_600, 0, mails.split("\n"), occurrence, own];
  const blocks = (...events: unknown[]): Loaded[] => [["/eventsblocks", () => JSON.stringify([{ eventsFields: fields, events }])]];
  const byDay = (...events: unknown[]): Loaded[] => [
    ["/eventslist", () => JSON.stringify({ fields, events: { "11": { days: { "24": { events } } } } })],
  ];

  it("reads what is saved", () => {
    tells(sogo, leaving("POST", `${BASE}/1.ics/saveAsAppointment`, invite), `save | new | ${read}`);
    tells(sogo, leaving("POST", `${BASE}/1.ics/save`, invite), `save | old | ${read}`);
    tells(sogo, leaving("POST", `${BASE}/1.ics/occurrence12/save`, invite), `save | old | ${read}`);
    tells(sogo, leaving("POST", `${BASE}/1.ics/saveAsAppointment`, '{"summary":"alone","attendees":[]}'), "nothing");
    tells(sogo, leaving("POST", `${BASE}/1.ics/save`, '{"type":"task","attendees":[{}]}'), "nothing");
  });

  it("takes what is dragged or deleted from what was loaded", () => {
    const moved = leaving("POST", `${BASE}/1.ics/adjust`, '{"days":1,"start":120,"duration":30}');
    const after = 'save | old | "Status" | [bob@x.example ann@x.example] | 2031-11-25 12:00 | 2031-11-25 13:30';
    tells(sogo, moved, after, blocks(row("2.ics", "Other", ""), row("1.ics", "Status", "bob@x.example\nann@x.example")));
    tells(sogo, moved, after, byDay(row("1.ics", "Status", "bob@x.example\nann@x.example")));
    tells(sogo, moved, 'save | old | "Alone" | [] | 2031-11-25 12:00 | 2031-11-25 13:30', blocks(row("1.ics", "Alone", "")));
    tells(sogo, moved, 'save | old | "Theirs" | [] | 2031-11-25 12:00 | 2031-11-25 13:30', blocks(row("1.ics", "Theirs", "me@x.example", null, 0)));
    tells(sogo, moved, "save | old", blocks());
    const second = leaving("POST", `${BASE}/1.ics/occurrence2/adjust`, '{"days":0,"start":0,"duration":0}');
    tells(
      sogo, second, 'save | old | "Second" | [bob@x.example] | 2031-11-24 10:00 | 2031-11-24 11:00',
      blocks(row("1.ics", "First", "bob@x.example", "occurrence1"), row("1.ics", "Second", "bob@x.example", "occurrence2")),
    );
    tells(
      sogo, leaving("GET", `${BASE}/1.ics/delete`), 'cancel | old | "Status" | [bob@x.example] | 2031-11-24 10:00 | 2031-11-24 11:00',
      blocks(row("1.ics", "Status", "bob@x.example")),
    );
  });

  it("leaves the rest alone", () => {
    ignores(sogo, "GET", `${BASE}/newguid`);
    ignores(sogo, "POST", `${BASE}/1.ics/rsvpAppointment`);
    ignores(sogo, "GET", `${BASE}/delete`);
    ignores(sogo, "POST", "/SOGo/so/alice/Mail/0/folderDrafts/save");
    assert.equal(sogo.loads?.test("/SOGo/so/alice/Calendar/eventsblocks?view=weekview"), true);
  });
});

describe("outlook", () => {
  const SERVICE = "/owa/service.svc";
  const item = {
    Subject: "Status", Body: { BodyType: "HTML", Value: "<p>As ever</p>" }, Start: "2031-11-24T10:00:00.000", End: "2031-11-24T11:00:00.000",
    RequiredAttendees: [{ Mailbox: { Name: "Ann", EmailAddress: "ann@x.example" } }],
    OptionalAttendees: [{ Mailbox: { Name: "All", EmailAddress: "all@x.example", MailboxType: "PublicDL" } }],
    Resources: [{ Mailbox: { EmailAddress: "room@x.example" } }],
    Recurrence: {
      RecurrencePattern: { __type: "WeeklyRecurrence:#Exchange", Interval: 1, DaysOfWeek: "Monday Thursday" },
      RecurrenceRange: { __type: "NumberedRecurrence:#Exchange", NumberOfOccurrences: 10 },
    },
  };
  const read =
    '"Status" | [ann@x.example all@x.example/group/optional room@x.example/room] | 2031-11-24 10:00 | 2031-11-24 11:00 | ' +
    "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;COUNT=10 | <p>As ever</p>";
  const create = (more: object, send = "SendToAllAndSaveCopy") =>
    JSON.stringify({ Body: { Items: [{ ...item, ...more }], SendMeetingInvitations: send } });
  const update = (updates: object[], more: object = {}) =>
    JSON.stringify({ Body: { EventId: { Id: "E" }, ItemChange: { Updates: updates.map((one) => ({ Item: one })) }, ...more } });
  const view = (event: object): Loaded[] => [["", () => JSON.stringify({ Body: { Items: [{ ItemId: { Id: "E" }, ...event }] } })]];

  it("reads what is made", () => {
    for (const action of ["CreateCalendarEvent&app=Calendar", "CreateItem"]) {
      tells(outlook, leaving("POST", `${SERVICE}?action=${action}`, create({})), `save | new | ${read}`);
    }
    tells(outlook, leaving("POST", `/owa/0/service.svc?app=Calendar&action=CreateCalendarEvent`, create({})), `save | new | ${read}`);
    tells(
      outlook,
      leaving("POST", `${SERVICE}?action=CreateCalendarEvent`, "", { "x-owa-urlpostdata": encodeURIComponent(create({})) }),
      `save | new | ${read}`,
    );
    for (const quiet of [create({}, "SendToNone"), create({ IsDraft: true }), create({ RequiredAttendees: [], OptionalAttendees: [] })]) {
      tells(outlook, leaving("POST", `${SERVICE}?action=CreateCalendarEvent`, quiet), "nothing");
    }
    tells(outlook, leaving("POST", `${SERVICE}?action=CreateItem`, '{"Body":{"Items":[{"Subject":"mail"}]}}'), "nothing");
  });

  it("reads what is changed", () => {
    const change = `${SERVICE}?action=UpdateCalendarEvent&app=Calendar`;
    tells(
      outlook, leaving("POST", change, update([{ Subject: "Status" }, { RequiredAttendees: item.RequiredAttendees }])),
      'save | old | "Status" | [ann@x.example]',
    );
    const later = update([{ Start: "2031-11-24T12:00:00" }, { End: "2031-11-24T13:00:00" }]);
    tells(outlook, leaving("POST", change, later), "save | old");
    tells(outlook, leaving("POST", change, later), "save | old", view({ IsMeeting: true }));
    tells(outlook, leaving("POST", change, later), "nothing", view({ IsMeeting: false }));
    tells(outlook, leaving("POST", change, later), "nothing", view({ IsMeeting: true, IsOrganizer: false }));
    tells(outlook, leaving("POST", change, update([{ Categories: ["Red"] }])), "nothing");
    tells(outlook, leaving("POST", change, update([{ Body: {} }], { ShouldSendUpdateToAttendees: true })), "save | old");
    const old = JSON.stringify({
      Body: { SendMeetingInvitationsOrCancellations: "SendToAllAndSaveCopy", ItemChanges: [{ Updates: [{ Item: item }] }] },
    });
    tells(outlook, leaving("POST", `${SERVICE}?action=UpdateItem`, old), `save | old | ${read}`);
    tells(outlook, leaving("POST", `${SERVICE}?action=UpdateItem`, old.replace("SendToAllAndSaveCopy", "SendToNone")), "nothing");
  });

  it("reads what is called off, and leaves the rest alone", () => {
    tells(outlook, leaving("POST", `${SERVICE}?action=CancelCalendarEvent&app=Calendar`), "cancel | old");
    ignores(outlook, "POST", `${SERVICE}?action=DeleteItem`);
    ignores(outlook, "POST", `${SERVICE}?action=GetCalendarView`);
    ignores(outlook, "POST", `${SERVICE}?action=UpdateItemIsRead`);
    assert.equal(outlook.loads?.test(`${SERVICE}?action=GetCalendarView&app=Calendar`), true);
  });
});

describe("roundcube", () => {
  const EVENT = "./?_task=calendar&_action=event";
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const invite = {
    "e[title]": "Status", "e[description]": "As ever", "e[start]": "2031-11-24T10:00:00", "e[end]": "2031-11-24T11:00:00", "e[allDay]": "0",
    "e[recurrence][FREQ]": "WEEKLY", "e[recurrence][INTERVAL]": "1",
    "e[attendees][0][email]": "me@x.example", "e[attendees][0][role]": "ORGANIZER",
    "e[attendees][1][email]": "ann@x.example", "e[attendees][1][role]": "OPT-PARTICIPANT",
    "e[attendees][2][email]": "room@x.example", "e[attendees][2][cutype]": "RESOURCE", "e[_notify]": "1",
  };
  const read =
    '"Status" | [me@x.example/host ann@x.example/optional room@x.example/room] | 2031-11-24 10:00 | 2031-11-24 11:00';
  const rule = "FREQ=WEEKLY;INTERVAL=1 | As ever";
  const loaded: Loaded[] = [["", () => JSON.stringify([{
    id: "1:E", title: "Status", start: "2031-11-24T10:00:00", end: "2031-11-24T11:00:00", allDay: false,
    attendees: [{ email: "me@x.example", role: "ORGANIZER" }, { email: "ann@x.example" }],
  }])]];

  it("reads what is saved; its editor is gone by then", () => {
    tells(roundcube, leaving("POST", EVENT, form({ action: "new", ...invite })), `save | new | loose | ${read} | ${rule}`);
    tells(roundcube, leaving("POST", EVENT, form({ action: "edit", ...invite })), `save | old | loose | ${read} | ${rule}`);
    tells(roundcube, leaving("POST", EVENT, form({ action: "edit", ...invite, "e[_notify]": "0" })), "nothing");
    tells(roundcube, leaving("POST", EVENT, form({ action: "new", "e[title]": "alone" })), "nothing");
    tells(roundcube, leaving("POST", EVENT, form({ action: "rsvp", "e[id]": "1:E" })), "nothing");
  });

  it("takes what is moved or removed from what was loaded", () => {
    const move = form({ action: "move", "e[id]": "1:E", "e[start]": "2031-11-25T12:00:00", "e[end]": "2031-11-25T13:00:00" });
    tells(roundcube, leaving("POST", EVENT, move), 'save | old | "Status" | [me@x.example/host ann@x.example] | 2031-11-25 12:00 | 2031-11-25 13:00', loaded);
    tells(roundcube, leaving("POST", EVENT, move), "save | old");
    tells(
      roundcube, leaving("POST", EVENT, form({ action: "remove", "e[id]": "1:E" })),
      'cancel | old | "Status" | [me@x.example/host ann@x.example] | 2031-11-24 10:00 | 2031-11-24 11:00', loaded,
    );
  });

  it("leaves the rest alone", () => {
    ignores(roundcube, "POST", "./?_task=mail&_action=send");
    ignores(roundcube, "POST", "./?_task=calendar&_action=load_events");
    assert.equal(roundcube.loads?.test("./?_task=calendar&_action=load_events&start=1"), true);
  });
});

describe("zimbra", () => {
  const invite = {
    m: {
      inv: { comp: [{
        name: "Status", draft: 0, allDay: "0", s: { d: "20311124T100000", tz: "Europe/Berlin" }, e: { d: "20311124T110000" },
        or: { a: "me@x.example", d: "Me" },
        at: [{ a: "ann@x.example", d: "Ann", role: "REQ", cutype: "IND" }, { a: "room@x.example", cutype: "RES", role: "NON" }, { a: "bob@x.example", role: "OPT" }],
        recur: [{ add: [{ rule: [{ freq: "WEE", interval: [{ ival: 1 }], byday: [{ wkday: [{ day: "MO" }] }], count: [{ num: 5 }] }] }] }],
      }] },
      e: [{ a: "ann@x.example", t: "t" }, { a: "me@x.example", t: "f" }],
      su: { _content: "Status" },
      mp: { ct: "multipart/alternative", mp: [{ ct: "text/plain", content: "As ever" }, { ct: "text/html", content: { _content: "<p>" } }] },
    },
  };
  const read =
    '"Status" | [me@x.example/host ann@x.example room@x.example/room bob@x.example/optional] | 2031-11-24 10:00 | 2031-11-24 11:00 | ' +
    "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=5 | As ever";
  const json = (name: string, request: object) => JSON.stringify({ Header: {}, Body: { [name]: request } });
  const post = (body: string) => leaving("POST", "/service/soap/", body);

  it("reads JSON", () => {
    tells(zimbra, post(json("CreateAppointmentRequest", invite)), `save | new | ${read}`);
    tells(zimbra, post(json("ModifyAppointmentRequest", invite)), `save | old | ${read}`);
    tells(zimbra, post(json("BatchRequest", { ModifyAppointmentRequest: [invite] })), `save | old | ${read}`);
    tells(
      zimbra, post(json("CancelAppointmentRequest", { m: { e: [{ a: "ann@x.example", p: "Ann" }], su: "Cancelled: Status" } })),
      'cancel | old | "Cancelled: Status" | [ann@x.example]',
    );
    tells(zimbra, post(json("CreateAppointmentRequest", { m: { ...invite.m, e: [] } })), "nothing");
    tells(zimbra, post(json("CancelAppointmentRequest", { m: { su: "Cancelled: alone" } })), "nothing");
    tells(zimbra, post(json("CreateAppointmentRequest", { m: { ...invite.m, inv: { comp: [{ ...invite.m.inv.comp[0], draft: 1 }] } } })), "nothing");
    tells(zimbra, post(json("SearchRequest", {})), "nothing");
  });

  it("reads XML", () => {
    tells(
      zimbra,
      post(
        '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body>' +
          '<CreateAppointmentRequest xmlns="urn:zimbraMail"><m><inv><comp name="Status" allDay="0"><s d="20311124T100000"/>' +
          '<e d="20311124T110000"/><or a="me@x.example"/><at a="ann@x.example" d="Ann &amp; Co"/><at a="bob@x.example" role="OPT"/></comp></inv>' +
          '<e a="ann@x.example" t="t"/><su>Status &lt;weekly&gt;</su><mp ct="text/plain"><content>As ever</content></mp></m>' +
          "</CreateAppointmentRequest></soap:Body></soap:Envelope>",
      ),
      'save | new | "Status <weekly>" | [me@x.example/host ann@x.example bob@x.example/optional] | 2031-11-24 10:00 | 2031-11-24 11:00 | As ever',
    );
  });
});

describe("google", () => {
  const sync = (...operations: unknown[]) =>
    leaving("POST", "/calendar/u/0/sync.sync", new URLSearchParams({ "f.req": JSON.stringify([[null, null, null, null, operations]]) }).toString());
  const field = (place: number, value: unknown) => [1, ...Array<null>(place - 1).fill(null), value];
  const ann = field(8, ["ann@x.example", "ann@x.example", 0]);
  const room = field(8, ["r@resource.calendar.google.com", "", 0]);

  it("sees guests wherever they stand, and nothing else", () => {
    const guests = [ann, room, field(23, ["RRULE:FREQ=WEEKLY;BYDAY=MO"])];
    tells(
      google, sync([7, null, [[null, null, ["id", null, null, guests, null, 2]]]]),
      'save | new | loose | "" | [ann@x.example r@resource.calendar.google.com/room] | FREQ=WEEKLY;BYDAY=MO',
    );
    tells(google, sync([9, null, [[null, ["id", "calendar", [ann]]]]]), 'save | old | loose | "" | [ann@x.example]');
    tells(google, sync([9, null, [[null, [ann]]]]), 'save | old | loose | "" | [ann@x.example]');
    tells(google, sync([7, null, [[null, null, ["id", null, null, [field(2, "alone")], null, 0]]]]), "nothing");
    tells(google, sync(), "nothing");
    tells(google, leaving("POST", "/calendar/u/0/sync.sync", "f.req=%5B%5D"), "nothing");
    ignores(google, "GET", "/calendar/u/0/sync.sync");
    ignores(google, "POST", "/calendar/u/0/sync.prefetcheventrange");
  });
});

describe("proton", () => {
  const sync = (event: object) => leaving("PUT", "https://calendar.proton.me/api/calendar/v1/C/events/sync", JSON.stringify({ Events: [event] }));
  it("sees that there are guests", () => {
    tells(proton, sync({ Event: { Attendees: [{ Token: "t" }] } }), "save | new | loose");
    tells(proton, sync({ ID: "E", Event: { AttendeesEventContent: [{ Data: "…" }] } }), "save | old | loose");
    tells(proton, sync({ Event: { Attendees: [] } }), "nothing");
    tells(proton, sync({ ID: "E" }), "cancel | old | loose");
  });
});

describe("caldav", () => {
  const event = (...lines: string[]) =>
    ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines.filter((line) => line.startsWith("METHOD")), "BEGIN:VEVENT", "UID:1", "SUMMARY:Status",
      ...lines.filter((line) => !line.startsWith("METHOD")), "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
  const ann = "ATTENDEE;CN=Ann:mailto:ann@x.example";
  const URL = "/dav/calendars/me/work/1.ics";

  it("knows a commit by the standard", () => {
    const table: [what: string, request: Leaving, expected: string][] = [
      ["a write", leaving("PUT", URL, event(ann)), "save | ? | calendar"],
      ["anywhere", leaving("PUT", "/api/store?id=1", event(ann)), "save | ? | calendar"],
      ["a change", leaving("PUT", URL, event(ann), { "if-match": '"1"' }), "save | old | calendar"],
      ["a new one", leaving("PUT", URL, event(ann), { "if-none-match": "*" }), "save | new | calendar"],
      ["Nextcloud's", leaving("PUT", "/remote.php/dav/calendars/me/personal/1.ics", event(ann)), "save | ? | calendar"],
      ["folded", leaving("PUT", URL, event("ATTEN\r\n DEE;CN=Ann:mailto:ann@x.example")), "save | ? | calendar"],
      ["bare line ends", leaving("PUT", URL, event(ann).replaceAll("\r\n", "\n")), "save | ? | calendar"],
      ["nobody else", leaving("PUT", URL, event()), "nothing"],
      ["a word of it", leaving("PUT", URL, event("DESCRIPTION:no ATTENDEE: none")), "nothing"],
      ["a task", leaving("PUT", URL, event(ann).replaceAll("VEVENT", "VTODO")), "nothing"],
      ["no calendar", leaving("PUT", "/files/a.txt", "hello"), "nothing"],
      ["called off", leaving("PUT", URL, event(ann, "STATUS:CANCELLED")), "save | ? | calendar"],
      ["removed", leaving("DELETE", URL), "cancel | old"],
      ["another file", leaving("DELETE", "/files/old.ics"), "nothing"],
      ["an invitation", leaving("POST", "/dav/outbox/me/", event("METHOD:REQUEST", ann)), "save | ? | calendar"],
      ["a cancellation", leaving("POST", "/dav/outbox/me/", event("METHOD:CANCEL", ann)), "save | ? | calendar"],
      ["an answer", leaving("POST", "/dav/outbox/me/", event("METHOD:REPLY", ann)), "nothing"],
      ["free or busy", leaving("POST", "/dav/outbox/me/", event("METHOD:REQUEST", ann).replaceAll("VEVENT", "VFREEBUSY")), "nothing"],
    ];
    for (const [what, request, expected] of table) {
      assert.equal(caldav.mine(request.method, request.url), true, what);
      assert.equal(words(caldav.told(request, [])), expected, what);
    }
    assert.equal(caldav.told(leaving("PUT", "/remote.php/dav/calendars/me/personal/1.ics", event(ann)), [])?.site, "nextcloud");
  });

  it("knows the event as the page had loaded it", () => {
    const text = event(ann);
    const other = event(ann).replace("UID:1", "UID:10");
    const xml = `<multistatus>${other}${text.replaceAll("\r\n", "&#13;\n")}</multistatus>`;
    const before = (...loaded: string[]) =>
      caldav.told(leaving("PUT", URL, event(ann, "X:1")), loaded.map((one) => ["/dav/", () => one] as const))?.before;
    assert.equal(before(), "");
    assert.equal(before("<multistatus/>", text), text.trimEnd());
    assert.equal(before(xml.replace(other, ""))?.split(/\r?\n/).join("\r\n"), text.trimEnd());
  });

  it("hands the text on as it is", () => {
    const text = `\uFEFF${event(ann)}`;
    assert.equal(caldav.told(leaving("PUT", URL, text), [])?.calendar, text);
  });

  it("leaves the rest alone", () => {
    ignores(caldav, "GET", URL);
    ignores(caldav, "REPORT", URL);
    ignores(caldav, "POST", "/api/login");
    ignores(caldav, "DELETE", "/api/users/1");
  });
});

describe("no body", () => {
  /** Values in the places where the readers look. */
  const KEYS = [
    "Body", "Items", "ItemChange", "ItemChanges", "Updates", "Item", "RequiredAttendees", "Mailbox", "Recurrence", "RecurrencePattern",
    "CreateAppointmentRequest", "CancelAppointmentRequest", "BatchRequest", "m", "inv", "comp", "at", "e", "s", "u", "d", "su", "mp", "content",
    "recur", "add", "rule", "byday", "wkday", "attendees", "organizer", "repeat", "days", "type", "SendMeetingInvitations", "Events", "Event",
    "Attendees", "events", "eventsFields", "fields", "id", "__proto__",
  ];
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 7 },
      fc.constantFrom(null, true, "SendToAll", "a@x.example", "2031-11-24T10:00:00Z", "99999999999999999", 0, -1, 1e300),
      fc.array(tie("tree"), { maxLength: 9 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie("tree"), { maxKeys: 4 }),
    ),
  }));
  const text = fc.oneof(
    fc.string(), tree.map((value) => JSON.stringify(value)), tree.map((value) => `f.req=${encodeURIComponent(JSON.stringify([[0, 0, 0, 0, value]]))}`),
    tree.map((value) => `<CreateAppointmentRequest><m${JSON.stringify(value)}/><e a="`),
    fc.array(fc.constantFrom("e[attendees]", "e[a][b][c]", "[[", "]", "e", "action", "e[title]", "__proto__[x]", "=new", "=move", "&", "=remove", "%", "[0]")).map((parts) => parts.join("")),
    fc.string().map((rest) => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE:${rest}`),
  );
  const URLS = [
    "/SOGo/so/a/Calendar/c/1.ics/save", "/SOGo/so/a/Calendar/c/%/adjust", "/SOGo/so/a/Calendar/c/1.ics/delete", "/owa/service.svc?action=CreateItem",
    "/owa/service.svc?action=UpdateCalendarEvent", "/owa/service.svc?action=DeleteItem", "?_task=calendar&_action=event", "/service/soap", "/sync.sync",
    "/dav/1.ics", "/api/calendar/v1/c/events/sync", "",
  ];
  it("makes a reader throw", () => {
    fc.assert(
      fc.property(fc.constantFrom(...URLS), fc.constantFrom("GET", "POST", "PUT", "DELETE"), text, text, (url, method, body, other) => {
        for (const service of Object.values(ALL)) {
          service.mine(method, url);
          service.told(leaving(method, url, body, { "x-owa-urlpostdata": other, "if-match": other }), [["", () => other]]);
          service.refusal?.(leaving(method, url, body));
        }
      }),
      { numRuns: 500 },
    );
  });
});
