// Starts the dashboard's WebAssembly and mounts the page; everything else is src/dashboard.

import init, { mountDashboard } from "../../target/wasm-bindgen/dashboard/converel_dashboard.js";

await init();
mountDashboard();
