// Who may ask what: one table of senders, and what a match pattern means.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { matches, placeOf, whoSent, type Own, type Sender, type Who } from "./senders";

const own: Own = {
  id: "us",
  gate: "chrome-extension://us/gate.html",
  pages: ["chrome-extension://us/dashboard.html", "chrome-extension://us/popup.html"],
  matches: ["https://calendar.google.com/*", "https://*.example.org/SOGo/*"],
};

describe("whoSent", () => {
  const tab = { id: 7 };
  const rows: [string, Who, Sender][] = [
    ["content script", "page", { id: "us", url: "https://calendar.google.com/calendar/u/0/r", tab, frameId: 0 }],
    ["content script in a frame of its host", "page", { id: "us", url: "https://mail.example.org/SOGo/so", tab, frameId: 3 }],
    ["content script of another host", "stranger", { id: "us", url: "https://evil.example/", tab, frameId: 0 }],
    ["look-alike host", "stranger", { id: "us", url: "https://calendar.google.com.evil.example/", tab }],
    ["page without a tab", "stranger", { id: "us", url: "https://calendar.google.com/calendar" }],
    ["another extension", "stranger", { id: "them", url: "https://calendar.google.com/calendar", tab }],
    ["no id", "stranger", { url: "https://calendar.google.com/calendar", tab }],
    ["no address", "stranger", { id: "us", tab }],
    ["no address that parses", "stranger", { id: "us", url: "calendar", tab }],
    ["the gate", "frame", { id: "us", url: "chrome-extension://us/gate.html#0123", tab, frameId: 4 }],
    ["the gate outside a tab", "stranger", { id: "us", url: "chrome-extension://us/gate.html#0123" }],
    ["the gate's name elsewhere", "stranger", { id: "us", url: "https://evil.example/gate.html", tab }],
    ["the dashboard", "own", { id: "us", url: "chrome-extension://us/dashboard.html?x#settings", tab, frameId: 0 }],
    ["the popup", "own", { id: "us", url: "chrome-extension://us/popup.html" }],
    ["the dashboard in somebody's frame", "stranger", { id: "us", url: "chrome-extension://us/dashboard.html", tab, frameId: 2 }],
    ["another page of ours", "stranger", { id: "us", url: "chrome-extension://us/other.html", tab, frameId: 0 }],
    ["an empty window of a calendar's", "page", { id: "us", url: "about:blank", origin: "https://calendar.google.com", tab }],
    ["a blob of a calendar's", "page", { id: "us", url: "blob:https://calendar.google.com/1", origin: "https://calendar.google.com", tab }],
    ["an empty window of somebody's", "stranger", { id: "us", url: "about:blank", origin: "https://evil.example", tab }],
    ["an empty window of nobody's", "stranger", { id: "us", url: "about:blank", origin: "null", tab }],
    ["an empty window of which nothing is told", "stranger", { id: "us", url: "about:blank", tab }],
    ["another page that claims a calendar's origin", "stranger", { id: "us", url: "https://evil.example/", origin: "https://calendar.google.com", tab }],
    ["a detached tab", "stranger", { id: "us", url: "https://calendar.google.com/calendar", tab: { id: -1 } }],
  ];
  for (const [name, who, sender] of rows) {
    it(`${name}: ${who}`, () => assert.equal(whoSent(sender, own), who));
  }

  it("knows the place of an empty window by its origin", () => {
    assert.equal(placeOf({ url: "about:blank", origin: "https://a.example:8443" })?.origin, "https://a.example:8443");
    assert.equal(placeOf({ url: "https://a.example/x", origin: "null" })?.origin, "https://a.example");
    assert.equal(placeOf({ url: "about:srcdoc" }), undefined);
  });

  it("is nobody but a stranger under another id", () => {
    fc.assert(
      fc.property(fc.string(), fc.webUrl(), fc.integer(), (id, url, number) => {
        fc.pre(id !== own.id);
        assert.equal(whoSent({ id, url, tab: { id: number } }, own), "stranger");
      }),
    );
  });
});

describe("matches", () => {
  const rows: [string, string, boolean][] = [
    ["https://a.example/*", "https://a.example/", true],
    ["https://a.example/*", "http://a.example/", false],
    ["*://a.example/*", "http://a.example/x?y", true],
    ["*://a.example/*", "ftp://a.example/x", false],
    ["https://*/*", "https://any.example/x", true],
    ["https://*.a.example/*", "https://a.example/", true],
    ["https://*.a.example/*", "https://b.a.example/", true],
    ["https://*.a.example/*", "https://ba.example/", false],
    ["https://a.example/SOGo/*", "https://a.example/SOGo/so/me", true],
    ["https://a.example/SOGo/*", "https://a.example/sogo/", false],
    ["https://a.example/*/x/*", "https://a.example/1/x/2", true],
    ["https://a.example/*/x/*", "https://a.example/1/y/2", false],
    ["https://a.example/ab*ba", "https://a.example/aba", false],
    ["https://a.example:8443/*", "https://a.example:8443/", true],
    ["https://a.example:8443/*", "https://a.example/", false],
    ["https://a.example:443/*", "https://a.example/", true],
    ["http://a.example/*", "http://a.example:8080/", true],
    ["http://[::1]/*", "http://[::1]:8080/x", true],
    ["http://[::1]/*", "http://[::2]/x", false],
    ["<all_urls>", "https://a.example/", false],
    ["nonsense", "https://a.example/", false],
  ];
  for (const [pattern, url, expected] of rows) {
    it(`${pattern} ${expected ? "covers" : "leaves out"} ${url}`, () =>
      assert.equal(matches(pattern, new URL(url)), expected));
  }
});
