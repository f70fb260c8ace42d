// Fills ui/vendor/ from the npm packages pinned in package-lock.json and writes vendor.lock.json; `--check` only compares.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version as esbuildVersion } from "esbuild";

const ui = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(ui, "node_modules");
const vendor = join(ui, "vendor");

/** The parts of Lit that the interface uses; raw-HTML directives are left out on purpose. */
const LIT_ENTRY = `
export { LitElement, html, svg, css, nothing, noChange, render } from "lit";
export { classMap } from "lit/directives/class-map.js";
export { guard } from "lit/directives/guard.js";
export { ifDefined } from "lit/directives/if-defined.js";
export { keyed } from "lit/directives/keyed.js";
export { live } from "lit/directives/live.js";
export { createRef, ref } from "lit/directives/ref.js";
export { repeat } from "lit/directives/repeat.js";
export { styleMap } from "lit/directives/style-map.js";
export { until } from "lit/directives/until.js";
`;
const FLUENT_ENTRY = `export { FluentBundle, FluentResource } from "@fluent/bundle";`;
const SERIF = "@fontsource-variable/source-serif-4";

/** @type {{package: string, file: string, source_path: string, entry?: string}[]} */
const FILES = [
  { package: "lit", file: "lit.js", source_path: "index.js and directives, with lit-html, lit-element, @lit/reactive-element", entry: LIT_ENTRY },
  { package: "lit", file: "lit.LICENSE.txt", source_path: "LICENSE" },
  { package: "@fluent/bundle", file: "fluent.js", source_path: "esm/index.js", entry: FLUENT_ENTRY },
  { package: SERIF, file: "fonts/source-serif-4-latin-wght-normal.woff2", source_path: "files/source-serif-4-latin-wght-normal.woff2" },
  { package: SERIF, file: "fonts/source-serif-4-latin-wght-italic.woff2", source_path: "files/source-serif-4-latin-wght-italic.woff2" },
  { package: SERIF, file: "fonts/source-serif-4-latin-ext-wght-normal.woff2", source_path: "files/source-serif-4-latin-ext-wght-normal.woff2" },
  { package: SERIF, file: "fonts/source-serif-4.LICENSE.txt", source_path: "LICENSE" },
];

/** @param {string} entry */
async function bundle(entry) {
  const result = await build({
    stdin: { contents: entry, resolveDir: ui, loader: "js" },
    bundle: true, format: "esm", target: "es2022", minify: true, legalComments: "inline", write: false, conditions: ["production"],
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const check = process.argv.includes("--check");
const lock = [];
let wrong = 0;
for (const item of FILES) {
  const home = join(modules, item.package);
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const bytes = item.entry ? await bundle(item.entry) : readFileSync(join(home, item.source_path));
  const target = join(vendor, item.file);
  if (check) {
    if (!readFileSync(target).equals(bytes)) { console.error(`differs: vendor/${item.file}`); wrong += 1; }
  } else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  lock.push({
    package: item.package, version: manifest.version, licence: manifest.license, file: item.file,
    sha256: createHash("sha256").update(bytes).digest("hex"), source_path: item.source_path,
    ...(item.entry ? { bundled_with: `esbuild ${esbuildVersion}` } : {}),
  });
}
const text = JSON.stringify(lock, null, 2) + "\n";
const lockPath = join(vendor, "vendor.lock.json");
if (check) {
  if (readFileSync(lockPath, "utf8") !== text) { console.error("differs: vendor/vendor.lock.json"); wrong += 1; }
  process.exitCode = wrong ? 1 : 0;
} else {
  writeFileSync(lockPath, text);
  console.log(`${lock.length} files written to vendor/`);
}
