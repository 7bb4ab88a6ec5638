// What can be held: an editor's commit, an answer to a question of the calendar's own, a request. One shape for
// all three, so that the gatekeeper need not know which it is.

import type { Patch, Snapshot } from "../generated/protocol";
import type { Told } from "./request/told";
import type { Commit, Site } from "./sites/site";

/** Something held. */
export interface Held {
  /** Its identity: the editor, the question, the request. */
  readonly subject: object;
  /** What it is now. */
  read(): Snapshot;
  /** The event as it was before the user changed it; null for a new one, or where that is not known. */
  readonly before: Snapshot | null;
  /** Lets it go; false if that cannot be done any more. */
  again(): boolean;
  /** It is not let go: tells whoever waits for an answer. */
  refuse(): void;
  /** Writes into the description; false where there is none to write into. */
  write(patch: Patch): boolean;
  /** The description's lines. */
  lines(): string[];
  /** The invite as it was last put before the frame. */
  judged: Snapshot;
}

/** An editor, or a question, whose commit was stopped. The page keeps it as it is: there is nobody to refuse. */
export function heldCommit(site: Site, { editor, again }: Commit, judged: Snapshot, before: Snapshot | null): Held {
  return {
    subject: editor,
    read: () => site.read(editor),
    before,
    again,
    refuse: () => undefined,
    write: (patch) => site.write(editor, patch),
    lines: () => site.lines(editor),
    judged,
  };
}

/** A request that waits. What is in it is what leaves: nothing is written into it. */
export function heldRequest(
  told: Told, judged: Snapshot, before: Snapshot | null, decide: (go: boolean) => void,
): Held {
  return {
    subject: told,
    read: () => judged,
    before,
    again: () => {
      decide(true);
      return true;
    },
    refuse: () => decide(false),
    write: () => false,
    lines: () => [],
    judged,
  };
}
