// One-time tokens for the gate's frame: minted for a tab, redeemed at most once and only there, good
// for a minute. Held in memory alone; the clock and the randomness come from outside.

const LIFETIME = 60_000;
// A page that asks again and again must not fill the memory; one tab has few editors open at a time.
const AT_MOST = 256;

export class TokenBook {
  readonly #minted = new Map<string, { tab: number; until: number }>();

  constructor(
    private readonly now: () => number,
    private readonly random: (bytes: Uint8Array<ArrayBuffer>) => void,
  ) {}

  /** A new token of 32 hex digits for this tab. */
  mint(tab: number): string {
    this.#forgetOld();
    const token = hex(16, this.random);
    this.#minted.set(token, { tab, until: this.now() + LIFETIME });
    return token;
  }

  /** Whether this token was minted for this tab, is fresh, and had not been shown before, by anybody. */
  redeem(token: string, tab: number): boolean {
    const minted = this.#minted.get(token);
    this.#minted.delete(token);
    return minted?.tab === tab && this.now() < minted.until;
  }

  #forgetOld(): void {
    // A map keeps the order of minting, so the oldest come first.
    for (const [token, { until }] of this.#minted) {
      if (this.#minted.size < AT_MOST && this.now() < until) return;
      this.#minted.delete(token);
    }
  }
}

/** Random bytes as hex digits. */
export function hex(bytes: number, random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const array = new Uint8Array(bytes);
  random(array);
  return Array.from(array, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
