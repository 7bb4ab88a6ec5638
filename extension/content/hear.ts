// Hears the page: the gestures that may commit an invite, first of all listeners (capture, on `window`, at
// document_start), and what happens at the gate's own host, which is none of the page's business. It tells
// gestures apart and stops what it is told to stop; what a gesture means is the site's knowledge.

import { BUTTON, type GestureKind } from "./sites/site";

/** Who is told. */
export interface Listener {
  /** The user began to do something on the page, by pointer or key, before the page hears of it. */
  touched(target: Element): void;
  /** A gesture; true stops it. */
  gesture(kind: GestureKind, target: Element, repeat: boolean): boolean;
  /** The page's buttons act as the mouse button comes up, before there is a click. */
  actsEarly(): boolean;
  /** The gate is open: keys belong to it. */
  asking(): boolean;
  /** The element is the gate's host. */
  own(target: EventTarget | null): boolean;
  /** Escape outside the frame, or a click beside it. */
  escape(): void;
}

const POINTER = ["pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "dblclick", "auxclick", "contextmenu"];

/** Listens until the signal is aborted. */
export function hear(listener: Listener, signal: AbortSignal): void {
  // Space on a held button clicks when the key comes up, whatever became of its keydown.
  let heldKey = "";

  const stop = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const on = <Type extends keyof WindowEventMap>(type: Type, heard: (event: WindowEventMap[Type]) => void) =>
    window.addEventListener(type, heard, { capture: true, signal });

  on("click", (event) => {
    if (listener.own(event.target)) {
      event.stopImmediatePropagation();
      // The second half of a double click on Save lands beside the frame that has just opened.
      if (event.isTrusted && event.detail <= 1) listener.escape();
    } else if (gestureOf(event, "press")) stop(event);
  });

  on("submit", (event) => {
    if (gestureOf(event, "submit")) stop(event);
  });

  on("keydown", (event) => {
    heldKey = "";
    touch(event);
    if (listener.asking()) {
      if (event.key === "Escape" && event.isTrusted) {
        event.preventDefault();
        listener.escape();
      } else if (kindOfKey(event) !== null) event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const kind = kindOfKey(event);
    if (kind !== null && gestureOf(event, kind, event.repeat)) {
      heldKey = event.key;
      stop(event);
    }
  });

  on("keyup", (event) => {
    if (event.key === heldKey) {
      heldKey = "";
      stop(event);
    } else if (listener.asking()) event.stopImmediatePropagation();
  });

  on("pointerdown", touch);

  on("mouseup", (event) => {
    if (event.button === 0 && listener.actsEarly() && !listener.own(event.target) && gestureOf(event, "press")) stop(event);
  });

  for (const type of POINTER) {
    window.addEventListener(
      type,
      (event) => {
        if (listener.own(event.target)) event.stopImmediatePropagation();
      },
      { capture: true, passive: true, signal },
    );
  }

  function touch(event: Event): void {
    const target = event.composedPath()[0];
    if (event.isTrusted && target instanceof Element && !listener.own(target)) listener.touched(target);
  }

  function gestureOf(event: Event, kind: GestureKind, repeat = false): boolean {
    const target = event.composedPath()[0];
    return target instanceof Element && listener.gesture(kind, target, repeat);
  }
}

/** What a key may commit; null for all others. */
function kindOfKey(event: KeyboardEvent): GestureKind | null {
  // A script that wants to save clicks; keys that nobody pressed are not answered with a Save.
  if (!event.isTrusted) return null;
  // While an input method composes, Enter chooses a word.
  if (event.isComposing || event.altKey) return null;
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return null;
  const modified = event.ctrlKey || event.metaKey;
  if (modified && (event.key === "Enter" || event.key.toLowerCase() === "s")) return "shortcut";
  if (modified || event.shiftKey) return null;
  const button = target.closest(BUTTON) !== null;
  if (event.key === " ") return button ? "press" : null;
  if (event.key !== "Enter") return null;
  if (button) return "press";
  // With its list open, Enter chooses from the list.
  return target.getAttribute("aria-expanded") === "true" ? null : "enter";
}
