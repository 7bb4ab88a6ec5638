// The extension API under whichever of its two names this browser gives it: `browser` (Firefox) or
// `chrome`. Both give promises under Manifest V3. Nothing else lives here.

export const api: typeof chrome = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
