// CalDAV (RFC 4791), its scheduling (RFC 6638) and iTIP (RFC 5546): whatever client it is, this is how it saves an
// event with guests. The iCalendar text is handed on as it is; the core reads it.
//
// Refusal: `FORBIDDEN`. Every client must stand it, because servers refuse writes so (RFC 4918, RFC 3744).

import { tells, type Leaving, type Loaded, type Service } from "./service";

const OBJECT = /\.ics(?:[?#]|$)/i;
const DAV = /dav|\/calendars?\/|outbox/i;
const NEXTCLOUD = /\/remote\.php\/dav\//;
const FOLD = /\r?\n[ \t]/g;
const ATTENDEE = /^ATTENDEE[;:]/im;
const METHOD = /^METHOD[^:\n]*:\s*([\w-]+)/im;
const EVENT = /^BEGIN:VEVENT/im;
const UID = /^UID:(.+)/im;
const RETURN = /&#(?:13|xD);/gi;

/** iCalendar by its beginning. */
export const isCalendar = (body: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(body);

/** Any client that saves by the standard. */
export const caldav: Service = {
  // A PUT may go anywhere: what it carries says what it is. So do its headers and its name before it is read.
  mine: (method, url) =>
    method === "PUT" || (method === "POST" && DAV.test(url)) || (method === "DELETE" && OBJECT.test(url)),

  loads: DAV,

  told(leaving, loaded) {
    const { method, url, body } = leaving;
    const site = NEXTCLOUD.test(url) ? "nextcloud" : "caldav";
    if (method === "DELETE") return DAV.test(url) ? tells(site, { action: "cancel", exists: true }) : null;
    if (!isCalendar(body)) return null;
    const unfolded = body.replace(FOLD, "");
    const [head = "", ...events] = unfolded.split(EVENT);
    if (!events.some((event) => ATTENDEE.test(event))) return null;
    const itip = METHOD.exec(head)?.[1]?.toUpperCase() ?? "";
    if (method === "POST" && !/^(REQUEST|ADD|CANCEL)$/.test(itip)) return null;
    // Whether it calls the event off, the core reads too.
    return tells(site, { exists: exists(leaving), calendar: body, before: known(unfolded, loaded) });
  },
};

/** The event of the same UID in what the page loaded: a report of many, as XML, or the event alone. Of XML's
 *  references only those of line ends are undone: no address and no time holds another. */
function known(unfolded: string, loaded: readonly Loaded[]): string {
  const uid = UID.exec(unfolded)?.[1]?.trim() ?? "";
  for (const [, text] of uid === "" ? [] : loaded) {
    const whole = text();
    const at = whole.indexOf(`UID:${uid}`);
    const [from, to] = [whole.lastIndexOf("BEGIN:VCALENDAR", at), whole.indexOf("END:VCALENDAR", at)];
    if (at >= 0 && from >= 0 && to >= 0) return whole.slice(from, to + 13).replace(RETURN, "");
  }
  return "";
}

/** What may only change an event names its version; what may only make one says that there must be none. */
const exists = ({ header }: Leaving): boolean | null =>
  header("if-match") !== "" ? true : header("if-none-match") !== "" ? false : null;
