// Zimbra: SOAP, in JSON as its web client writes it or in XML as others do, alone or in a batch. An appointment
// without mail addresses (`m.e`) or marked as a draft is stored and sent to nobody.
//
// Refusal: a SOAP fault `service.PERM_DENIED` under 500, as the server writes it. The web client asks for its answers
// in JSON even where it writes XML; it shows the fault and its form stays open. How others stand it is not known.

import type { Snapshot, SnapshotGuest } from "../../../generated/protocol";
import type { Told } from "../told";
import {
  at, guest, inJson, list, moment, parsed, REASON, recurs, snapshot, tells, text, time, until, yes,
  type Json, type Leaving, type Service,
} from "./service";

const SITE = "zimbra";
const SOAP = /\/service\/soap\b/;
const COMMIT = /((?:Create|Modify)Appointment(?:Exception)?|CancelAppointment|ForwardAppointment|SetAppointment)Request/;
const ROOM = /^(RES|ROO)/;

/** Zimbra, at any address. */
export const zimbra: Service = {
  mine: (method, url) => method === "POST" && SOAP.test(url),

  told({ body }: Leaving): Told | null {
    const named = COMMIT.exec(body);
    if (named === null) return null;
    const [request, form] = body.trimStart().startsWith("<") ? inXml(body) : inTree(parsed(body));
    const message = first(at(form, "m"));
    const component = first(at(first(at(message, "inv")), "comp") ?? at(message, "comp"));
    const mailed = list(at(message, "e")).length > 0;
    if (!mailed || yes(at(component, "draft"))) return null;
    if (request.startsWith("Cancel")) {
      const guests = addressed(message);
      return tells(SITE, { action: "cancel", exists: true, snapshot: snapshot(SITE, { title: content(at(message, "su")), guests }) });
    }
    return tells(SITE, { exists: request.startsWith("Modify"), snapshot: read(message, component) });
  },

  refusal: () =>
    inJson(500, "Internal Server Error", {
      Header: { context: { _jsns: "urn:zimbra" } },
      Body: {
        Fault: {
          Code: { Value: "soap:Sender" },
          Reason: { Text: REASON },
          Detail: { Error: { Code: "service.PERM_DENIED", Trace: "", _jsns: "urn:zimbra" } },
        },
      },
      _jsns: "urn:zimbraSoap",
    }),
};

const first = (json: Json): Json => list(json)[0];

/** An element's text, in either of the two ways in which it is written in JSON. */
const content = (json: Json): string => {
  const one = first(json);
  return text(typeof one === "object" ? at(one, "_content") : one);
};

/** The request that commits, in the body or in a batch in it. */
function inTree(envelope: Json): [string, Json] {
  const body = at(envelope, "Body");
  for (const holder of [body, at(body, "BatchRequest")]) {
    if (typeof holder !== "object" || holder === null) continue;
    const found = Object.entries(holder).find(([name]) => COMMIT.test(name));
    if (found !== undefined) return [found[0], first(found[1])];
  }
  return ["", undefined];
}

function read(message: Json, component: Json): Snapshot {
  const rule = first(at(first(at(first(at(component, "recur")), "add")), "rule"));
  const organizer = first(at(component, "or"));
  const host = text(at(organizer, "a"));
  const attendees = list(at(component, "at"));
  const days = list(at(first(at(rule, "byday")), "wkday")).map((day) => text(at(day, "ordwk")) + text(at(day, "day")));
  const parts = bodies(at(message, "mp"), 0);
  const html = parts.find(([type]) => type === "text/html");
  const plain = parts.find(([type]) => type === "text/plain");
  return snapshot(SITE, {
    title: content(at(message, "su")) || text(at(component, "name")),
    description: (plain ?? html)?.[1] ?? "",
    format: plain === undefined && html !== undefined ? "html" : "plain",
    guests: [
      ...(host === "" ? [] : [guest(host, { name: text(at(organizer, "d")), organizer: true })]),
      ...(attendees.length === 0
        ? addressed(message)
        : attendees.map((one) =>
            guest(text(at(one, "a")), {
              name: text(at(one, "d")),
              kind: ROOM.test(text(at(one, "cutype"))) ? "room" : text(at(one, "cutype")) === "GRO" ? "group" : "person",
              optional: text(at(one, "role")) === "OPT",
            }),
          )),
    ],
    start: when(first(at(component, "s"))),
    end: when(first(at(component, "e"))),
    all_day: yes(at(component, "allDay")),
    recurrence: recurs(text(at(rule, "freq")), {
      INTERVAL: text(at(first(at(rule, "interval")), "ival")),
      BYDAY: days.join(","),
      COUNT: text(at(first(at(rule, "count")), "num")),
      UNTIL: until(text(at(first(at(rule, "until")), "d"))),
    }),
  });
}

const when = (place: Json) => (at(place, "u") === undefined ? time(text(at(place, "d"))) : moment(Number(at(place, "u"))));

const addressed = (message: Json): SnapshotGuest[] =>
  list(at(message, "e"))
    .filter((one) => text(at(one, "t")) !== "f")
    .map((one) => guest(text(at(one, "a")), { name: text(at(one, "p")) }));

/** The parts of a message with text in them. */
const bodies = (part: Json, depth: number): [string, string][] =>
  depth > 8
    ? []
    : list(part).flatMap((one): [string, string][] => [
        [text(at(one, "ct")), content(at(one, "content"))],
        ...bodies(at(one, "mp"), depth + 1),
      ]);

/** XML as the tree that JSON would be: attributes and elements are members, an element that comes again a list. The
 *  page's rules may forbid the browser's own parser to take strings. */
function inXml(source: string): [string, Json] {
  const name = COMMIT.exec(source)?.[0] ?? "";
  const open: Record<string, Json>[] = [{}];
  let request: Json;
  for (const [, cdata, closing, tag = "", attributes = "", empty, words] of source.matchAll(TOKEN)) {
    const here = open.at(-1) ?? {};
    if (tag === "") {
      const said = cdata ?? entities(words ?? "");
      if (said.trim() !== "") here["_content"] = text(here["_content"]) + said;
    } else if (closing === "/") {
      if (open.length > 1) open.pop();
    } else {
      const element: Record<string, Json> = {};
      for (const [, key = "", double, single] of attributes.matchAll(ATTRIBUTE)) element[key] = entities(double ?? single ?? "");
      const plain = tag.replace(/^.*:/, "");
      here[plain] = here[plain] === undefined ? element : [...list(here[plain]), element];
      if (empty !== "/") open.push(element);
      if (plain === name) request = element;
    }
  }
  return [name, request];
}

const TOKEN = /<!\[CDATA\[([^]*?)\]\]>|<(?:(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>)|([^<]+)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const NAMED = ["&lt;<", "&gt;>", '&quot;"', "&apos;'", "&amp;&"];

const entities = (words: string): string =>
  NAMED.reduce((said, name) => said.replaceAll(name.slice(0, -1), name.slice(-1)), words);
