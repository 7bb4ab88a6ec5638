// What leaves: Google's own request, a form with JSON without names. Changes stand in data[0][4]; the same address is
// polled. The places of title, description and times in it, and where it says that mail goes out, are not known: they
// are this page's own, and its server reads them there.

import { pick } from "/standin/kit/random.js";

const PLACE = { title: 2, description: 3, start: 5, end: 6, attendee: 8, location: 11, rule: 23 };

const field = (name, value) => {
  const places = Array(PLACE[name] + 1).fill(null);
  places[PLACE[name]] = value;
  return places;
};

// One change of `kind` ("create", "update" or "delete") as the page would write it.
export function change(kind, draft, mail) {
  const guests = draft.guests.map(({ email }) => email).filter((email) => email !== draft.own);
  const fields = [
    field("title", draft.title), field("description", draft.readDescription?.() ?? draft.description),
    field("start", draft.start.getTime()), field("end", draft.end.getTime()),
    ...(draft.rule === "" ? [] : [field("rule", [`RRULE:${draft.rule}`])]),
    ...guests.map((email) => field("attendee", [email, email, 0])),
  ];
  const event = [draft.id, null, null, fields, null, guests.length > 0 ? 2 : 0];
  // The first number differs between sources; how much of a changed event is sent is not known.
  const code = pick(kind === "delete" ? [11, 14] : [6, 7]);
  const operation = [code, null, [kind === "create" ? [null, null, event] : [draft.id, pick([fields, event])]]];
  return [[null, null, null, null, [operation], mail ? 1 : 0]];
}

// Nothing changed, or what was answered to a question after the change had been sent.
export const empty = (mail = 0) => [[null, null, null, null, [], mail ? 1 : 0]];

// Sends it; false if that failed.
export async function post(data, byXhr) {
  const body = new URLSearchParams({ "f.req": JSON.stringify(data) }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded;charset=UTF-8", "x-is-xhr-request": "1" };
  if (!byXhr) {
    const answer = await fetch("/calendar/u/0/sync.sync", { method: "POST", headers, body }).catch(() => null);
    return answer !== null && answer.ok && (await answer.text()).startsWith(")]}'");
  }
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/calendar/u/0/sync.sync");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onloadend = () => resolve(request.status === 200 && request.responseText.startsWith(")]}'"));
    request.send(body);
  });
}
