// The token book as a whole: whatever is minted and shown in whatever order, a token opens once, in its
// own tab, within its minute.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { TokenBook, hex } from "./tokens";

let drawn = 0;
/** Not random, but never the same twice. */
function counting(bytes: Uint8Array<ArrayBuffer>): void {
  drawn += 1;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, drawn);
}

function book(): { tokens: TokenBook; pass: (milliseconds: number) => void } {
  let now = 1_000_000;
  return { tokens: new TokenBook(() => now, counting), pass: (milliseconds) => (now += milliseconds) };
}

describe("TokenBook", () => {
  it("mints 32 hex digits, never the same", () => {
    const { tokens } = book();
    const [one, two] = [tokens.mint(1), tokens.mint(1)];
    assert.match(one, /^[0-9a-f]{32}$/);
    assert.notEqual(one, two);
  });

  it("opens once", () => {
    const { tokens } = book();
    const token = tokens.mint(1);
    assert.equal(tokens.redeem(token, 1), true);
    assert.equal(tokens.redeem(token, 1), false);
  });

  it("is used up when shown in another tab", () => {
    const { tokens } = book();
    const token = tokens.mint(1);
    assert.equal(tokens.redeem(token, 2), false);
    assert.equal(tokens.redeem(token, 1), false);
  });

  it("is old after a minute", () => {
    const { tokens, pass } = book();
    const [early, late] = [tokens.mint(1), tokens.mint(1)];
    pass(59_999);
    assert.equal(tokens.redeem(early, 1), true);
    pass(1);
    assert.equal(tokens.redeem(late, 1), false);
  });

  it("knows no token that it did not mint", () => {
    const { tokens } = book();
    tokens.mint(1);
    fc.assert(fc.property(fc.string(), fc.nat(), (token, tab) => assert.equal(tokens.redeem(token, tab), false)));
  });

  it("keeps a bounded number, the newest", () => {
    const { tokens } = book();
    const minted = Array.from({ length: 1000 }, () => tokens.mint(1));
    assert.equal(tokens.redeem(minted[0] ?? "", 1), false);
    assert.equal(tokens.redeem(minted[999] ?? "", 1), true);
  });

  it("behaves as its specification under any order of calls", () => {
    const call = fc.oneof(
      fc.record({ kind: fc.constant("mint" as const), tab: fc.nat(2) }),
      fc.record({ kind: fc.constant("redeem" as const), tab: fc.nat(2), which: fc.nat(20) }),
      fc.record({ kind: fc.constant("pass" as const), time: fc.nat(40_000) }),
    );
    fc.assert(
      fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
        const { tokens, pass } = book();
        const minted: { token: string; tab: number; age: number; used: boolean }[] = [];
        for (const step of calls) {
          if (step.kind === "mint") {
            minted.push({ token: tokens.mint(step.tab), tab: step.tab, age: 0, used: false });
          } else if (step.kind === "pass") {
            pass(step.time);
            for (const entry of minted) entry.age += step.time;
          } else {
            const entry = minted[step.which];
            if (entry === undefined) continue;
            const good = !entry.used && entry.tab === step.tab && entry.age < 60_000;
            assert.equal(tokens.redeem(entry.token, step.tab), good);
            entry.used = true;
          }
        }
      }),
    );
  });
});

describe("hex", () => {
  it("writes each byte as two digits", () => {
    assert.equal(
      hex(3, (bytes) => bytes.set([0, 10, 255])),
      "000aff",
    );
  });
});
