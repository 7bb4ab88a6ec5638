// What the user had typed in a gate that was lost while it was open: shown once for copying, so that it is
// not gone. Plain elements in the same kind of hull, with no frame and no extension behind it.

import { attach, hull } from "./hull";

/** The notice's words, read while the extension is there; it may be gone when they are needed. */
export interface RemainsWords {
  title: string;
  body: string;
  copy: string;
  close: string;
}

const STYLE = `
section {
  position: absolute; inset: 0; margin: auto; box-sizing: border-box; width: min(560px, 100vw); height: fit-content;
  max-height: 100vh; padding: 24px; border-radius: 12px; display: grid; gap: 12px;
  font: 14px/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; border: 1px solid GrayText;
}
h1 { margin: 0; font-size: 18px; }
p { margin: 0; }
textarea { font: inherit; min-height: 160px; padding: 8px; box-sizing: border-box; width: 100%; }
div { display: flex; gap: 8px; justify-content: end; }
button { font: inherit; padding: 6px 16px; }
`;

/** Offers the text; closing the notice takes it away. */
export function offerRemains(kept: string, words: RemainsWords): void {
  const title = element("h1", words.title);
  const field = document.createElement("textarea");
  field.value = kept;
  field.readOnly = true;
  field.setAttribute("aria-label", words.title);
  const copy = element("button", words.copy);
  const close = element("button", words.close);
  const buttons = document.createElement("div");
  buttons.append(close, copy);
  const content = document.createElement("section");
  content.append(title, element("p", words.body), field, buttons);

  const { host, dialog } = hull(words.title, content, STYLE);
  // A script that is started while this is open finds it here, as it does in a gate.
  dialog.dataset["converel"] = kept;
  // The page hears nothing of what is done in here.
  for (const type of ["click", "pointerdown", "mousedown", "touchstart", "keydown", "keyup", "keypress"]) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  copy.addEventListener("click", () => {
    field.select();
    void navigator.clipboard.writeText(kept).catch(() => undefined); // selected: the user's own copy works
  });
  const leave = () => host.remove();
  close.addEventListener("click", leave);
  dialog.addEventListener("cancel", leave);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  attach(host);
  dialog.showModal();
  copy.focus();
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
