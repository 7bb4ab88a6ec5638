// The wrapper of XMLHttpRequest. What is none of ours is the native's alone. A request that waits looks sent: the
// native sends it later, or never; then the answer it never had stands in the object's own properties until it is
// opened again.

import { mayBeCalendar, textNow, typeOf } from "./body";
import { disguise, method, type Native } from "./disguise";
import { caldav } from "./services/caldav";
import type { Leaving, Refusal, Service } from "./services/service";
import type { Told } from "./told";
import type { Watch } from "./watch";

/** What was opened, if it may commit or loads what is wanted. */
interface Call {
  readonly method: string;
  readonly url: string;
  readonly sync: boolean;
  readonly service: Service | undefined;
  readonly headers: Map<string, string>;
  /** It waits: ends that. */
  drop: (() => void) | null;
  /** It carries something. */
  upload: boolean;
}

const calls = new WeakMap<object, Call>();
/** The properties that hide the native's. */
const masks = new WeakMap<object, string[]>();
const dispatch = method(EventTarget.prototype, "dispatchEvent");
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
      unmask(xhr);
      calls.delete(xhr);
    }
    const verb = String(parameters[0]).toUpperCase();
    const url = String(parameters[1]);
    const service = watch.service(verb, url);
    if (service !== undefined || watch.wants(url)) {
      const sync = parameters.length > 2 && !parameters[2];
      calls.set(xhr, { method: verb, url, sync, service, headers: new Map(), drop: null, upload: false });
    }
    return result;
  });

  disguise(prototype, "setRequestHeader", (native, self, parameters) => {
    const call = calls.get(self as object);
    if (call?.drop) throw invalid("setRequestHeader");
    const result = native(self, parameters);
    if (call !== undefined) {
      const name = String(parameters[0]).toLowerCase();
      const before = call.headers.get(name);
      call.headers.set(name, before === undefined ? String(parameters[1]) : `${before}, ${String(parameters[1])}`);
    }
    return result;
  });

  disguise(prototype, "send", (native, self, parameters) => {
    const call = calls.get(self as object);
    if (call === undefined) return native(self, parameters);
    if (call.drop) throw invalid("send");
    if (call.service !== undefined) {
      leave(watch, call.service, call, native, self as XMLHttpRequest, parameters);
      return undefined;
    }
    watch.loads(call.url, () => textOf(self as XMLHttpRequest));
    return native(self, parameters);
  });

  disguise(prototype, "abort", (native, self, parameters) => {
    const call = calls.get(self as object);
    if (call?.drop) abandon(self as XMLHttpRequest, call);
    else if (masks.has(self as object)) {
      unmask(self as object);
      mask(self as object, { readyState: 0 });
    } else return native(self, parameters);
    return undefined;
  });
}

function leave(watch: Watch, service: Service, call: Call, native: Native, xhr: XMLHttpRequest, parameters: unknown[]): void {
  const send = () => {
    call.drop = null;
    native(xhr, parameters);
  };
  const leaving = (body: string): Leaving => ({
    method: call.method,
    url: call.url,
    header: (name) => call.headers.get(name) ?? "",
    body,
  });
  const ask = (told: Told | null, form: Leaving) => {
    if (told === null) {
      send();
      return;
    }
    const refuse = () => finish(xhr, call, watch.refusal(service, form));
    const [answer, id] = watch.ask(told, !call.sync, (later) => {
      if (call.drop === null) return;
      if (later === "go") send();
      else refuse();
    });
    if (answer === "go") send();
    else if (answer === "refuse") refuse();
    else call.drop = () => watch.gone(id);
  };

  const [body] = parameters;
  call.upload = body !== undefined && body !== null;
  const text = textNow(body);
  if (text !== null) {
    ask(watch.told(service, leaving(text)), leaving(text));
  } else if (call.sync || (service === caldav && !mayBeCalendar(call.url, call.headers.get("content-type") ?? typeOf(body)))) {
    send();
  } else {
    let dropped = false;
    call.drop = () => {
      dropped = true;
    };
    const read = (whole: string) => {
      if (!dropped) ask(watch.told(service, leaving(whole)), leaving(whole));
    };
    new Response(body as BodyInit).text().then(read, () => read(""));
  }
}

/** As the native does with a request that is under way. */
function abandon(xhr: XMLHttpRequest, call: Call): void {
  call.drop?.();
  call.drop = null;
  mask(xhr, { readyState: 4 });
  fire(xhr, new PlainEvent("readystatechange"));
  const targets = call.upload ? [xhr.upload, xhr] : [xhr];
  for (const target of targets) for (const type of ["abort", "loadend"]) fire(target, new Progress(type));
  // Unless it was opened again meanwhile.
  if (calls.get(xhr) === call) mask(xhr, { readyState: 0 });
}

/** As if the service had answered so. */
function finish(xhr: XMLHttpRequest, call: Call, { status, statusText, type, body }: Refusal): void {
  call.drop = null;
  const bytes = new TextEncoder().encode(body);
  mask(xhr, {
    readyState: 4,
    status,
    statusText,
    response: responseAs(xhr.responseType, body, bytes, type),
    responseURL: new URL(call.url, document.baseURI).href,
    getResponseHeader: (name: unknown) => (String(name).toLowerCase() === "content-type" ? type : null),
    getAllResponseHeaders: () => `content-type: ${type}\r\n`,
  });
  if (xhr.responseType === "" || xhr.responseType === "text") mask(xhr, { responseText: body });
  const progress = { lengthComputable: true, loaded: bytes.length, total: bytes.length };
  fire(xhr, new PlainEvent("readystatechange"));
  fire(xhr, new Progress("load", progress));
  fire(xhr, new Progress("loadend", progress));
}

function responseAs(kind: XMLHttpRequestResponseType, body: string, bytes: Uint8Array<ArrayBuffer>, type: string): unknown {
  switch (kind) {
    case "json":
      try {
        return JSON.parse(body);
      } catch {
        return null;
      }
    case "arraybuffer":
      return bytes.buffer;
    case "blob":
      return new Blob([bytes], { type });
    case "document":
      return null;
    default:
      return body;
  }
}

function mask(xhr: object, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(xhr, name, { value, configurable: true, enumerable: true, writable: false });
  }
  masks.set(xhr, [...(masks.get(xhr) ?? []), ...Object.keys(values)]);
}

function unmask(xhr: object): void {
  for (const name of masks.get(xhr) ?? []) Reflect.deleteProperty(xhr, name);
  masks.delete(xhr);
}

function fire(target: EventTarget, event: Event): void {
  dispatch(target, [event]);
}

const invalid = (what: string) =>
  new DOMException(`Failed to execute '${what}' on 'XMLHttpRequest': The object's state must be OPENED.`, "InvalidStateError");

/** What was loaded, if it is there. */
function textOf(xhr: XMLHttpRequest): string {
  if (xhr.readyState !== 4 || xhr.status !== 200) return "";
  const response: unknown = xhr.response;
  return typeof response === "string" ? response : xhr.responseType === "json" ? JSON.stringify(response) : "";
}
