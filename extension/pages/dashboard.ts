// Starts the dashboard's WebAssembly and mounts the page; everything else is src/dashboard. The audit's worker is made
// here, because that takes the extension's one Trusted Types policy: whatever it is asked for, it gives the address of
// this one script.

import init, { mountDashboard } from "../../target/wasm-bindgen/dashboard/converel_dashboard.js";

/** As far as it is used here; Firefox has it since 148, and asks for none before. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(ignored: string): string };
}

const script = () => new URL("audit.js", import.meta.url).href;
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const worker = trustedTypes?.createPolicy("converel-audit", { createScriptURL: script }).createScriptURL("") ?? script();

await init();
mountDashboard(() => new Worker(worker, { type: "module" }));
