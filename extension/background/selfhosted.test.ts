// The list of added calendars, the permissions and the registered scripts, in a browser that is made up: whatever
// is added, removed, taken away, started anew or fails to be stored in whatever order, they stay the same.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";

type Script = Pick<chrome.scripting.RegisteredContentScript, "id" | "matches">;

/** What a browser holds for the extension. */
class Browser {
  readonly local = new Map<string, unknown>();
  readonly session = new Map<string, unknown>();
  permissions = new Set<string>();
  scripts: Script[] = [];
  /** The next time that something is stored it fails. */
  full = false;

  readonly api = {
    i18n: { getMessage: (name: string) => name },
    storage: {
      local: this.#area(this.local, () => {
        const full = this.full;
        this.full = false;
        return full;
      }),
      session: this.#area(this.session, () => false),
    },
    permissions: {
      contains: ({ origins }: { origins: string[] }) => Promise.resolve(origins.every((one) => this.permissions.has(one))),
      remove: ({ origins }: { origins: string[] }) => {
        for (const one of origins) this.permissions.delete(one);
        return Promise.resolve(true);
      },
    },
    scripting: {
      registerContentScripts: (scripts: Script[]) => {
        if (scripts.some(({ id }) => this.#knows(id))) return Promise.reject(new Error("duplicate"));
        this.scripts.push(...scripts);
        return Promise.resolve();
      },
      updateContentScripts: (scripts: Script[]) => {
        if (!scripts.every(({ id }) => this.#knows(id))) return Promise.reject(new Error("not there"));
        this.scripts = scripts;
        return Promise.resolve();
      },
      unregisterContentScripts: () => {
        this.scripts = [];
        return Promise.resolve();
      },
    },
    tabs: { query: () => Promise.resolve([]) },
  };

  #knows(id: string): boolean {
    return this.scripts.some((script) => script.id === id);
  }

  #area(area: Map<string, unknown>, fails: () => boolean) {
    return {
      get: (name: string | null) =>
        Promise.resolve(Object.fromEntries([...area].filter(([key]) => name === null || key === name))),
      set: (values: Record<string, unknown>) => {
        if (fails()) return Promise.reject(new Error("full"));
        for (const [key, value] of Object.entries(values)) area.set(key, structuredClone(value));
        return Promise.resolve();
      },
    };
  }
}

const BUILT_IN = ["https://calendar.google.com/*"];

/** The module is loaded when there is a browser for it. */
async function selfHosted(browser: Browser) {
  const current = globalThis as { browser?: unknown };
  // The module keeps the first one it meets: so all of them speak through one that can be changed.
  current.browser ??= new Proxy({}, { get: (_, name) => Reflect.get(meant.api, name) as unknown });
  meant = browser;
  const { SelfHosted } = await import("./selfhosted");
  return () => new SelfHosted(BUILT_IN);
}
let meant = new Browser();

const HOSTS = ["https://a.example", "https://a.example:8443", "http://a.example", "https://b.example/path"];
const PATTERNS = ["https://a.example/*", "https://a.example/*", "http://a.example/*", "https://b.example/*"];

describe("SelfHosted", () => {
  it("keeps list, permissions and scripts the same", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("add" as const), host: fc.nat(3), allowed: fc.boolean() }),
      fc.record({ kind: fc.constant("remove" as const), host: fc.nat(3) }),
      fc.record({ kind: fc.constant("revoke" as const), host: fc.nat(3) }),
      fc.record({ kind: fc.constant("recognise" as const), host: fc.nat(3), site: fc.constantFrom("sogo", "caldav", "") }),
      fc.record({ kind: fc.constant("restart" as const), drop: fc.boolean() }),
      fc.record({ kind: fc.constant("sleep" as const) }),
      fc.record({ kind: fc.constant("full" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const browser = new Browser();
        const start = await selfHosted(browser);
        let calendars = start();
        for (const one of steps) {
          const [host = "", pattern = ""] = "host" in one ? [HOSTS[one.host], PATTERNS[one.host]] : [];
          const had = (await calendars.calendars()).length;
          switch (one.kind) {
            case "add": {
              const permitted = one.allowed || browser.permissions.has(pattern);
              if (one.allowed) browser.permissions.add(pattern);
              const fails = browser.full;
              const answer = await calendars.add(host).catch(() => "failed" as const);
              if (answer === "failed") assert.ok(fails, "it failed for another reason");
              else assert.deepEqual(answer, permitted ? { ok: true, error: "" } : { ok: false, error: "calendar_no_permission" });
              break;
            }
            case "remove":
              if ((await calendars.remove(host).catch(() => "failed")) !== "failed") {
                assert.ok(!(await calendars.calendars()).some(({ origin }) => origin === host));
              }
              break;
            case "revoke":
              browser.permissions.delete(pattern);
              browser.full = false;
              await calendars.withdrawn();
              break;
            case "recognise":
              await calendars.recognised(host, one.site).catch(() => undefined);
              assert.equal((await calendars.calendars()).length, had);
              break;
            case "restart":
              if (one.drop) browser.scripts = [];
              browser.full = false;
              calendars = start();
              await calendars.restore();
              break;
            case "sleep":
              calendars = start();
              await calendars.load();
              break;
            case "full":
              browser.full = true;
          }
          const list = await calendars.calendars();
          for (const held of calendars.patterns) assert.ok(browser.permissions.has(held), `${held} is not permitted`);
          const registered = list.length === 0 ? [] : ["selfhosted", "request"].map((id) => [id, calendars.patterns]);
          assert.deepEqual(browser.scripts.map(({ id, matches }) => [id, matches]), registered);
          assert.deepEqual(await start().calendars(), list, "another list is stored");
        }
      }),
    );
  });

  it("remembers what was recognised, and a name before a way of saving", async () => {
    const browser = new Browser();
    const calendars = (await selfHosted(browser))();
    browser.permissions.add("https://a.example/*");
    await calendars.add("https://a.example/calendar");
    const site = async () => (await calendars.calendars())[0]?.site;
    for (const [said, expected] of [["", ""], ["caldav", "caldav"], ["nextcloud", "nextcloud"], ["caldav", "nextcloud"]] as const) {
      await calendars.recognised("https://a.example", said);
      assert.equal(await site(), expected);
    }
    await calendars.recognised("https://elsewhere.example", "sogo");
    assert.equal(await site(), "nextcloud");
  });

  it("refuses by name", async () => {
    const browser = new Browser();
    const calendars = (await selfHosted(browser))();
    const rows = [
      ["https://*.example", "calendar_bad_address"],
      [undefined, "calendar_bad_address"],
      ["https://calendar.google.com/", "calendar_built_in"],
      ["https://a.example", "calendar_no_permission"],
    ] as const;
    for (const [origin, error] of rows) assert.deepEqual(await calendars.add(origin), { ok: false, error });
  });

  it("uses what a later version wrote, and leaves it alone", async () => {
    const browser = new Browser();
    const later = { schema: 9, calendars: [{ origin: "https://a.example", site: "sogo", more: 1 }], more: [] };
    browser.local.set("calendars", later);
    browser.permissions.add("https://a.example/*");
    const calendars = (await selfHosted(browser))();
    await calendars.restore();
    assert.equal(browser.scripts.length, 2);
    browser.permissions.add("https://b.example/*");
    assert.equal((await calendars.add("https://b.example")).error, "calendar_later_version");
    assert.equal((await calendars.remove("https://a.example")).error, "calendar_later_version");
    await calendars.recognised("https://a.example", "nextcloud");
    browser.permissions.clear();
    await calendars.withdrawn();
    assert.deepEqual(browser.scripts, []);
    assert.deepEqual(browser.local.get("calendars"), later);
  });
});
