// Writing into a description and reading it back, for fields of plain text and for rich-text fields. It
// does the steps of a patch and never chooses them; nothing becomes HTML from a string.

import type { Block, LineEdit, Patch } from "../generated/protocol";

/** White space collapsed to single blanks and cut off at the ends. */
export const collapse = (text: string): string => text.replace(/[\s\u200b\ufeff]+/g, " ").trim();

// A bullet, or a number with a dot or a bracket, as people type lists into plain text.
const MARKER = /^[\s\u200b]*(?:[-*+•◦▪‣–—·]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+/u;

/** The line without its list marker, collapsed. */
export const unmarked = (line: string): string => collapse(line.replace(MARKER, ""));

const isLine = (line: string, wanted: string): boolean => {
  const text = collapse(wanted);
  return collapse(line) === text || unmarked(line) === text;
};

/** The line with its marker kept and the rest replaced. */
const rewritten = (line: string, to: string, from: string): string => {
  const marker = collapse(line) === collapse(from) ? /^\s*/.exec(line) : MARKER.exec(line);
  return (marker?.[0] ?? "") + to;
};

/** The blocks with one more line in their first list. */
function withLine(blocks: Block[], line: string): Block[] {
  const at = blocks.findIndex((block) => block.type === "list");
  if (at < 0) return [...blocks, { type: "list", value: [line] }];
  return blocks.map((block, index) =>
    index === at && block.type === "list" ? { type: "list", value: [...block.value, line] } : block,
  );
}

/** A plain-text description after the patch. A line that is not there any more is added to the list. */
export function patchedPlain(text: string, patch: Patch): string {
  const lines = text.split(/\r\n|\n|\r/);
  let blocks = patch.blocks;
  for (const edit of patch.edits) {
    const at = lines.findIndex((line) => isLine(line, edit.from));
    const line = lines[at];
    if (line === undefined) blocks = withLine(blocks, edit.to);
    else lines[at] = rewritten(line, edit.to, edit.from);
  }
  const front = blocks.map((block) =>
    block.type === "list" ? block.value.map((item) => `- ${item}`).join("\n") : block.value,
  );
  const rest = lines.join("\n");
  if (front.length === 0) return rest;
  return rest.trim() === "" ? front.join("\n") : `${front.join("\n")}\n\n${rest}`;
}

/** Every line of the proof stands in the text. */
export function proves(lines: string[], proof: string[]): boolean {
  const read = lines.map(collapse);
  return proof.map(collapse).every((wanted) => read.some((line) => line.includes(wanted)));
}

/** The lines of plain text. */
export const plainLines = (text: string): string[] => text.split(/\r\n|\n|\r/);

const BLOCK_ELEMENTS = new Set(["ADDRESS", "ARTICLE", "BLOCKQUOTE", "DIV", "DL", "DD", "DT", "H1", "H2", "H3", "H4", "H5", "H6",
  "HR", "LI", "OL", "P", "PRE", "SECTION", "TABLE", "TD", "TH", "TR", "UL"]);

/** The lines of a rich-text field: text nodes between block borders and line breaks. */
function richRuns(root: Node): Text[][] {
  const runs: Text[][] = [[]];
  const cut = () => {
    if (runs.at(-1)?.length !== 0) runs.push([]);
  };
  const border = (node: Node) => {
    if (node.nodeName === "BR" || BLOCK_ELEMENTS.has(node.nodeName)) cut();
  };
  // Not recursively: descriptions can be nested deeper than the stack.
  let node = root.firstChild;
  while (node !== null) {
    if (node instanceof Text) runs.at(-1)?.push(node);
    border(node);
    let next: ChildNode | null = node.firstChild ?? node.nextSibling;
    while (next === null) {
      const parent: ParentNode | null = node.parentNode;
      if (parent === null || parent === root) break;
      node = parent as ParentNode & ChildNode;
      border(node);
      next = node.nextSibling;
    }
    node = next;
  }
  return runs.filter((run) => run.length > 0);
}

/** The lines of a rich-text field, as text. */
export const richLines = (root: Node): string[] => richRuns(root).map((run) => run.map((text) => text.data).join(""));

/** Does the patch in a rich-text field, then says so to the page as typing would. */
export function patchRich(field: HTMLElement, patch: Patch): void {
  let blocks = patch.blocks;
  const runs = richRuns(field);
  for (const edit of patch.edits) {
    const run = runs.find((texts) => isLine(texts.map((text) => text.data).join(""), edit.from));
    if (run === undefined) blocks = withLine(blocks, edit.to);
    else rewriteRun(run, edit);
  }
  if (blocks.length > 0) {
    const empty = collapse(field.textContent) === "";
    const front = blocks.flatMap(richBlock);
    if (!empty) front.push(document.createElement("br"));
    field.prepend(...front);
  }
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function rewriteRun(run: Text[], edit: LineEdit): void {
  const text = run.map((node) => node.data).join("");
  const target = rewritten(text, edit.to, edit.from);
  const old = text.trimEnd();
  const last = run.at(-1);
  // An addition at the end keeps bold words and links of the line as they are.
  if (target.startsWith(old) && last !== undefined) {
    last.data = last.data.trimEnd() + target.slice(old.length);
    return;
  }
  run.forEach((node, index) => {
    node.data = index === 0 ? target : "";
  });
}

function richBlock(block: Block): Node[] {
  switch (block.type) {
    case "heading": return [element("b", block.value), document.createElement("br")];
    case "paragraph": return [document.createTextNode(block.value), document.createElement("br")];
    case "list": {
      const list = document.createElement("ul");
      list.append(...block.value.map((item) => element("li", item)));
      return [list];
    }
  }
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** Sets a text field's value as typing would, so that a framework that listens takes it over. */
export function setFieldValue(field: HTMLTextAreaElement, value: string): void {
  // The prototype's setter: a framework may have put its own on the element.
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Writes into a field of plain text; false if there is none. */
export function writePlain(field: HTMLTextAreaElement | null, patch: Patch): boolean {
  if (field) setFieldValue(field, patchedPlain(field.value, patch));
  return field !== null;
}
