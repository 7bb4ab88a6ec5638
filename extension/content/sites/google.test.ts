// What is read of Google Calendar's page without a page: the day of a column of its grid.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { dayOfKey } from "./google";

test("a day of the grid is read", () => {
  for (const [key, day] of [[29_054, "20261130"], [31_608, "20311124"], [33, "19700101"], [(29 << 9) | (12 << 5) | 31, "19991231"]] as const) {
    assert.equal(dayOfKey(key), day);
  }
});

test("every day of the grid is read as it was written", () => {
  const days = fc.tuple(fc.integer({ min: 1970, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }));
  fc.assert(fc.property(days, ([year, month, day]) => {
    const written = year * 10_000 + month * 100 + day;
    return dayOfKey(((year - 1970) << 9) | (month << 5) | day) === String(written);
  }));
});
