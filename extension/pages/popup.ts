// Starts the popup's WebAssembly and mounts it; everything else is src/dashboard.

import init, { mountPopup } from "../../target/wasm-bindgen/dashboard/converel_dashboard.js";

await init();
mountPopup();
