// Who sent a message. Decided from what the browser says of the sender, never from the message itself,
// and before the message is read.

/** `page`: our content script in a tab; `frame`: the gate; `own`: dashboard or popup; else a stranger. */
export type Who = "page" | "frame" | "own" | "stranger";

/** What the browser says of a sender (the part of `runtime.MessageSender` that counts). */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  /** Where `url` names none, as in an empty window that a calendar opened and fills: whose document it is. */
  origin?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** What we know of ourselves. Addresses are absolute, without fragment and query. */
export interface Own {
  id: string;
  gate: string;
  pages: readonly string[];
  /** The match patterns of the content scripts: the manifest's, and those of the calendars that the user added. */
  matches: readonly string[];
}

export function whoSent(sender: Sender, own: Own): Who {
  if (sender.id !== own.id || sender.url === undefined) return "stranger";
  const url = parsed(sender.url);
  if (url === undefined) return "stranger";
  const inTab = sender.tab?.id !== undefined && sender.tab.id >= 0;
  const address = bare(url);
  if (address === own.gate) return inTab ? "frame" : "stranger";
  // A popup has no tab; the dashboard has one and fills it.
  if (own.pages.includes(address)) return (sender.frameId ?? 0) === 0 ? "own" : "stranger";
  // Any other page of the extension is not one that may ask.
  if (bare(url).startsWith(origin(own.gate))) return "stranger";
  const place = placeOf(sender);
  return inTab && place !== undefined && own.matches.some((pattern) => matches(pattern, place)) ? "page" : "stranger";
}

/** Where a content script runs: its page's address or, where that has no host of its own, its page's origin. */
export function placeOf(sender: Sender): URL | undefined {
  const url = parsed(sender.url ?? "");
  return url !== undefined && /^https?:$/.test(url.protocol) ? url : parsed(sender.origin ?? "");
}

/** Whether an address falls under a match pattern (`scheme://host/path`, `*` in each part). */
export function matches(pattern: string, url: URL): boolean {
  const parts = /^(\*|https?):\/\/(\*|\[[0-9a-f:.]+\]|(?:\*\.)?[^/*:]+)(?::(\d+|\*))?(\/.*)$/.exec(pattern);
  if (parts === null) return false;
  const [, scheme = "", host = "", port, path = ""] = parts;
  const protocol = url.protocol.slice(0, -1);
  if (scheme === "*" ? protocol !== "http" && protocol !== "https" : protocol !== scheme) return false;
  if (!hostMatches(host, url.hostname)) return false;
  if (port !== undefined && port !== "*" && port !== (url.port || (protocol === "https" ? "443" : "80"))) return false;
  return wildcard(path, url.pathname + url.search);
}

function hostMatches(pattern: string, host: string): boolean {
  if (pattern === "*") return true;
  if (!pattern.startsWith("*.")) return host === pattern.toLowerCase();
  const domain = pattern.slice(2).toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

/** Whether `text` is `pattern` with any text for each `*`. No regular expression: the text is a stranger's. */
function wildcard(pattern: string, text: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return text === pattern;
  if (!text.startsWith(head)) return false;
  const tail = rest.pop() ?? "";
  let at = head.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}

/** An address, if it is one. */
export function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** An address without query and fragment. `URL.origin` is "null" for extension schemes in some engines. */
function bare(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function origin(address: string): string {
  const url = parsed(address);
  return url === undefined ? address : `${url.protocol}//${url.host}/`;
}
