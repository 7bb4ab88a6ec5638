// CalDAV (RFC 4791), its scheduling (RFC 6638) and iTIP (RFC 5546): whatever client it is, this is how it saves an
// event with guests. The iCalendar text is handed on as it is; the core reads it.
//
// Refusal: `FORBIDDEN`. Every client must stand it, because servers refuse writes so (RFC 4918, RFC 3744).

import { tells, type Leaving, type Service } from "./service";

const OBJECT = /\.ics(?:[?#]|$)/i;
const DAV = /dav|\/calendars?\/|\.php\/cal|outbox/i;
const NEXTCLOUD = /\/remote\.php\/dav\//;
/** Lines are folded anywhere, even in names; a property of a guest is never the first thing in a file. */
const ATTENDEE = /[\r\n]A[\r\n \t]*T[\r\n \t]*T[\r\n \t]*E[\r\n \t]*N[\r\n \t]*D[\r\n \t]*E[\r\n \t]*E[\r\n \t]*[;:]/i;
const METHOD = /[\r\n]METHOD[^:\r\n]*:[ \t]*([\w-]+)/i;
const EVENT = /[\r\n]BEGIN:VEVENT/i;
const CANCELLED = /[\r\n]STATUS[^:\r\n]*:[ \t]*CANCELLED/i;

/** iCalendar by its beginning. */
export const isCalendar = (body: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(body);

/** Any client that saves by the standard. */
export const caldav: Service = {
  // A PUT may go anywhere: what it carries says what it is. So do its headers and its name before it is read.
  mine: (method, url) =>
    method === "PUT" || (method === "POST" && DAV.test(url)) || (method === "DELETE" && OBJECT.test(url)),

  told(leaving) {
    const { method, url, body } = leaving;
    const site = NEXTCLOUD.test(url) ? "nextcloud" : "caldav";
    if (method === "DELETE") return DAV.test(url) ? tells(site, { action: "cancel", exists: true }) : null;
    if (!isCalendar(body) || !EVENT.test(body) || !ATTENDEE.test(body)) return null;
    const itip = METHOD.exec(body)?.[1]?.toUpperCase() ?? "";
    if (method === "POST" && itip !== "REQUEST" && itip !== "ADD" && itip !== "CANCEL") return null;
    const cancels = itip === "CANCEL" || (method === "PUT" && everyEvent(body, CANCELLED));
    return tells(site, { action: cancels ? "cancel" : "save", exists: exists(leaving), calendar: body });
  },
};

/** What may only change an event names its version; what may only make one says that there must be none. */
function exists({ header }: Leaving): boolean | null {
  if (header("if-match") !== "" || header("if-schedule-tag-match") !== "") return true;
  return header("if-none-match").trim() === "*" ? false : null;
}

/** An occurrence that is called off does not call off the series. */
const everyEvent = (body: string, pattern: RegExp): boolean =>
  body.split(EVENT).slice(1).every((event) => pattern.test(event));
