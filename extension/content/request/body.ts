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
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return bytes(body);
  // No calendar is sent as a form with parts, or as a document.
  return body instanceof Blob || body instanceof ReadableStream ? null : "";
}

/** Whether what must be read for it may be iCalendar: files are saved by PUT as well, and may be large. */
export const mayBeCalendar = (url: string, type: string | undefined, body: Body): boolean =>
  /\.ics\b/i.test(url) || /calendar/i.test(type ?? (body instanceof Blob ? body.type : ""));

/** Only calendars are sent as bytes. */
function bytes(body: ArrayBuffer | ArrayBufferView): string {
  const { buffer, byteOffset } = ArrayBuffer.isView(body) ? body : { buffer: body, byteOffset: 0 };
  const decoded = (length: number) => new TextDecoder().decode(new Uint8Array(buffer, byteOffset, length));
  return isCalendar(decoded(Math.min(body.byteLength, BEGINNING))) ? decoded(body.byteLength) : "";
}
