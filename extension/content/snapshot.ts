// A snapshot of which only something is known: what pages and requests do not say is empty. Pure.

import type { Snapshot, SnapshotRecurrence, SnapshotTime } from "../generated/protocol";

/** A time of which nothing is known. */
export const NO_TIME: SnapshotTime = { date: "", time: "", date_text: "", time_text: "" };

/** Nothing is known of a recurrence. */
export const NO_RECURRENCE: SnapshotRecurrence = { rule: "", frequency: "", text: "" };

/** What is known, and nothing else; whoever organizes is the user, if nothing else says who that is. */
export const snapshot = (site: string, known: Partial<Snapshot>): Snapshot => ({
  site,
  title: "",
  description: "",
  format: "plain",
  guests: [],
  typed_guest: "",
  own: (known.guests ?? []).filter((guest) => guest.organizer && guest.email !== "").map((guest) => guest.email),
  start: NO_TIME,
  end: NO_TIME,
  all_day: false,
  recurrence: NO_RECURRENCE,
  language: "",
  ...known,
});
