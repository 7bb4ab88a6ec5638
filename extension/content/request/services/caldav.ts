// CalDAV (RFC 4791), its scheduling (RFC 6638) and iTIP (RFC 5546): whatever client it is, this is how it saves an
// event with guests. The iCalendar text is handed on as it is; the core reads it.
//
// Refusal: `FORBIDDEN`. Every client must stand it, because servers refuse writes so (RFC 4918, RFC 3744).

import { tells, type Leaving, type Service } from "./service";

const OBJECT = /\.ics(?:[?#]|$)/i;
const DAV = /dav|\/calendars?\/|outbox/i;
const NEXTCLOUD = /\/remote\.php\/dav\//;
const FOLD = /\r?\n[ \t]/g;
const ATTENDEE = /^ATTENDEE[;:]/im;
const METHOD = /^METHOD[^:\n]*:\s*([\w-]+)/im;
const EVENT = /^BEGIN:VEVENT/im;
const CANCELLED = /^STATUS[^:\n]*:\s*CANCELLED/im;

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
    if (!isCalendar(body)) return null;
    const [head = "", ...events] = body.replace(FOLD, "").split(EVENT);
    if (!events.some((event) => ATTENDEE.test(event))) return null;
    const itip = METHOD.exec(head)?.[1]?.toUpperCase() ?? "";
    if (method === "POST" && !/^(REQUEST|ADD|CANCEL)$/.test(itip)) return null;
    // An occurrence that is called off does not call off the series.
    const cancels = itip === "CANCEL" || events.every((event) => CANCELLED.test(event));
    return tells(site, { action: cancels ? "cancel" : "save", exists: exists(leaving), calendar: body });
  },
};

/** What may only change an event names its version; what may only make one says that there must be none. */
const exists = ({ header }: Leaving): boolean | null =>
  header("if-match") !== "" ? true : header("if-none-match") !== "" ? false : null;
