// What a page could tell the wrappers by. The same is done here and in a worker, where no extension puts anything
// in anybody's place: what comes out must be the same.

import { observed } from "./observed.js";

// Only what is the same in every run may be compared.
export async function differences() {
  const policy = window.trustedTypes?.createPolicy("worker", { createScriptURL: (url) => url });
  const worker = new Worker(policy ? policy.createScriptURL("/standin/worker.js") : "/standin/worker.js", { type: "module" });
  const there = new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => resolve(data));
    worker.addEventListener("error", (error) => reject(new Error(`worker: ${error.message}`)));
  });
  const here = await observed();
  const native = await there;
  worker.terminate();
  const names = new Set([...Object.keys(here), ...Object.keys(native)]);
  return {
    observed: names.size,
    different: [...names]
      .filter((name) => here[name] !== native[name])
      .map((name) => `${name}: ${here[name]} instead of ${native[name]}`),
  };
}
