// The languages say the same things: the same keys, the same variables, no key asked for that is missing, no key twice.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "../vendor/fluent.js";

const ui = join(import.meta.dirname, "..");
const LANGUAGES = ["nb", "en"];

/** @param {string} language */
function source(language) {
  return [`${language}.ftl`, `${language}-rooms.ftl`].map((file) => readFileSync(join(ui, "lang", file), "utf8"));
}

/** @param {string} text */
function keysIn(text) {
  return [...text.matchAll(/^([a-zA-Z][\w-]*)\s*=/gm)].map(([, key]) => key);
}

/** The body of each message. @param {string} language */
function messages(language) {
  const text = source(language).join("\n");
  const parts = text.split(/^(?=[a-zA-Z][\w-]*\s*=)/m).filter((part) => /^[a-zA-Z]/.test(part));
  return new Map(parts.map((part) => [part.slice(0, part.search(/\s*=/)), part.replace(/^#.*$/gm, "")]));
}

for (const language of LANGUAGES) {
  test(`${language}: every line is understood and no key stands twice`, () => {
    const keys = source(language).flatMap(keysIn);
    const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
    assert.deepEqual(twice, []);
    const bundle = new FluentBundle(language, { useIsolating: false });
    source(language).forEach((text) => assert.deepEqual(bundle.addResource(new FluentResource(text)), []));
    const unread = keys.filter((key) => !bundle.hasMessage(key));
    assert.deepEqual(unread, []);
  });
}

test("the languages have the same keys and the same variables", () => {
  const [nb, en] = LANGUAGES.map(messages);
  assert.deepEqual([...nb.keys()].sort(), [...en.keys()].sort());
  const variables = (/** @type {string} */ text) => [...new Set(text.match(/\$\w+/g) ?? [])].sort();
  for (const [key, text] of nb) assert.deepEqual(variables(text), variables(en.get(key) ?? ""), key);
});

test("every key that the code names has words", () => {
  const known = new Set(source("nb").flatMap(keysIn));
  /** @type {string[]} */
  const missing = [];
  for (const folder of ["", "lib", "parts", "rooms"]) {
    for (const entry of readdirSync(join(ui, folder), { withFileTypes: true, recursive: folder !== "" })) {
      if (!entry.isFile() || !entry.name.endsWith(".js") || entry.name.endsWith(".test.js")) continue;
      const path = join(entry.parentPath ?? ui, entry.name);
      for (const [, key] of readFileSync(path, "utf8").matchAll(/\bt\(\s*"([a-z0-9-]+)"/g)) if (!known.has(key)) missing.push(`${path}: ${key}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("no words shout", () => {
  for (const language of LANGUAGES) for (const [key, text] of messages(language)) assert.ok(!text.includes("!"), `${language} ${key}`);
});
