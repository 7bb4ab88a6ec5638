// Whether an editor still holds the invite that was judged: title, guests, times, recurrence. The
// description is left out, because the gate itself writes into it. Pure: two snapshots in, an answer out.

import type { Snapshot, SnapshotGuest, SnapshotTime } from "../generated/protocol";

/** The two are the same invite; a guest box's text that has become a row since is no difference. With `fewer` a
 *  guest or a room that was taken off is none either: whoever decided about more has decided about fewer. */
export function sameInvite(judged: Snapshot, now: Snapshot, fewer = false): boolean {
  return (
    judged.title === now.title &&
    judged.all_day === now.all_day &&
    sameTime(judged.start, now.start) &&
    sameTime(judged.end, now.end) &&
    judged.recurrence.rule === now.recurrence.rule &&
    judged.recurrence.frequency === now.recurrence.frequency &&
    judged.recurrence.text === now.recurrence.text &&
    sameGuests(judged, now, fewer)
  );
}

/** The same title, as far as both sides have one. */
export function sameTitle(a: Snapshot, b: Snapshot): boolean {
  return a.title === "" || b.title === "" || fold(a.title) === fold(b.title);
}

/** Everybody whom `request` invites was on the guest list of `judged`, as a row, as text in its box, or as one of
 *  a group whose members the page does not tell. */
export function guestsWithin(judged: Snapshot, request: Snapshot): boolean {
  if (judged.guests.some((guest) => guest.kind === "group" && guest.email === "")) return true;
  const known = new Set(judged.guests.flatMap((guest) => [fold(guest.email), fold(guest.name)]));
  for (const own of [...judged.own, ...request.own]) known.add(fold(own));
  const typed = fold(judged.typed_guest);
  return request.guests.every(
    (row) =>
      row.organizer ||
      (row.email !== "" && known.has(fold(row.email))) ||
      (row.name !== "" && known.has(fold(row.name))) ||
      wasTyped(row, typed),
  );
}

/** Somebody else is on the guest list, or text stands in the guest box. */
export function inviteOthers(snapshot: Snapshot): boolean {
  const own = new Set(snapshot.own.map((address) => address.toLowerCase()));
  return (
    snapshot.typed_guest !== "" ||
    snapshot.guests.some((guest) => !guest.organizer && !own.has(guest.email.toLowerCase()))
  );
}

function sameTime(a: SnapshotTime, b: SnapshotTime): boolean {
  return a.date === b.date && a.time === b.time && a.date_text === b.date_text && a.time_text === b.time_text;
}

function sameGuests(judged: Snapshot, now: Snapshot, fewer: boolean): boolean {
  const before = new Map(judged.guests.map((guest) => [key(guest), guest]));
  const after = new Map(now.guests.map((guest) => [key(guest), guest]));
  const typed = fold(judged.typed_guest);
  const stillTyped = fold(now.typed_guest);
  if (stillTyped !== "" && stillTyped !== typed) return false;
  if (!fewer && [...before.keys()].some((guest) => !after.has(guest))) return false;
  // Calendars make rows of typed text when the box loses the focus, as it does when the gate opens.
  return [...after].every(([guest, row]) => before.has(guest) || wasTyped(row, typed));
}

function wasTyped(row: SnapshotGuest, typed: string): boolean {
  if (typed === "") return false;
  const [email, name] = [fold(row.email), fold(row.name)];
  const whole = email.includes(typed) || name.includes(typed);
  // The organizer's row appears with the first guest.
  return row.organizer || whole || (email !== "" && typed.includes(email)) || (name !== "" && typed.includes(name));
}

const key = (guest: SnapshotGuest) => fold(guest.email === "" ? guest.name : guest.email);
const fold = (text: string) => text.trim().toLowerCase();
