// An event as iCalendar text: folded, escaped, with guests if there are any.

const escaped = (text) => text.replace(/[\\;,]/gu, "\\$&");
const folded = (line) => line.replace(/(.{60})(?=.)/gu, "$1\r\n ");

export function event({ what, who, when }) {
  const start = `${when.replace(/[-:]/gu, "")}00`;
  const end = start.replace(/T(\d\d)/u, (_, hour) => `T${String(Number(hour) + 1).padStart(2, "0")}`);
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//nobody//small client//EN", "BEGIN:VEVENT", `UID:${crypto.randomUUID()}`,
    "DTSTAMP:20311101T080000Z", `DTSTART;TZID=Europe/Berlin:${start}`, `DTEND;TZID=Europe/Berlin:${end}`, `SUMMARY:${escaped(what)}`,
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
    ...(who.length > 0 ? ["ORGANIZER;CN=Me:mailto:me@example.com"] : []),
    ...who.map((email) => `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${email}`),
    "DESCRIPTION:As every week – für alle 🗓",
    "END:VEVENT", "END:VCALENDAR", "",
  ].map(folded).join("\r\n");
}
