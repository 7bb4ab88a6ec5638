// The hull of everything converel shows in a calendar's page: a host on <html>, a closed shadow root, a modal
// dialog. The page cannot see into it, style it or type into it. No judgement, no messages.

const STYLE = `
:host { all: initial !important; }
dialog {
  all: initial; box-sizing: border-box; position: fixed; inset: 0; width: 100%; height: 100%; overflow: hidden;
  display: block; visibility: hidden; pointer-events: none; color-scheme: light dark;
}
dialog[open] { visibility: visible; pointer-events: auto; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
`;

/** The parts. */
export interface Hull {
  host: HTMLElement;
  dialog: HTMLDialogElement;
}

/** Builds a hull round the content; it is not attached. `style` is for the content. */
export function hull(label: string, content: HTMLElement, style: string): Hull {
  // A plain element: content scripts of Chrome cannot define custom ones.
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" });
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", label);
  // Escape is answered by the gate, not by the browser.
  dialog.setAttribute("closedby", "none");
  dialog.dataset["converel"] = "";
  dialog.append(content);
  dress(root, STYLE + style);
  root.append(dialog);
  return { host, dialog };
}

/** Takes away what a script of ours left behind that was ended under the page, as Firefox does at an update
 *  before it starts the new one; gives the text that was kept in a dialog still open, or nothing. */
export function salvage(): string {
  let kept = "";
  for (const host of [...document.documentElement.children]) {
    // Firefox lets an extension, and nobody else, see into closed roots. Chrome starts no second script.
    const root = (host as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
    const dialog = root?.querySelector<HTMLDialogElement>("dialog[data-converel]");
    if (!dialog) continue;
    if (dialog.open) kept = dialog.dataset["converel"] ?? "";
    host.remove();
  }
  return kept;
}

/** Attaches the host as the last child of <html>, outside what the page renders anew. */
export function attach(host: HTMLElement): void {
  document.documentElement.append(host);
}

/** Gives a root its style, whatever the page allows. */
export function dress(root: ShadowRoot, style: string): void {
  try {
    // Not subject to the page's CSP.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox's content scripts cannot adopt sheets; there an own <style> is exempt from the page's CSP.
    const element = document.createElement("style");
    element.textContent = style;
    root.append(element);
  }
}
