// What ical.js takes for the same: parse a file and expand the occurrences of a span, as its documentation does it:
// zones registered, exceptions related to their series, the iterator followed from DTSTART.

import ICAL from "./ical.js";

addEventListener("message", async ({ data: { file, from, to } }) => {
  const calendar = new ICAL.Component(ICAL.parse(await file.text()));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const series = [];
  const changed = new Map();
  const events = calendar.getAllSubcomponents("vevent");
  for (const event of events) {
    if (event.hasProperty("recurrence-id")) {
      const uid = event.getFirstPropertyValue("uid");
      if (!changed.has(uid)) changed.set(uid, []);
      changed.get(uid).push(event);
    } else {
      series.push(event);
    }
  }
  let occurrences = 0;
  const count = (start, end) => {
    if (start.toUnixTime() < to && end.toUnixTime() > from) occurrences += 1;
  };
  for (const component of series) {
    const uid = component.getFirstPropertyValue("uid");
    const event = new ICAL.Event(component, { exceptions: changed.get(uid) ?? [], strictExceptions: true });
    if (!event.isRecurring()) {
      count(event.startDate, event.endDate);
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.toUnixTime() < to; next = iterator.next()) {
      const { startDate, endDate } = event.getOccurrenceDetails(next);
      count(startDate, endDate);
    }
  }
  postMessage({ events: events.length, occurrences });
});

postMessage("ready");
