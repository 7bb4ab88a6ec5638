// Zimbra: SOAP, in JSON as its web client writes it or in XML as others do, alone or in a batch. An appointment
// without mail addresses (`m.e`) or marked as a draft is stored and sent to nobody.
//
// Refusal: a SOAP fault `service.PERM_DENIED` under 500, as the server writes it. The web client asks for its answers
// in JSON even where it writes XML; it shows the fault and its form stays open. How others stand it is not known.

import type { Snapshot, SnapshotGuest } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, guest, inJson, list, parsed, REASON, recurs, snapshot, tells, text, time, word, yes,
  type Json, type Leaving, type Service,
} from "./service";

const SITE = "zimbra";
const SOAP = /\/service\/soap\b/;
const COMMIT = /(Create|Modify|Cancel)Appointment(Exception)?Request/;

/** Zimbra, at any address. */
export const zimbra: Service = {
  mine: (method, url) => method === "POST" && SOAP.test(url),

  told({ body }: Leaving): Told | null {
    if (!COMMIT.test(body)) return null;
    const [request, form] = body.trimStart().startsWith("<") ? inXml(body) : inTree(parsed(body));
    const message = at(form, "m");
    const component = at(message, "inv", "comp") ?? at(message, "comp");
    if (list(at(message, "e")).length === 0 || yes(at(component, "draft"))) return null;
    const invite = read(message, component);
    return request.startsWith("Cancel")
      ? tells(SITE, { action: "cancel", exists: true, snapshot: { ...invite, guests: addressed(message) } })
      : tells(SITE, { exists: request.startsWith("Modify"), snapshot: invite });
  },

  refusal: () =>
    inJson(500, {
      Body: {
        Fault: {
          Code: { Value: "soap:Sender" },
          Reason: { Text: REASON },
          Detail: { Error: { Code: "service.PERM_DENIED", _jsns: "urn:zimbra" } },
        },
      },
      _jsns: "urn:zimbraSoap",
    }),
};

/** An element's text, in either of the two ways in which it is written in JSON. */
const content = (json: Json): string => text(json) || word(json, "_content");

/** The request that commits, in the body or in a batch in it. */
function inTree(envelope: Json): [string, Json] {
  const body = at(envelope, "Body");
  for (const holder of [body, at(body, "BatchRequest")]) {
    if (typeof holder !== "object" || holder === null) continue;
    const found = Object.entries(holder).find(([name]) => COMMIT.test(name));
    if (found !== undefined) return found;
  }
  return ["", undefined];
}

function read(message: Json, component: Json): Snapshot {
  const rule = at(component, "recur", "add", "rule");
  const organizer = at(component, "or");
  const attendees = list(at(component, "at")).map((one) =>
    guest(word(one, "a"), word(one, "d"), word(one, "cutype"), word(one, "role") === "OPT"),
  );
  const parts = [...list(at(message, "mp")), ...list(at(message, "mp", "mp"))];
  const texts = parts.filter((one) => content(at(one, "content")) !== "");
  const words = texts.find((one) => word(one, "ct") === "text/plain") ?? texts[0];
  return snapshot(SITE, {
    title: content(at(message, "su")) || word(component, "name"),
    description: content(at(words, "content")),
    format: word(words, "ct") === "text/html" ? "html" : "plain",
    guests: [
      ...(organizer === undefined ? [] : [guest(word(organizer, "a"), word(organizer, "d"), "", false, true)]),
      ...attendees,
    ],
    start: time(word(component, "s", "d")),
    end: time(word(component, "e", "d")),
    all_day: yes(at(component, "allDay")),
    recurrence: recurs(
      word(rule, "freq"), word(rule, "interval", "ival"),
      list(at(rule, "byday", "wkday")).map((day) => word(day, "ordwk") + word(day, "day")).join(","),
      word(rule, "count", "num"), word(rule, "until", "d"),
    ),
  });
}

/** Those to whom it is mailed, but not from whom. */
const addressed = (message: Json): SnapshotGuest[] =>
  list(at(message, "e")).filter((one) => word(one, "t") !== "f").map((one) => guest(word(one, "a"), word(one, "p")));

/** XML as the tree that JSON would be: attributes and elements are members, an element that comes again a list. The
 *  page's rules may forbid the browser's own parser to take strings. */
function inXml(source: string): [string, Json] {
  const name = COMMIT.exec(source)?.[0] ?? "";
  const open: Record<string, Json>[] = [{}];
  let request: Json;
  for (const [, closing, tag = "", attributes = "", empty, words = ""] of source.matchAll(TOKEN)) {
    const here = open.at(-1) ?? {};
    if (tag === "") here["_content"] = text(here["_content"]) + entities(words);
    else if (closing !== "") open.pop();
    else {
      const element: Record<string, Json> = {};
      for (const [, key = "", value = ""] of attributes.matchAll(ATTRIBUTE)) element[key] = entities(value);
      here[tag] = here[tag] === undefined ? element : [...list(here[tag]), element];
      if (empty === "") open.push(element);
      if (tag === name) request = element;
    }
  }
  return [name, request];
}

const TOKEN = /<(\/?)([\w:]+)((?:[^>"]|"[^"]*")*?)(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:]+)="([^"]*)"/g;
const NAMED = ["&lt;<", "&gt;>", '&quot;"', "&apos;'", "&amp;&"];

const entities = (words: string): string =>
  NAMED.reduce((said, name) => said.replaceAll(name.slice(0, -1), name.slice(-1)), words);
