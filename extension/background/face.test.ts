// What the toolbar button says: one table.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { faceOf, foremost, isCause, type Face, type Frame, type TabState } from "./face";

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
    it(`${name}: ${expected.mark}`, () => assert.deepEqual(faceOf(state, paused, said), expected));
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
