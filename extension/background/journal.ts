// The way to the journal's one writer, the WebAssembly module of `src/background`. It is started when it
// is first needed; a start that failed is tried again the next time.

import type { Acknowledged, Cause, StoredRecord } from "../generated/protocol";
import init, * as wasm from "../generated/background/converel_background";
import { api } from "./api";

let started: Promise<unknown> | undefined;

/** Starts the module ahead of need; a failure is told to whoever needs it next. */
export function warm(): void {
  start().catch(() => undefined);
}

function start(): Promise<unknown> {
  started ??= init({ module_or_path: api.runtime.getURL("background/converel_background_bg.wasm") }).catch(
    (error: unknown) => {
      started = undefined;
      throw error;
    },
  );
  return started;
}

export const put = (record: StoredRecord) => written(() => wasm.put(record));
export const remove = (id: string) => written(() => wasm.remove(id));
export const clear = () => written(() => wasm.clear());
export const unchecked = (site: string, cause: Cause, at: number, ids: string[]) =>
  written(() => wasm.unchecked(site, cause, at, ids));

/** Every failure, the module's own included, is an answer and not an exception. */
async function written(write: () => Promise<unknown>): Promise<Acknowledged> {
  try {
    await start();
    return (await write()) as Acknowledged;
  } catch (error) {
    return { ok: false, error: String(error) };
  }
}
