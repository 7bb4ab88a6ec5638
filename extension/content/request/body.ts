// The text of a request's body, without using the body up.

import { isCalendar } from "./services/caldav";

/** What a body can be here: as fetch or XMLHttpRequest takes it, but of a type that the page chose. */
export type Body = unknown;

/** A body's beginning that shows whether it is worth decoding. */
const BEGINNING = 64;

/** The text of a body that has it at once; null if it must be read for it. */
export function textNow(body: Body): string | null {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return body;
  if (body instanceof URLSearchParams) return body.toString();
  if (body instanceof FormData) {
    const fields = new URLSearchParams();
    body.forEach((value, name) => typeof value === "string" && fields.append(name, value));
    return fields.toString();
  }
  if (body instanceof ArrayBuffer) return bytes(new Uint8Array(body));
  if (ArrayBuffer.isView(body)) return bytes(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  return body instanceof Blob || body instanceof ReadableStream ? null : "";
}

/** The type that a body brings along. */
export const typeOf = (body: Body): string => (body instanceof Blob ? body.type : "");

/** Whether what must be read for it may be iCalendar: files are saved by PUT as well, and may be large. */
export const mayBeCalendar = (url: string, type: string): boolean =>
  /calendar/i.test(type) || /\.ics(?:[?#]|$)/i.test(url);

/** Only calendars are sent as bytes. */
function bytes(all: Uint8Array): string {
  const decoder = new TextDecoder();
  return isCalendar(decoder.decode(all.subarray(0, BEGINNING))) ? decoder.decode(all) : "";
}
