// What the chip of an event on a calendar's grid says, in whatever language: its times and its title. Pure: texts in,
// texts out; what a time means is the core's.

const CLOCK = /\p{Nd}{1,2}(?:\s?[:.h時时시]\s?\p{Nd}{2})?(?!\p{Nd})/gu;
const COMMA = /\s*[,،、，]\s*/u;

/** A chip's title, and its start and end as they are shown; empty where it does not tell. */
export interface Spoken {
  title: string;
  start: string;
  end: string;
}

/** Reads the texts of a chip. The longest says it all, as it is read out ("10am to 11am, Standup, Accepted"): the times,
 *  then the title. That may stand by itself once more, which tells where it ends: a title may have commas, too. */
export function spoken(leaves: readonly string[]): Spoken {
  const whole = leaves.reduce((longest, leaf) => (leaf.length > longest.length ? leaf : longest), "");
  const parts = whole.split(COMMA);
  const at = parts.findIndex((part) => part.match(CLOCK)?.length === 2);
  const range = parts[at] ?? "";
  const from = whole.indexOf(range) + range.length;
  const place = (leaf: string) => whole.indexOf(leaf, from);
  const [alone] = leaves
    .map((leaf) => leaf.replace(/\s*[,،、，]$/u, ""))
    .filter((leaf) => leaf !== "" && leaf !== whole && place(leaf) >= 0)
    .sort((one, other) => place(one) - place(other) || other.length - one.length);
  // Without times it is not known which part is the title, unless there is one only.
  const title = alone ?? (at < 0 && parts.length > 1 ? "" : (parts[at + 1] ?? ""));
  return { title, ...clocks(range) };
}

/** The two times of a range: "10am to 11am", "10:00 bis 11:00", "午前10:00～午前11:00". */
function clocks(range: string): Pick<Spoken, "start" | "end"> {
  const [first, second] = range.matchAll(CLOCK);
  if (!first || !second) return { start: "", end: "" };
  const before = range.slice(0, first.index).trim();
  const between = range.slice(first.index + first[0].length, second.index);
  const end = range.slice(second.index).trim();
  if (before !== "" && end === second[0] && between.trim().length >= before.length) {
    // The half of the day stands in front, and once more in front of the second time; both are of one length.
    return { start: before + first[0], end: between.trim().slice(-before.length) + second[0] };
  }
  // What stands between is the half of the day, then a word or a dash.
  const [dashed, ...rest] = between.split(/[-–—~～]/u);
  const half = rest.length > 0 ? (dashed ?? "") : between.replace(/\s*\S+\s*$/u, "");
  return { start: (first[0] + half).trim(), end };
}
