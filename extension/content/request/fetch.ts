// The wrapper of `fetch`. What is none of ours goes to the native with the very same arguments. What may commit is
// read first: where its text is at hand, at once, and if it may go it goes as it came; where it must be read for it,
// from a copy. A request that waits is kept as it was when the page made it.

import { mayBeCalendar, textNow } from "./body";
import { disguise, method as methodOf } from "./disguise";
import { caldav } from "./services/caldav";
import type { Leaving, Refusal, Service } from "./services/service";
import type { Watch } from "./watch";

const NativeRequest = Request;
const then = methodOf(Promise.prototype, "then");

/** What fetch is called with. */
type Parameters = [input: unknown, init?: RequestInit | null];

/** Puts the wrapper in its place. */
export function wrapFetch(watch: Watch): void {
  disguise(window, "fetch", (native, self, parameters) => {
    const [input, init] = parameters as Parameters;
    const request = input instanceof NativeRequest ? input : null;
    const url = request?.url ?? (typeof input === "string" ? input : input instanceof URL ? input.href : "");
    const given: unknown = init?.method ?? request?.method ?? "GET";
    const method = String(given).toUpperCase();
    const service = watch.service(method, url);
    const send = (...changed: unknown[]) => native(self, changed);
    if (service !== undefined) return leave(watch, service, send, parameters as Parameters, request, method, url);
    const answer = native(self, parameters);
    return watch.wants(url) ? noted(watch, url, answer) : answer;
  });
}

function leave(
  watch: Watch,
  service: Service,
  send: (...parameters: unknown[]) => unknown,
  parameters: Parameters,
  request: Request | null,
  method: string,
  url: string,
): unknown {
  const [input, init] = parameters;
  const signal = init?.signal ?? request?.signal;
  if (signal?.aborted === true) return send(...parameters);
  const header = headers(request, init);
  const make = () => new NativeRequest(input as string, init ?? undefined);

  /** Sends it, holds it, or answers in the service's place. */
  function ask(body: string, go: () => unknown, pin: () => Request): unknown {
    let now: unknown;
    let later: ((answer: unknown) => void) | null = null;
    let sent: Request;
    const leaving: Leaving = { method, url, header, body };
    const drop = watch.leave(
      service, leaving, true,
      () => {
        if (later === null) now = go();
        else later(send(sent));
      },
      (refusal) => {
        const answer = answered(refusal, url);
        if (later === null) now = Promise.resolve(answer);
        else later(answer);
      },
    );
    if (drop === null) return now;
    try {
      sent = pin();
    } catch {
      drop();
      return go();
    }
    return new Promise((resolve, reject) => {
      later = resolve;
      whenAborted(sent.signal, (reason) => {
        drop();
        reject(reason);
      });
    });
  }

  const body: unknown = init?.body;
  const text = request !== null && (body === undefined || body === null) ? null : textNow(body);
  if (text !== null) return ask(text, () => send(...parameters), make);

  // Files are saved by PUT as well.
  if (service === caldav && !mayBeCalendar(url, header("content-type") || undefined, body)) return send(...parameters);
  let sent: Request;
  let copy: Promise<string>;
  try {
    // From here on the page's own is used up, as by the native.
    sent = make();
    copy = sent.clone().text();
  } catch {
    return send(...parameters);
  }
  return new Promise((resolve, reject) => {
    const read = (whole: string) => {
      if (!sent.signal.aborted) resolve(ask(whole, () => send(sent), () => sent));
    };
    // What cannot be read is for the native to fail at.
    copy.then(read, () => read(""));
    whenAborted(sent.signal, reject);
  });
}

/** The native rejects with the page's own reason, whatever it is. */
const whenAborted = (signal: AbortSignal, work: (reason: Error) => void) =>
  signal.addEventListener("abort", () => work(signal.reason as Error), { once: true });

/** The service's failing answer. */
const answered = ({ status, type, body }: Refusal, url: string): Response =>
  Object.defineProperty(new Response(body, { status, headers: { "content-type": type } }), "url", {
    value: new URL(url, document.baseURI).href,
  });

const headers = (request: Request | null, init: RequestInit | null | undefined) => (name: string) => {
  try {
    const all = init?.headers === undefined ? request?.headers : new Headers(init.headers);
    return all?.get(name) ?? "";
  } catch {
    return "";
  }
};

/** The page's promise is one that came by here: a failure is the page's to handle, and is reported as its own. */
const noted = (watch: Watch, url: string, answer: unknown): unknown =>
  then(answer, [
    (response: Response) => {
      let text = "";
      response.clone().text().then((whole) => (text = whole), () => undefined);
      watch.loads(url, () => text);
      return response;
    },
  ]);
