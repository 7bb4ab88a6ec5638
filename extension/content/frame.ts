// The gate's frame: started hidden beside an open editor, spoken to over one port, shown as a modal dialog,
// and watched while it is open. It knows nothing of holds or calendars: messages go through unread.

import type { FromGate, ToGate } from "../generated/protocol";
import { attach, hull, type Hull } from "./hull";
import { GATE } from "./request/messages";

/** Who is told. */
export interface FrameListener {
  /** The gate's address with a fresh token. */
  address(): Promise<string>;
  /** A message of the frame. */
  message(message: FromGate): void;
  /** The open dialog was closed or covered, or the frame was lost. */
  trouble(what: "dialog" | "frame"): void;
  /** The browser asks to close the dialog, as Escape does. */
  escape(): void;
}

const STYLE = `
iframe {
  all: initial; position: absolute; inset: 0; margin: auto; display: block; visibility: inherit; pointer-events: inherit;
  width: min(760px, 100vw); height: min(600px, 100vh);
  /* Without its own scheme a frame of the other scheme gets an opaque ground. */
  color-scheme: light dark;
}
`;

interface Running extends Hull {
  frame: HTMLIFrameElement;
  port: MessagePort | null;
  ready: boolean;
}

/** One frame at a time. */
export class Frame {
  readonly #listener: FrameListener;
  #running: Running | null = null;
  /** While the dialog is to be open: ends its watch. */
  #watching: AbortController | null = null;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** The frame has answered: it can be asked. */
  get ready(): boolean {
    return this.#running?.ready === true;
  }

  /** The element is this frame's host. */
  isHost(target: EventTarget | null): boolean {
    return target !== null && target === this.#running?.host;
  }

  /** The frame is there, if not ready yet. */
  get started(): boolean {
    return this.#running !== null && intact(this.#running);
  }

  /** Starts the frame, unless it is there. */
  start(): void {
    if (this.started) return;
    this.#remove();
    this.#running = this.#build();
    const running = this.#running;
    void this.#listener.address().then(
      (address) => {
        if (this.#running === running) this.#load(running, address);
      },
      // Without the background there is no frame: the hold's deadline deals with it.
      () => {
        if (this.#running === running) this.#running = null;
      },
    );
  }

  /** Starts a new frame in any case. */
  restart(): void {
    this.#remove();
    this.start();
  }

  /** Takes the frame away. */
  stop(): void {
    this.close();
    this.#remove();
  }

  /** Sends, if the frame is ready. */
  send(message: ToGate): void {
    if (this.#running?.ready) this.#running.port?.postMessage(message);
  }

  /** Notes what is typed where a later script of ours finds it, and the page does not. */
  note(text: string): void {
    if (this.#running) this.#running.dialog.dataset["converel"] = text;
  }

  /** Shows the dialog above everything, or brings it back there. */
  open(): void {
    const running = this.#running;
    if (!running) return;
    if (running.dialog.open) running.dialog.close();
    running.dialog.showModal();
    running.frame.focus();
    running.host.dispatchEvent(new Event(GATE));
    this.#watching ??= this.#watch();
  }

  /** Hides the dialog; the frame stays warm. */
  close(): void {
    this.#watching?.abort();
    this.#watching = null;
    this.#running?.dialog.close();
  }

  #build(): Running {
    const frame = document.createElement("iframe");
    frame.title = "converel";
    const { host, dialog } = hull("converel", frame, STYLE);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#listener.escape();
    });
    return { host, dialog, frame, port: null, ready: false };
  }

  #load(running: Running, address: string): void {
    let loads = 0;
    running.frame.addEventListener("load", () => {
      loads += 1;
      // A frame that loads twice has lost its port and its token.
      if (loads > 1) this.#lost(running);
      else this.#connect(running, address);
    });
    running.frame.src = address;
    attach(running.host);
  }

  #connect(running: Running, address: string): void {
    const { origin, hash } = new URL(address);
    const { port1, port2 } = new MessageChannel();
    running.port = port1;
    port1.addEventListener("message", (event: MessageEvent<FromGate>) => {
      if (this.#running !== running) return;
      if (event.data.type === "ready") running.ready = true;
      this.#listener.message(event.data);
    });
    port1.addEventListener("close", () => this.#lost(running));
    port1.start();
    running.frame.contentWindow?.postMessage(
      { converel: hash.slice(1), language: document.documentElement.lang },
      origin,
      [port2],
    );
  }

  #lost(running: Running): void {
    if (this.#running !== running) return;
    this.#remove();
    this.#listener.trouble("frame");
  }

  #remove(): void {
    const running = this.#running;
    this.#running = null;
    running?.port?.close();
    running?.host.remove();
  }

  /** While the dialog is open: whether it is really there, and on top. */
  #watch(): AbortController {
    const watching = new AbortController();
    const { signal } = watching;
    window.addEventListener("toggle", (event) => this.#toggled(event), { capture: true, signal });
    const look = () => {
      if (signal.aborted) return;
      const running = this.#running;
      if (running?.ready) {
        strip(running.host);
        if (!intact(running)) this.#lost(running);
        else if (!running.dialog.open || covered(running)) this.#listener.trouble("dialog");
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return watching;
  }

  /** Something of the page entered the top layer above us; it may be blind to `elementFromPoint`. */
  #toggled(event: Event): void {
    const opened = event.target instanceof Element && event.target.matches("dialog[open], :popover-open");
    if (this.#running?.dialog.open && opened) this.#listener.trouble("dialog");
  }
}

// Before its address is known a frame is not attached yet.
const intact = ({ host, frame }: Running) => host.isConnected ? frame.contentWindow !== null : frame.src === "";

/** Takes off what the page hung on the host: inert, hidden, popover, a style. Not by an observer: a page that
 *  answers with one of its own would never let go of the processor. */
function strip(host: HTMLElement): void {
  for (const name of host.getAttributeNames()) host.removeAttribute(name);
}

/** Another element is found where the frame should be, at its middle or near two corners. */
function covered({ host, frame }: Running): boolean {
  if (window.innerWidth === 0 || window.innerHeight === 0) return false;
  const { left, top, right, bottom } = frame.getBoundingClientRect();
  const points = [[(left + right) / 2, (top + bottom) / 2], [left + 8, top + 8], [right - 8, bottom - 8]] as const;
  return points.some(([x, y]) => document.elementFromPoint(x, y) !== host);
}
