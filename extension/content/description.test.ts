// What becomes of a plain-text description, and what counts as read back. Rich text needs a browser: the
// end-to-end tests have it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Patch } from "../generated/protocol";
import { patchedPlain, plainLines, proves, unmarked } from "./description";

const patch = (more: Partial<Patch>): Patch => ({ edits: [], blocks: [], proof: [], ...more });

describe("plain text", () => {
  const agenda = patch({
    blocks: [{ type: "heading", value: "Agenda" }, { type: "list", value: ["Roadmap (15 min)", "Budget"] }, { type: "paragraph", value: "Notes: https://n" }],
  });
  const rows: [string, string, Patch, string][] = [
    ["an empty description gets the block alone", "", agenda, "Agenda\n- Roadmap (15 min)\n- Budget\nNotes: https://n"],
    ["what is there stays below", "Hello\r\nyou", agenda, "Agenda\n- Roadmap (15 min)\n- Budget\nNotes: https://n\n\nHello\nyou"],
    ["a line is changed in place, its marker kept", "Agenda\n  1) Roadmap \n* Budget", patch({ edits: [{ from: "Roadmap", to: "Roadmap (15 min)" }] }), "Agenda\n  1) Roadmap (15 min)\n* Budget"],
    ["only the first such line", "a\na", patch({ edits: [{ from: "a", to: "b" }] }), "b\na"],
    ["a line that begins like a list is found whole too", "- x", patch({ edits: [{ from: "- x", to: "- y" }] }), "- y"],
    ["a line that is gone joins the list", "Hello", patch({ ...agenda, edits: [{ from: "gone", to: "Hiring (5 min)" }] }), "Agenda\n- Roadmap (15 min)\n- Budget\n- Hiring (5 min)\nNotes: https://n\n\nHello"],
    ["or makes one", "Hello", patch({ edits: [{ from: "gone", to: "Hiring" }] }), "- Hiring\n\nHello"],
    ["nothing to do changes nothing", "Hello\n", patch({}), "Hello\n"],
  ];
  for (const [name, before, steps, after] of rows) it(name, () => assert.equal(patchedPlain(before, steps), after));

  it("what was written is always read back, and what was there is still there", () => {
    const line = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => text.trim() !== "" && !/[\r\n]/.test(text));
    fc.assert(fc.property(fc.array(line), fc.array(line, { minLength: 1 }), (before, items) => {
      const steps = patch({ blocks: [{ type: "heading", value: "Agenda" }, { type: "list", value: items }], proof: ["Agenda", ...items] });
      const read = plainLines(patchedPlain(before.join("\n"), steps));
      assert.ok(proves(read, steps.proof));
      assert.ok(proves(read, before));
    }));
  });
});

describe("reading back", () => {
  it("ignores white space and bullets", () => assert.ok(proves(["  - Roadmap \u00a0 (15 min)"], ["Roadmap (15 min)"])));
  it("misses what is not there", () => assert.ok(!proves(["Roadmap"], ["Roadmap", "Budget"])));
  it("an unmarked line", () => {
    assert.deepEqual(["- a", " 12. b", "(3) c", "• d", "-e", "a. f"].map(unmarked), ["a", "b", "c", "d", "-e", "f"]);
  });
});
