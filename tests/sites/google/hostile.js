// What a hostile page might try against a gate that stands over it. Each trick is one function, named by
// the server; none of them knows the extension's address, only what any page can see.

// The gate's host: whatever hangs on <html> beside head and body.
const strangers = () =>
  [...document.documentElement.children].filter((element) => element !== document.head && element !== document.body);

const everyFrame = (act) => {
  const step = () => {
    if (window.standinCalm) return;
    act();
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
};

let attempts = 0;

const tricks = {
  // Takes the host away as soon as it appears, always.
  remove_at_once() {
    const clear = () => {
      for (const stranger of strangers()) {
        stranger.remove();
        attempts += 1;
      }
    };
    clear();
    new MutationObserver(clear).observe(document.documentElement, { childList: true });
  },
  // Takes it away once, when it is seen open over the page.
  remove_once_open() {
    everyFrame(() => {
      const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      if (attempts === 0 && strangers().includes(top)) {
        attempts += 1;
        top.remove();
      }
    });
  },
  // Opens a modal dialog of its own over it, again and again.
  cover_with_modal() {
    const mine = document.createElement("dialog");
    mine.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;max-width:none;max-height:none;background:#fff";
    mine.textContent = "Your session has ended.";
    document.body.append(mine);
    everyFrame(() => {
      const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      if (strangers().includes(top)) {
        attempts += 1;
        mine.close();
        mine.showModal();
      }
    });
  },
  cover_with_popover() {
    const mine = document.createElement("div");
    mine.popover = "manual";
    mine.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;background:#fff";
    document.body.append(mine);
    everyFrame(() => {
      const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      if (strangers().includes(top)) {
        attempts += 1;
        if (mine.matches(":popover-open")) mine.hidePopover();
        mine.showPopover();
      }
    });
  },
  // Clicks, types and submits wherever it can, as a script can.
  synthetic_events() {
    everyFrame(() => {
      for (const target of [...strangers(), document.activeElement ?? document.body]) {
        const at = { bubbles: true, cancelable: true, composed: true, clientX: innerWidth / 2, clientY: innerHeight / 2 };
        target.dispatchEvent(new PointerEvent("pointerdown", at));
        target.dispatchEvent(new MouseEvent("click", at));
        for (const key of ["Enter", "Escape", " "]) target.dispatchEvent(new KeyboardEvent("keydown", { ...at, key }));
        target.dispatchEvent(new KeyboardEvent("keydown", { ...at, key: "Enter", ctrlKey: true }));
        target.dispatchEvent(new SubmitEvent("submit", at));
        for (const type of ["cancel", "close", "toggle"]) target.dispatchEvent(new Event(type, at));
      }
      attempts += 1;
    });
  },
  // Shouts every message that it can think of at every window that it can reach.
  flood_messages() {
    const types = ["pass", "show", "release", "drop", "write", "ready", "ask", "written", "escape", "over", "redeem", "mint"];
    everyFrame(() => {
      const windows = [window, ...Array.from({ length: window.length }, (_, index) => window[index])];
      for (const one of windows) {
        for (const type of types) one.postMessage({ type, hold: 1, converel: "0".repeat(32), ok: true, kept: "" }, "*");
        const { port1 } = new MessageChannel();
        one.postMessage({ converel: "0".repeat(32) }, "*", [port1]);
      }
      attempts += 1;
    });
  },
  hide_everything() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "html > div, dialog, iframe { display: none !important; opacity: 0 !important; visibility: hidden !important; " +
        "pointer-events: none !important; transform: scale(0) !important; clip-path: inset(50%) !important }",
    );
    document.adoptedStyleSheets = [sheet];
    everyFrame(() => {
      for (const stranger of strangers()) {
        stranger.style.setProperty("display", "none", "important");
        stranger.hidden = true;
        attempts += 1;
      }
    });
  },
  make_inert() {
    everyFrame(() => {
      for (const stranger of strangers()) {
        stranger.inert = true;
        stranger.setAttribute("aria-hidden", "true");
        attempts += 1;
      }
    });
  },
  // Tries to read inside.
  reach_in() {
    everyFrame(() => {
      for (const stranger of strangers()) {
        attempts += 1;
        if (stranger.shadowRoot || stranger.querySelector("iframe") || stranger.attributes.length > 3) window.standinReached = true;
      }
      if (window.length > 0) window.standinReached = true;
    });
  },
};

export function hostile(names) {
  for (const name of names) tricks[name]();
  window.standinAttempts = () => attempts;
}
