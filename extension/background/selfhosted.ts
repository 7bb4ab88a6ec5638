// The calendars that the user added by their addresses: the list as it is stored, the permission that the browser
// holds, and the scripts that are registered are kept the same here, and nowhere else. The list is what counts:
// what it does not name is unregistered and given back, what it names is registered anew where an update of the
// extension has dropped it. The permission itself is asked for by the settings page, in the user's click.

import type { Acknowledged, Calendar } from "../generated/protocol";
import { api } from "./api";
import { text } from "./badge";
import { address, entryFor, patterns as patternsOf, readList, toStore, type Address, type List } from "./calendars";
import { CALDAV } from "./face";
import { matches } from "./senders";
import * as state from "./state";
import * as tabs from "./tabs";

const DONE: Acknowledged = { ok: true, error: "" };

/** As the manifest has them for the calendars whose addresses are known. */
const ANYWHERE = {
  runAt: "document_start",
  allFrames: true,
  matchOriginAsFallback: true,
  persistAcrossSessions: true,
} as const;

const SCRIPTS = [
  { ...ANYWHERE, id: "selfhosted", js: ["selfhosted.js"], world: "ISOLATED" },
  { ...ANYWHERE, id: "request", js: ["request.js"], world: "MAIN" },
] as const satisfies readonly Omit<chrome.scripting.RegisteredContentScript, "matches">[];

/** The calendars that the user added. */
export class SelfHosted {
  #list: List | undefined;
  #reading: Promise<List> | undefined;
  // One change after the other: each reads the list, and the scripts follow it.
  #step: Promise<unknown> = Promise.resolve();

  /** `builtIn`: the match patterns of what is watched in any case. */
  constructor(private readonly builtIn: readonly string[]) {}

  /** The list; it is read once, and a reading that failed is tried again the next time. */
  async load(): Promise<List> {
    this.#reading ??= state.storedCalendars().then(readList);
    try {
      const read = await this.#reading;
      // It may have been changed since it was read.
      return (this.#list ??= read);
    } catch (error) {
      this.#reading = undefined;
      throw error;
    }
  }

  /** Whether the list is known by now. */
  get loaded(): boolean {
    return this.#list !== undefined;
  }

  /** The match patterns of the list, as far as it is known by now. */
  get patterns(): string[] {
    return patternsOf(this.#list?.calendars ?? []);
  }

  /** The list's entries. */
  async calendars(): Promise<Calendar[]> {
    return [...(await this.load()).calendars];
  }

  /** Watches the calendar at this address from now on. */
  add(origin: unknown): Promise<Acknowledged> {
    return this.#oneAtATime(async () => {
      const { calendars, later } = await this.load();
      const wanted = address(origin);
      if (wanted === undefined) {
        return refuse("calendar_bad_address", typeof origin === "string" ? origin.slice(0, 80) : "");
      }
      if (this.builtIn.some((pattern) => matches(pattern, new URL(wanted.origin)))) {
        return refuse("calendar_built_in", wanted.origin);
      }
      if (later) return refuse("calendar_later_version");
      if (!(await permitted(wanted))) return refuse("calendar_no_permission", wanted.origin);
      if (entryFor(calendars, wanted) !== undefined) {
        await register(calendars);
        return DONE;
      }
      await this.#change([...calendars, { origin: wanted.origin, site: "" }]);
      await tabs.markOpen([wanted.pattern]);
      return DONE;
    });
  }

  /** Watches the calendar at this address no longer: entry, scripts and permission go, and open pages are let go. */
  remove(origin: unknown): Promise<Acknowledged> {
    return this.#oneAtATime(async () => {
      const { calendars, later } = await this.load();
      const wanted = address(origin);
      const entry = wanted && entryFor(calendars, wanted);
      if (wanted === undefined || entry === undefined) return DONE;
      if (later) return refuse("calendar_later_version");
      await this.#change(calendars.filter((calendar) => calendar !== entry));
      await tabs.leave(wanted.pattern);
      const origins = [wanted.pattern];
      const given = await api.permissions.remove({ origins }).catch(() => false);
      return given || !(await permitted(wanted)) ? DONE : refuse("calendar_kept_permission", wanted.origin);
    });
  }

  /** The user has taken a permission away in the browser's own settings: what was watched by it is given up. */
  withdrawn(): Promise<void> {
    return this.#oneAtATime(() => this.#dropUnpermitted());
  }

  /** At the start of the browser, and after an install or update: the scripts follow the list again. */
  restore(): Promise<void> {
    return this.#oneAtATime(async () => {
      await this.#dropUnpermitted();
      await register((await this.load()).calendars);
    });
  }

  /** A page at this origin was recognised: the list says so from now on. */
  recognised(origin: string, site: string): Promise<void> {
    return this.#oneAtATime(async () => {
      const { calendars, later } = await this.load();
      const here = address(origin);
      const entry = here && entryFor(calendars, here);
      // What saves by CalDAV may still show itself to be a calendar that has a name.
      if (entry === undefined || later || site === "" || site === entry.site) return;
      if (site === CALDAV && entry.site !== "") return;
      const next = calendars.map((calendar) => (calendar === entry ? { ...calendar, site } : calendar));
      await state.storeCalendars(toStore(next));
      this.#list = { calendars: next, later };
    });
  }

  /** What a page is that no calendar is recognised in: where one has saved by CalDAV before, that. */
  async unrecognised(origin: string): Promise<string> {
    const here = address(origin);
    return here !== undefined && entryFor((await this.load()).calendars, here)?.site === CALDAV ? CALDAV : "";
  }

  async #dropUnpermitted(): Promise<void> {
    const { calendars, later } = await this.load();
    const held = await Promise.all(
      calendars.map(async ({ origin }) => {
        const known = address(origin);
        return known !== undefined && (await permitted(known));
      }),
    );
    const left = calendars.filter((_, index) => held[index] === true);
    if (left.length === calendars.length) return;
    // A list that a later version wrote stays as it is stored; its pages are let go all the same.
    if (later) {
      this.#list = { calendars: left, later };
      await register(left);
    } else {
      await this.#change(left);
    }
    const gone = patternsOf(calendars.filter((calendar) => !left.includes(calendar)));
    await Promise.all(gone.map((pattern) => tabs.leave(pattern)));
  }

  /** Makes this the list; if the scripts cannot be registered or the list not stored, all is as it was before. */
  async #change(next: readonly Calendar[]): Promise<void> {
    const before = this.#list;
    // Known before the first script asks.
    this.#list = { calendars: next, later: false };
    try {
      await register(next);
      await state.storeCalendars(toStore(next));
    } catch (error) {
      this.#list = before;
      await register(before?.calendars ?? []).catch(() => undefined);
      throw error;
    }
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#step.then(work, work);
    this.#step = done.catch(() => undefined);
    return done;
  }
}

function permitted({ pattern }: Address): Promise<boolean> {
  return api.permissions.contains({ origins: [pattern] });
}

/** Registers the scripts for these calendars and no others. */
async function register(calendars: readonly Calendar[]): Promise<void> {
  const wanted = patternsOf(calendars);
  const { scripting } = api;
  if (wanted.length === 0) {
    await scripting.unregisterContentScripts();
    return;
  }
  const scripts = SCRIPTS.map((script) => ({ ...script, matches: wanted }));
  try {
    await scripting.registerContentScripts(scripts);
  } catch {
    // They are there, for a shorter or a longer list: changed in one step, no page can load between two. Chrome
    // takes what an update leaves out for what is set by default; so all of it is said.
    await scripting.updateContentScripts(scripts).catch(async () => {
      // One of them is there.
      await scripting.unregisterContentScripts();
      await scripting.registerContentScripts(scripts);
    });
  }
}

function refuse(name: string, ...words: string[]): Acknowledged {
  return { ok: false, error: text(name, ...words) };
}
