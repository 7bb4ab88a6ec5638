// The line in a corner that says an invite went out in silence, for users who asked for it. It takes no focus
// and no clicks, and goes by itself; no judgement, no messages.

import { dress } from "./hull";

/** How long it stays, in milliseconds: time to read six words twice. */
const STAYS = 4_000;

const STYLE = `
:host { all: initial !important; }
p {
  all: initial; position: fixed; inset: auto 16px 16px auto; padding: 8px 16px; border-radius: 8px; pointer-events: none;
  font: 14px/1.5 system-ui, sans-serif; color-scheme: light dark; color: Canvas; background: CanvasText;
}
`;

/** Says `words` once, also to a screen reader. */
export function confirmPass(words: string): void {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" });
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  // Above a calendar's own dialogs, and beside them: a popover takes nothing over.
  line.popover = "manual";
  dress(root, STYLE);
  root.append(line);
  document.documentElement.append(host);
  line.showPopover();
  // A status is read out when it changes, not when it appears.
  line.textContent = words;
  setTimeout(() => host.remove(), STAYS);
}
