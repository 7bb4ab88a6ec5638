// The event that is edited, and how it is stored: iCalendar text by CalDAV, as the calendar's own library does it.

import { chance } from "./kit/random.js";

const CALENDAR = "/remote.php/dav/calendars/me/personal/";

const NAMES = { "ann@example.com": "Ann", "bob@example.com": "Bob", "cara@example.com": "Cara" };

export const nameOf = (email) => NAMES[email] ?? email;

const stamp = (day, time) => `${day.replaceAll("-", "")}T${time.replace(":", "")}00`;

const escaped = (text) => text.replace(/[\\;,]/gu, "\\$&").replaceAll("\n", "\\n");

// RFC 5545, 3.1: no line is longer than 75 octets.
const folded = (line) => line.replace(/(.{70})(?=.)/gu, "$1\r\n ");

export function calendarText(event) {
  const guest = (email) =>
    `ATTENDEE;CN=${nameOf(email)};CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:${email}`;
  const invited = event.guests.length > 0;
  return [
    "BEGIN:VCALENDAR", "CALSCALE:GREGORIAN", "VERSION:2.0", "PRODID:-//IDN nextcloud.com//Calendar app//EN",
    "BEGIN:VEVENT",
    "CREATED:20311101T080000Z", "DTSTAMP:20311101T080000Z", "LAST-MODIFIED:20311101T080000Z", "SEQUENCE:2",
    `UID:${event.uid}`,
    `DTSTART;TZID=Europe/Berlin:${stamp(event.day, event.start)}`,
    `DTEND;TZID=Europe/Berlin:${stamp(event.day, event.end)}`,
    "STATUS:CONFIRMED",
    `SUMMARY:${escaped(event.title)}`,
    ...(event.description === "" ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
    ...(event.weekly ? ["RRULE:FREQ=WEEKLY;BYDAY=MO"] : []),
    ...(event.skipped ? [`EXDATE;TZID=Europe/Berlin:${stamp(event.day, event.start)}`] : []),
    ...event.guests.map(guest),
    ...(invited ? ["ORGANIZER;CN=Me:mailto:me@example.com"] : []),
    "END:VEVENT", "END:VCALENDAR",
  ].map(folded).join("\r\n");
}

// The library asks by XMLHttpRequest; a newer axios can be set to fetch.
async function ask(method, event, headers, body) {
  const address = `${location.origin}${CALENDAR}${event.uid}.ics`;
  const all = { Depth: "0", "X-Requested-With": "XMLHttpRequest", requesttoken: "abc:def", ...headers };
  if (chance(20)) return (await fetch(address, { method, headers: all, body })).ok;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    request.onloadend = () => resolve(request.status >= 200 && request.status < 300);
    request.send(body);
  });
}

// True if the server took it.
export const put = (event) =>
  ask("PUT", event, {
    "Content-Type": "text/calendar; charset=utf-8",
    ...(event.isNew ? {} : { "If-Match": '"7d1b"' }),
  }, calendarText(event)).catch(() => false);

export const remove = (event) => ask("DELETE", event, {}, null).catch(() => false);
