// The gate's frame before WebAssembly is up: it accepts one port, from the page script above it, with the
// token that this frame was started with. Nothing is drawn or answered here; src/gate does that, after it
// has redeemed the token. It never posts to `parent`.

import init, { fault, start } from "../../target/wasm-bindgen/gate/converel_gate.js";

const token = location.hash.slice(1);

interface Accepted {
  port: MessagePort;
  /** The page's, so that its names of months are at hand. */
  language: string;
}

function accepted(): Promise<Accepted> {
  return new Promise((resolve) => {
    addEventListener("message", function accept(event: MessageEvent<unknown>) {
      const { data, ports, source } = event;
      const [first] = ports;
      // A page that frames gate.html itself is its parent too, but holds no token that was minted.
      if (source !== parent || parent === window || first === undefined || ports.length !== 1) return;
      if (typeof data !== "object" || data === null || !("converel" in data) || data.converel !== token) return;
      removeEventListener("message", accept);
      const language = "language" in data && typeof data.language === "string" ? data.language : "";
      resolve({ port: first, language });
    });
  });
}

// After a panic the instance stays callable, and says the rest itself.
function failed(error: unknown): void {
  if (error instanceof WebAssembly.RuntimeError) fault();
}

if (/^[0-9a-f]{32}$/.test(token)) {
  const handover = accepted();
  addEventListener("error", (event) => failed(event.error));
  addEventListener("unhandledrejection", (event) => failed(event.reason));
  await init({ module_or_path: new URL("converel_gate_bg.wasm", import.meta.url) });
  const { port, language } = await handover;
  start(port, token, language);
}
