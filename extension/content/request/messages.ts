// What goes between the request layer and the page layer, as JSON text in events on the document.

import type { Answer, Told } from "./told";

/** The type of the event that hands the secret over; with empty text it asks for it. */
export const HELLO = "converel:hello";

/** The type of the events to the page layer. */
export const toPageLayer = (secret: string): string => `${secret}>`;

/** The type of the events to the request layer. */
export const toRequests = (secret: string): string => `${secret}<`;

/** The type of the event at the gate's host when the gate is opened. */
export const GATE = "converel:gate";

/** From the request layer. */
export type FromRequests =
  | { readonly type: "bonded" }
  | { readonly type: "ask"; readonly id: number; readonly told: Told }
  /** The page has given a held request up. */
  | { readonly type: "gone"; readonly id: number }
  /** Is anybody there? */
  | { readonly type: "pulse" };

/** From the page layer. */
export type FromPageLayer =
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer }
  /** Somebody is there. */
  | { readonly type: "pulse" };
