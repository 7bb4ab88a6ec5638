// What chips say, as calendars are known to write it and in other languages.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { spoken } from "./spoken";

const TOLD: [leaves: string[], title: string, start: string, end: string][] = [
  [["10am to 11am, Standup, Accepted, November 30, 2026"], "Standup", "10am", "11am"],
  [["10:30pm – 11pm, Standup"], "Standup", "10:30pm", "11pm"],
  [["10:00 bis 11:00, Wochenrunde, Angenommen"], "Wochenrunde", "10:00", "11:00"],
  [["De 14:00 a 15:30, Reunión"], "Reunión", "14:00", "15:30"],
  [["10:00 a. m. a 11:00 p. m., Reunión"], "Reunión", "10:00 a. m.", "11:00 p. m."],
  [["من ١٠:٠٠ ص إلى ١١:٠٠ م، اجتماع، تم القبول"], "اجتماع", "١٠:٠٠ ص", "١١:٠٠ م"],
  [["午前10:00～午後1:00、定例、承諾"], "定例", "午前10:00", "午後1:00"],
  [["上午10:00到下午1:00，例会，已接受"], "例会", "上午10:00", "下午1:00"],
  [["10時30分～11時、定例"], "定例", "10時30分", "11時"],
  // The title has a comma, and stands by itself beside its time and place.
  [["10am to 11am, Plan, then do, Room 4", "Plan, then do,", "10 – 11am", "Room 4"], "Plan, then do", "10am", "11am"],
  [["Standup"], "Standup", "", ""],
  [["All day, Fair"], "", "", ""],
  [["All day, Fair", "Fair"], "Fair", "", ""],
  [[], "", "", ""],
];

for (const [leaves, title, start, end] of TOLD) {
  test(`reads ${JSON.stringify(leaves[0] ?? "nothing")}`, () => assert.deepEqual(spoken(leaves), { title, start, end }));
}

test("any texts can be read, and a title without commas is found behind the times", () => {
  const plain = fc.string({ minLength: 1 }).map((text) => text.replace(/[,،、，\s]+/gu, " ").trim()).filter((text) => text !== "");
  fc.assert(fc.property(fc.array(fc.string()), (leaves) => typeof spoken(leaves).title === "string"));
  fc.assert(fc.property(plain, (title) => spoken([`10am to 11am, ${title}, Accepted`]).title === title));
});
