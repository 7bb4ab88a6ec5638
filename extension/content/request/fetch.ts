// The wrapper of `fetch`. What is none of ours goes to the native with the very same arguments. What may commit is
// read first: where its text is at hand, at once, and if it may go it goes as it came; where it must be read for it,
// from a copy. A request that waits is kept as it was when the page made it.

import { mayBeCalendar, textNow, typeOf } from "./body";
import { disguise, method as methodOf, type Native } from "./disguise";
import { caldav } from "./services/caldav";
import type { Leaving, Refusal, Service } from "./services/service";
import type { Told } from "./told";
import type { Watch } from "./watch";

const NativeRequest = Request;
const then = methodOf(Promise.prototype, "then");

/** A call of the native, as it came. */
interface Call {
  readonly native: Native;
  readonly self: unknown;
  readonly parameters: unknown[];
}

/** Puts the wrapper in its place. */
export function wrapFetch(watch: Watch): void {
  disguise(window, "fetch", (native, self, parameters) => {
    const [input, init] = parameters as [unknown, RequestInit | null | undefined];
    const request = input instanceof NativeRequest ? input : null;
    const url = request?.url ?? (typeof input === "string" ? input : input instanceof URL ? input.href : "");
    const given = init?.method ?? request?.method ?? "GET";
    const method = typeof given === "string" ? given.toUpperCase() : "";
    const service = watch.service(method, url);
    if (service !== undefined) return leave(watch, service, { native, self, parameters }, method, url);
    const answer = native(self, parameters);
    return watch.wants(url) ? noted(watch, url, answer as Promise<Response>) : answer;
  });
}

function leave(watch: Watch, service: Service, call: Call, method: string, url: string): unknown {
  const { native, self, parameters } = call;
  const [input, init] = parameters as [unknown, RequestInit | null | undefined];
  const request = input instanceof NativeRequest ? input : null;
  const go = () => native(self, parameters);
  const signal = init?.signal ?? request?.signal;
  if (signal?.aborted === true || request?.bodyUsed === true) return go();
  const header = headers(request, init);
  const leaving = (body: string): Leaving => ({ method, url, header, body });

  const body: unknown = init?.body;
  const unread = request !== null && (body === undefined || body === null) && method !== "GET" && method !== "DELETE";
  const text = unread ? null : textNow(body);
  if (text !== null) {
    const told = watch.told(service, leaving(text));
    return told === null ? go() : asked(watch, service, told, leaving(text), call, () => new NativeRequest(input as string, init ?? undefined));
  }

  // Files are saved by PUT as well.
  if (service === caldav && !mayBeCalendar(url, header("content-type") || typeOf(body))) return go();
  let sent: Request;
  let copy: Promise<string>;
  try {
    // From here on the page's own is used up, as by the native.
    sent = new NativeRequest(input as string, init ?? undefined);
    copy = sent.clone().text();
  } catch {
    return go();
  }
  const now: Call = { native, self, parameters: [sent] };
  return new Promise((resolve, reject) => {
    const { signal } = sent;
    const read = (body: string) => {
      if (signal.aborted) return;
      const told = watch.told(service, leaving(body));
      resolve(told === null ? native(self, [sent]) : asked(watch, service, told, leaving(body), now, () => sent));
    };
    // What cannot be read is for the native to fail at.
    copy.then(read, () => read(""));
    signal.addEventListener("abort", () => reject(reason(signal)), { once: true });
  });
}

/** What becomes of a request that commits; `pin` gives it as it is now. */
function asked(watch: Watch, service: Service, told: Told, leaving: Leaving, call: Call, pin: () => Request): unknown {
  const { native, self, parameters } = call;
  let sent: Request;
  try {
    sent = pin();
  } catch {
    return native(self, parameters);
  }
  let decided: (answer: "go" | "refuse") => void = () => undefined;
  const [answer, id] = watch.ask(told, true, (later) => decided(later));
  const refused = () => refusal(watch.refusal(service, leaving), leaving.url);
  if (answer === "go") return native(self, parameters);
  if (answer === "refuse") return Promise.resolve(refused());
  return new Promise((resolve, reject) => {
    const { signal } = sent;
    const aborted = () => {
      watch.gone(id);
      reject(reason(signal));
    };
    decided = (later) => {
      signal.removeEventListener("abort", aborted);
      resolve(later === "go" ? native(self, [sent]) : refused());
    };
    signal.addEventListener("abort", aborted, { once: true });
  });
}

/** What the native rejects with: the page's own reason, whatever it is. */
const reason = (signal: AbortSignal) => signal.reason as Error;

/** The service's failing answer. */
function refusal({ status, statusText, type, body }: Refusal, url: string): Response {
  const response = new Response(body, { status, statusText, headers: { "content-type": type } });
  return Object.defineProperty(response, "url", { value: new URL(url, document.baseURI).href });
}

function headers(request: Request | null, init: RequestInit | null | undefined): (name: string) => string {
  return (name) => {
    try {
      const all = init?.headers === undefined ? request?.headers : new Headers(init.headers);
      return all?.get(name) ?? "";
    } catch {
      return "";
    }
  };
}

/** The page's promise is one that came by here: a failure is the page's to handle, and is reported as its own. */
const noted = (watch: Watch, url: string, answer: Promise<Response>): unknown =>
  then(answer, [
    (response: Response) => {
      let text = "";
      if (response.ok) response.clone().text().then((whole) => (text = whole), () => undefined);
      watch.loads(url, () => text);
      return response;
    },
  ]);
