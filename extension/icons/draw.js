// Draws icon-<size>.png from icon.svg, or with --check compares the committed pictures with what would
// be drawn. Run by the builder (`icons`, and in `test`).

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";

const SIZES = [16, 32, 48, 128];
const here = import.meta.dirname;
const svg = readFileSync(join(here, "icon.svg"), "utf8");
const check = process.argv.includes("--check");
for (const size of SIZES) {
  const path = join(here, `icon-${size}.png`);
  const png = new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng();
  if (!check) {
    writeFileSync(path, png);
  } else if (!readFileSync(path).equals(png)) {
    console.error(`${path} is not what icon.svg draws: run cargo run -p builder -- icons`);
    process.exitCode = 1;
  }
}
