// The wrapper of XMLHttpRequest. What is none of ours is the native's alone. A request that waits looks sent: the
// native sends it later, or never; then the answer it never had stands in the object's own properties until it is
// opened again.

import { mayBeCalendar, textNow } from "./body";
import { disguise, dispatch } from "./disguise";
import { caldav } from "./services/caldav";
import type { Refusal, Service } from "./services/service";
import type { Watch } from "./watch";

/** What was opened, if it may commit or loads what is wanted. */
interface Call {
  readonly verb: string;
  readonly url: string;
  readonly sync: boolean;
  readonly service: Service | undefined;
  readonly headers: Map<string, string>;
  /** It waits; this ends that. */
  drop: (() => void) | null;
  /** It carries something. */
  upload: boolean;
  /** The properties that hide the native's. */
  readonly masks: string[];
}

const calls = new WeakMap<object, Call>();
const [PlainEvent, Progress] = [Event, ProgressEvent];

/** Puts the wrappers in their places. */
export function wrapXhr(watch: Watch): void {
  const { prototype } = XMLHttpRequest;

  disguise(prototype, "open", (native, self, parameters) => {
    const result = native(self, parameters);
    const xhr = self as XMLHttpRequest;
    const before = calls.get(xhr);
    if (before !== undefined) {
      before.drop?.();
      unmask(xhr, before);
      calls.delete(xhr);
    }
    const verb = String(parameters[0]).toUpperCase();
    const url = String(parameters[1]);
    const service = watch.service(verb, url);
    if (service !== undefined || watch.wants(url)) {
      const sync = parameters.length > 2 && !parameters[2];
      calls.set(xhr, { verb, url, sync, service, headers: new Map(), drop: null, upload: false, masks: [] });
    }
    return result;
  });

  disguise(prototype, "setRequestHeader", (native, self, parameters) => {
    const call = calls.get(self as object);
    const result = native(self, parameters);
    if (call !== undefined) {
      const name = String(parameters[0]).toLowerCase();
      const before = call.headers.get(name);
      call.headers.set(name, (before === undefined ? "" : `${before}, `) + String(parameters[1]));
    }
    return result;
  });

  disguise(prototype, "send", (native, self, parameters) => {
    const call = calls.get(self as object);
    // What waits looks sent.
    if (call?.drop) throw new DOMException("The object's state must be OPENED.", "InvalidStateError");
    if (call?.service !== undefined) {
      leave(watch, call.service, call, () => native(self, parameters), self as XMLHttpRequest, parameters[0]);
      return undefined;
    }
    if (call !== undefined) watch.loads(call.url, () => textOf(self as XMLHttpRequest));
    return native(self, parameters);
  });

  disguise(prototype, "abort", (native, self, parameters) => {
    const call = calls.get(self as object);
    if (!call?.drop) return native(self, parameters);
    abandon(self as XMLHttpRequest, call);
    return undefined;
  });
}

function leave(watch: Watch, service: Service, call: Call, native: () => void, xhr: XMLHttpRequest, body: unknown): void {
  const { verb, url, sync, headers } = call;
  const send = () => {
    call.drop = null;
    native();
  };
  const ask = (whole: string) => {
    const leaving = { method: verb, url, header: (name: string) => headers.get(name) ?? "", body: whole };
    call.drop = watch.leave(service, leaving, !sync, send, (refusal) => finish(xhr, call, refusal));
  };

  call.upload = body !== undefined && body !== null;
  const text = textNow(body);
  if (text !== null) ask(text);
  else if (sync || (service === caldav && !mayBeCalendar(url, headers.get("content-type"), body))) send();
  else {
    const dropped = () => undefined;
    call.drop = dropped;
    const read = (whole: string) => {
      if (call.drop === dropped) ask(whole);
    };
    new Response(body as BodyInit).text().then(read, () => read(""));
  }
}

/** As the native does with a request that is under way. */
function abandon(xhr: XMLHttpRequest, call: Call): void {
  call.drop?.();
  call.drop = null;
  mask(xhr, call, { readyState: 4 });
  dispatch(xhr, [new PlainEvent("readystatechange")]);
  for (const target of call.upload ? [xhr.upload, xhr] : [xhr]) {
    for (const type of ["abort", "loadend"]) dispatch(target, [new Progress(type)]);
  }
  // Unless it was opened again meanwhile.
  if (calls.get(xhr) === call) mask(xhr, call, { readyState: 0 });
}

/** As if the service had answered so. */
function finish(xhr: XMLHttpRequest, call: Call, { status, type, body }: Refusal): void {
  call.drop = null;
  const kind = xhr.responseType;
  // Null where it cannot be what was asked for, as with the native.
  const json = kind === "json" && type.endsWith("json") ? (JSON.parse(body) as unknown) : null;
  const response = kind === "" || kind === "text" ? body : json;
  mask(xhr, call, {
    readyState: 4, status, response, responseURL: new URL(call.url, document.baseURI).href,
    getResponseHeader: (name: string) => (/^content-type$/i.test(name) ? type : null),
    getAllResponseHeaders: () => `content-type: ${type}\r\n`,
    ...(response === body && { responseText: body }),
  });
  dispatch(xhr, [new PlainEvent("readystatechange")]);
  const progress = { lengthComputable: true, loaded: body.length, total: body.length };
  for (const event of ["load", "loadend"]) dispatch(xhr, [new Progress(event, progress)]);
}

function mask(xhr: object, { masks }: Call, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(xhr, name, { value, configurable: true, enumerable: true });
    masks.push(name);
  }
}

function unmask(xhr: object, { masks }: Call): void {
  for (const name of masks.splice(0)) Reflect.deleteProperty(xhr, name);
}

/** What was loaded, if it is there. */
const textOf = ({ readyState, responseType, response }: XMLHttpRequest): string =>
  readyState !== 4 ? "" : responseType === "json" ? JSON.stringify(response) : String(response);
