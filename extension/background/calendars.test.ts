// What an address may be, and that every list that was ever stored can be read.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { address, entryFor, patterns, readList, toStore } from "./calendars";

describe("address", () => {
  const rows: [unknown, string | null, string | null][] = [
    ["https://cloud.example.org", "https://cloud.example.org", "https://cloud.example.org/*"],
    ["https://cloud.example.org/", "https://cloud.example.org", "https://cloud.example.org/*"],
    [" https://Cloud.Example.org/apps/calendar?x#y ", "https://cloud.example.org", "https://cloud.example.org/*"],
    ["https://cloud.example.org:443", "https://cloud.example.org", "https://cloud.example.org/*"],
    ["https://cloud.example.org:8443/x", "https://cloud.example.org:8443", "https://cloud.example.org/*"],
    ["http://127.0.0.1:20000/SOGo/", "http://127.0.0.1:20000", "http://127.0.0.1/*"],
    ["http://[::1]:8080/", "http://[::1]:8080", "http://[::1]/*"],
    ["http://localhost", "http://localhost", "http://localhost/*"],
    ["https://my_cloud.intern", "https://my_cloud.intern", "https://my_cloud.intern/*"],
    ["https://bücher.example", "https://xn--bcher-kva.example", "https://xn--bcher-kva.example/*"],
    ["https://*.example.org", null, null],
    ["https://*/*", null, null],
    ["*://example.org/*", null, null],
    ["<all_urls>", null, null],
    ["https://", null, null],
    ["https://me:secret@example.org", null, null],
    ["https://example.org.", null, null],
    ["ftp://example.org", null, null],
    ["file:///etc/passwd", null, null],
    ["javascript:alert(1)", null, null],
    ["data:text/html,x", null, null],
    ["cloud.example.org", null, null],
    ["", null, null],
    [null, null, null],
    [7, null, null],
    [`https://${"a".repeat(400)}.example`, null, null],
  ];
  for (const [text, origin, pattern] of rows) {
    it(`${JSON.stringify(text).slice(0, 60)}: ${origin ?? "none"}`, () => {
      assert.deepEqual(address(text) ?? { origin: null, pattern: null }, { origin, pattern });
    });
  }

  it("never gives a pattern for more than one host", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string().map((host) => `https://${host}`)), (text) => {
        const known = address(text);
        if (known === undefined) return;
        const host = known.pattern.replace(/^https?:\/\//, "").replace(/\/\*$/, "");
        assert.ok(!/[*/?#@ ]/.test(host), known.pattern);
        assert.deepEqual(address(known.origin), known);
      }),
    );
  });
});

describe("the list", () => {
  const one = { origin: "https://a.example", site: "sogo" };
  const two = { origin: "http://b.example:8080", site: "" };
  const rows: [string, unknown, { calendars: unknown; later: boolean }][] = [
    ["nothing stored", undefined, { calendars: [], later: false }],
    ["not an object", "x", { calendars: [], later: false }],
    ["as it is written", toStore([one, two]), { calendars: [one, two], later: false }],
    ["of a later version", { schema: 2, calendars: [{ ...one, colour: "red" }], more: 1 }, { calendars: [one], later: true }],
    ["one entry spoilt", { schema: 1, calendars: [null, { origin: 3 }, two] }, { calendars: [two], later: false }],
    ["no origin, but an address", { schema: 1, calendars: [{ origin: "https://a.example/x" }] }, { calendars: [], later: false }],
    ["no kind yet", { schema: 1, calendars: [{ origin: "https://a.example" }] }, { calendars: [{ ...one, site: "" }], later: false }],
    [
      "a host twice",
      { schema: 1, calendars: [one, { origin: "https://a.example:8443", site: "" }] },
      { calendars: [one], later: false },
    ],
  ];
  for (const [name, stored, expected] of rows) {
    it(`reads ${name}`, () => assert.deepEqual(readList(stored), expected));
  }

  it("reads anything without failing", () => {
    fc.assert(fc.property(fc.anything(), (stored) => void readList(stored)));
    fc.assert(fc.property(fc.array(fc.anything()), (calendars) => void readList({ schema: 1, calendars })));
  });

  it("gives each pattern once, and finds an entry by any port of its host", () => {
    assert.deepEqual(patterns([one, { ...one, origin: "https://a.example:1" }, two]), ["https://a.example/*", "http://b.example/*"]);
    const found = (text: string) => entryFor([one, two], address(text) ?? { origin: "", pattern: "" });
    assert.equal(found("https://a.example:9"), one);
    assert.equal(found("http://a.example"), undefined);
  });
});
