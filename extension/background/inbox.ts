// The decision log's inbox: decisions that the gate hands over, kept until the dashboard has them. The background is
// the one that changes it.

import type { DecisionFromGate } from "../generated/protocol";

/** As many decisions as wait at most. */
export const MOST = 200;
/** As long as one may be, in characters of its JSON: a long description, some times over. */
export const LONGEST = 200_000;
/** `INBOX_FULL` of src/protocol/runtime.rs. */
export const FULL = "inbox full";
/** `PRIVATE_WINDOW` of src/protocol/runtime.rs. */
export const PRIVATE = "private window";

/** What is stored, with this decision behind; as it is, if one of its id is there. It throws where there is no room. */
export function withDecision(stored: unknown, decision: unknown): unknown[] {
  if (!isDecision(decision)) throw new Error("not a decision");
  if (JSON.stringify(decision).length > LONGEST) throw new Error("too long");
  const list = asList(stored);
  if (list.some((entry) => idOf(entry) === decision.id)) return list;
  if (list.length >= MOST) throw new Error(FULL);
  return [...list, decision];
}

/**
 * What is stored, with those of a backup behind that are not there, each once. A file may have anything in it: what the
 * gate could not have handed over is left out. It throws where there is no room for all of them.
 */
export function withRestored(stored: unknown, restored: readonly unknown[]): unknown[] {
  return restored
    .filter((entry) => isDecision(entry) && JSON.stringify(entry).length <= LONGEST)
    .reduce<unknown[]>(withDecision, asList(stored));
}

/** What is stored, without the decisions of these ids. */
export function without(stored: unknown, ids: unknown): unknown[] {
  const gone: unknown[] = Array.isArray(ids) ? ids : [];
  return asList(stored).filter((entry) => !gone.includes(idOf(entry)));
}

/** What a later version put there is no business of ours, and stays. */
function asList(stored: unknown): unknown[] {
  return Array.isArray(stored) ? stored : [];
}

function idOf(entry: unknown): unknown {
  return typeof entry === "object" && entry !== null ? (entry as Partial<DecisionFromGate>).id : undefined;
}

function isDecision(value: unknown): value is DecisionFromGate {
  if (typeof value !== "object" || value === null) return false;
  const { id, title, context, options, recommendation, deciders, consulted, informed, comment_by, at } =
    value as Record<keyof DecisionFromGate, unknown>;
  const texts = [id, title, context, recommendation, comment_by];
  const lists = [options, deciders, consulted, informed];
  return (
    id !== "" &&
    texts.every((text) => typeof text === "string") &&
    lists.every((list) => Array.isArray(list) && list.every((entry) => typeof entry === "string")) &&
    typeof at === "number"
  );
}
