// Which requests of the page are told of, and what is told: between the wrappers of fetch and XMLHttpRequest, the
// services that know the requests, and the bond.

import type { Bond } from "./bond";
import { FORBIDDEN, type Leaving, type Loaded, type Refusal, type Service } from "./services/service";
import type { Answer, Told } from "./told";

/** So many answers that the page loaded are kept for later requests that point at them. */
const LOADS = 12;

/** The watch over a page's requests. */
export class Watch {
  readonly #services: readonly Service[];
  readonly #bond: Bond;
  #loaded: Loaded[] = [];
  /** The page is being left: nothing can be asked any more, and what waits is lost. */
  #leaving = false;

  constructor(services: readonly Service[], bond: Bond) {
    this.#services = services;
    this.#bond = bond;
    for (const type of ["pagehide", "pageshow"]) {
      addEventListener(type, () => (this.#leaving = type === "pagehide"), true);
    }
  }

  /** Who knows a request with this method and address, if anybody does. Every request of the page comes by here. */
  service(method: string, url: string): Service | undefined {
    for (const service of this.#services) if (service.mine(method, url)) return service;
    return undefined;
  }

  /** What this address answers is wanted. */
  wants(url: string): boolean {
    for (const { loads } of this.#services) if (loads?.test(url) === true) return true;
    return false;
  }

  /** The page loads something; `text` gives it when it is there. */
  loads(url: string, text: () => string): void {
    this.#loaded = [[url, text] as const, ...this.#loaded].slice(0, LOADS);
  }

  /**
   * A request leaves. `go` or `refuse` is called once: at once, or later; in that case it gives what is to be called
   * if the page gives the request up before.
   */
  leave(
    service: Service,
    leaving: Leaving,
    holdable: boolean,
    go: () => void,
    refuse: (refusal: Refusal) => void,
  ): (() => void) | null {
    const settle = (answer: Answer) => {
      if (answer === "go") go();
      else refuse(service.refusal?.(leaving) ?? FORBIDDEN);
    };
    const told = this.#told(service, leaving, holdable);
    if (told !== null) return this.#bond.ask(told, settle);
    go();
    return null;
  }

  /** What a request would do; null if it commits nothing, or if it cannot be made out. */
  #told(service: Service, leaving: Leaving, holdable: boolean): Told | null {
    try {
      const told = service.told(leaving, this.#loaded.filter(([url]) => service.loads?.test(url)));
      if (told === null) return null;
      if (told.snapshot) told.snapshot.language = document.documentElement.lang;
      return { ...told, holdable: told.holdable && holdable && !this.#leaving };
    } catch (error) {
      console.warn("converel:", error);
      return null;
    }
  }
}
