// Which requests of the page are told of, and what is told: between the wrappers of fetch and XMLHttpRequest, the
// services that know the requests, and the bond.

import type { Bond, Settle } from "./bond";
import { FORBIDDEN, type Leaving, type Loaded, type Refusal, type Service } from "./services/service";
import type { Answer, Told } from "./told";

/** So many answers that the page loaded are kept for later requests that point at them. */
const LOADS = 8;

/** The watch over a page's requests. */
export class Watch {
  readonly #services: readonly Service[];
  readonly #loads: readonly RegExp[];
  readonly #bond: Bond;
  #loaded: Loaded[] = [];
  /** The page is being left: nothing can be asked any more, and what waits is lost. */
  #leaving = false;

  constructor(services: readonly Service[], bond: Bond) {
    this.#services = services;
    this.#loads = services.flatMap(({ loads }) => (loads === undefined ? [] : [loads]));
    this.#bond = bond;
    const left = (gone: boolean) => () => {
      this.#leaving = gone;
    };
    addEventListener("pagehide", left(true), true);
    addEventListener("pageshow", left(false), true);
  }

  /** Who knows a request with this method and address, if anybody does. Every request of the page comes by here. */
  service(method: string, url: string): Service | undefined {
    for (const service of this.#services) if (service.mine(method, url)) return service;
    return undefined;
  }

  /** What this address answers is wanted. */
  wants(url: string): boolean {
    for (const pattern of this.#loads) if (pattern.test(url)) return true;
    return false;
  }

  /** The page loads something; `text` gives it when it is there. */
  loads(url: string, text: () => string): void {
    this.#loaded = [[url, text] as const, ...this.#loaded].slice(0, LOADS);
  }

  /** What a request would do; null if it commits nothing, or if it cannot be made out. */
  told(service: Service, leaving: Leaving): Told | null {
    try {
      const loaded = this.#loaded.filter(([url]) => service.loads?.test(url));
      const told = service.told(leaving, loaded);
      if (told?.snapshot) told.snapshot.language = document.documentElement.lang;
      return told;
    } catch (error) {
      console.warn("converel: cannot read a request", error);
      return null;
    }
  }

  /** Asks whether it may leave; the number names it to `gone`. */
  ask(told: Told, holdable: boolean, settle: Settle): readonly [Answer, number] {
    return this.#bond.ask({ ...told, holdable: told.holdable && holdable && !this.#leaving }, settle);
  }

  /** What the page is answered where it is refused. */
  refusal(service: Service, leaving: Leaving): Refusal {
    return service.refusal?.(leaving) ?? FORBIDDEN;
  }

  /** The page has given it up. */
  gone(id: number): void {
    this.#bond.gone(id);
  }
}
