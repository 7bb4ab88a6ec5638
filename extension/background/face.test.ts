// What the toolbar button says: one table.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dayOf, dueBy, everywhereFace, faceOf, foremost, form, isCause, type Face, type Frame, type TabState } from "./face";

const said = (name: string, ...words: string[]) => [name, ...words].join("|");
const frame = (site: string, fault: Frame["fault"] = null): Frame => ({ site, fault, origin: "https://a.example" });
const tab = (...frames: Frame[]): TabState => ({ frames: Object.fromEntries(frames.entries()), unchecked: null });
const unchecked = { site: "outlook", cause: "unseen" } as const;
const none: Face = { mark: "none", title: "" };
const watched = (name: string): Face => ({ mark: "watched", title: `badge_watched|${name}` });

describe("faceOf", () => {
  const rows: [string, TabState | undefined, boolean, Face][] = [
    ["nothing known", undefined, false, none],
    ["no frame", tab(), false, none],
    ["not a calendar", tab(frame("")), false, none],
    ["Google", tab(frame("google")), false, watched("Google Calendar")],
    ["Outlook", tab(frame("outlook")), false, watched("Outlook")],
    ["Proton", tab(frame("proton")), false, watched("Proton Calendar")],
    ["SOGo", tab(frame("sogo")), false, watched("SOGo")],
    ["Nextcloud", tab(frame("nextcloud")), false, watched("Nextcloud Calendar")],
    ["Roundcube", tab(frame("roundcube")), false, watched("Roundcube")],
    ["Zimbra", tab(frame("zimbra")), false, watched("Zimbra")],
    ["another CalDAV client", tab(frame("caldav")), false, watched("site_caldav")],
    ["a site of which we have no name", tab(frame("other")), false, watched("other")],
    ["a calendar in a page that is none", tab(frame(""), frame("roundcube")), false, watched("Roundcube")],
    ["a calendar in a calendar", tab(frame("nextcloud"), frame("roundcube")), false, watched("Nextcloud Calendar")],
    [
      "a fault",
      tab(frame("sogo", "save_not_found")),
      false,
      { mark: "warning", title: "badge_fault|SOGo|badge_cause_save_not_found" },
    ],
    [
      "a fault in an inner frame",
      tab(frame("nextcloud"), frame("roundcube", "save_not_found")),
      false,
      { mark: "warning", title: "badge_fault|Roundcube|badge_cause_save_not_found" },
    ],
    [
      "an unchecked invite",
      { ...tab(frame("outlook")), unchecked },
      false,
      { mark: "warning", title: "badge_unchecked|Outlook|badge_cause_unseen" },
    ],
    [
      "an unchecked invite where no calendar is known",
      { ...tab(frame("")), unchecked: { site: "caldav", cause: "unseen" } },
      false,
      { mark: "warning", title: "badge_unchecked|site_caldav|badge_cause_unseen" },
    ],
    [
      "a fault before an unchecked invite",
      { ...tab(frame("sogo", "save_not_found")), unchecked },
      false,
      { mark: "warning", title: "badge_fault|SOGo|badge_cause_save_not_found" },
    ],
    ["the pause", tab(frame("sogo")), true, none],
    ["the pause, not a calendar", tab(frame("")), true, none],
    [
      "a fault in the pause",
      tab(frame("sogo", "save_not_found")),
      true,
      { mark: "warning", title: "badge_fault|SOGo|badge_cause_save_not_found" },
    ],
  ];
  for (const [name, state, paused, expected] of rows) {
    it(`${name}: ${expected.mark}`, () => assert.deepEqual(faceOf(state, { paused, due: 0 }, said), expected));
  }
  const due = { paused: false, due: 2 };
  it("a watched tab makes room for decisions that are due", () => {
    assert.deepEqual(faceOf(tab(frame("sogo")), due, said), none);
  });
  it("a fault goes before decisions that are due", () => {
    assert.equal(faceOf(tab(frame("sogo", "save_not_found")), due, said).mark, "warning");
  });
});

describe("everywhereFace", () => {
  const plural = (name: string, count: number) => `${name}|${count}`;
  const rows: [boolean, number, string, string][] = [
    [false, 0, "", "extension_name"],
    [false, 1, "1", "badge_decisions|1"],
    [false, 99, "99", "badge_decisions|99"],
    [false, 100, "99+", "badge_decisions|100"],
    [true, 0, "II", "badge_paused"],
    [true, 3, "II", "badge_paused"],
  ];
  for (const [paused, due, mark, title] of rows) {
    it(`${paused ? "paused" : "not paused"}, ${due} due: ${mark}`, () => {
      assert.deepEqual(everywhereFace({ paused, due }, said, plural), { mark, title });
    });
  }
});

describe("dueBy", () => {
  const today = "2026-12-01";
  const rows: [unknown, unknown, number][] = [
    [["2026-11-30", "2026-12-01", "2026-12-02"], undefined, 2],
    [["2025-12-31", "2027-01-01"], [], 1],
    [[], [], 0],
    [undefined, undefined, 0],
    ["2026-11-30", "2026-11-30", 0],
    [[null, 1, "", "soon", "2026-1-1", ["2026-11-30"]], [null, 1, "2026-11-30", {}, { comment_by: "" }], 0],
    [["2026-11-30"], [{ comment_by: "2026-12-01" }, { comment_by: "2026-12-02" }], 2],
    [undefined, [{ comment_by: "2026-12-01" }], 1],
  ];
  for (const [days, inbox, expected] of rows) {
    it(`${JSON.stringify([days, inbox])}: ${expected}`, () => assert.equal(dueBy(days, inbox, today), expected));
  }
  it("counts by the user's own day", () => {
    assert.equal(dayOf(new Date(2026, 0, 9, 0, 0)), "2026-01-09");
    assert.equal(dayOf(new Date(2026, 11, 31, 23, 59)), "2026-12-31");
  });
});

describe("form", () => {
  const message = "one=1 decision|other=2 decisions";
  const rows: [string, string, string][] = [
    [message, "one", "1 decision"],
    [message, "other", "2 decisions"],
    [message, "few", "2 decisions"],
    ["decisions", "one", "decisions"],
  ];
  for (const [text, category, expected] of rows) {
    it(`${text}, ${category}`, () => assert.equal(form(text, category), expected));
  }
});

describe("foremost", () => {
  it("is no frame of a page that is no calendar", () => assert.equal(foremost(tab(frame(""), frame(""))), undefined));
});

describe("isCause", () => {
  it("knows its own and nothing else", () => {
    assert.equal(isCause("unseen"), true);
    for (const other of ["toString", "", "Unseen", null, 3, undefined]) assert.equal(isCause(other), false);
  });
});
