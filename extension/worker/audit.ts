// The audit's web worker: starts its WebAssembly, and hands it one message after the other in the order in which
// they came. Everything else is src/worker. A failure is the worker's end, and the page that began it is told.

import init, { hear } from "../../target/wasm-bindgen/worker/converel_worker.js";

interface Said {
  /** A `ToAudit` as JSON. */
  message: string;
  /** With an import. */
  files?: File[];
}

let last: Promise<unknown> = init({ module_or_path: new URL("converel_worker_bg.wasm", import.meta.url) });

addEventListener("message", ({ data, ports }: MessageEvent<Said>) => {
  last = last.then(() => hear(data.message, data.files ?? [], ports[0]));
  // The browser tells the page of an exception, but not of a promise that failed.
  last.catch(reportError);
});
