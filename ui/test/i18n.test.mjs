// The languages say the same things: the same keys, the same variables, no key asked for that is missing, no key twice.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES as OFFERED, languageFor, locale, setLang, t } from "../lib/i18n.js";
import { FluentBundle, FluentResource } from "../vendor/fluent.js";
import { ApiError } from "../lib/api.js";
import { errorWords } from "../lib/errors.js";

const ui = join(import.meta.dirname, "..");
const LANGUAGES = OFFERED.map(([code]) => /** @type {string} */ (code));

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
  const [first, ...others] = LANGUAGES.map(messages);
  const variables = (/** @type {string} */ text) => [...new Set(text.match(/\$\w+/g) ?? [])].sort();
  others.forEach((other, at) => {
    assert.deepEqual([...other.keys()].sort(), [...first.keys()].sort(), LANGUAGES[at + 1]);
    for (const [key, text] of first) assert.deepEqual(variables(other.get(key) ?? ""), variables(text), `${LANGUAGES[at + 1]} ${key}`);
  });
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

test("every file of words belongs to a language that is offered", () => {
  const given = readdirSync(join(ui, "lang")).map((file) => file.split(/[-.]/u)[0]);
  assert.deepEqual([...new Set(given)].sort(), [...LANGUAGES].sort());
});

test("the language follows the study, and nynorsk the reader who prefers it", () => {
  for (const [study, readers, expected] of /** @type {[string | undefined, string[], string][]} */ ([
    [undefined, ["nn-NO", "nb-NO", "en"], "nn"], [undefined, ["nb-NO", "nn-NO"], "nb"], [undefined, ["no"], "nb"], [undefined, ["de-DE"], "nb"],
    [undefined, ["en-GB", "nn-NO"], "en"], ["nb", ["nn-NO"], "nn"], ["nb", ["nb-NO", "nn-NO"], "nb"], ["nb", ["en-US"], "nb"],
    ["nn", ["nb-NO"], "nn"], ["no", ["nn"], "nn"], ["en", ["nn-NO"], "en"], ["de", ["en-US"], "en"],
  ])) assert.equal(languageFor(study, readers), expected, `${study} ${readers}`);
});

test("nynorsk counts and sorts as Norwegian, whatever tables are at hand", () => {
  assert.ok(["nn-NO", "nn", "nb-NO"].includes(locale("nn")));
  assert.equal(locale("nb"), "nb-NO");
  for (const language of ["nb", "nn"]) {
    assert.equal(new Intl.NumberFormat(locale(language)).format(45891.5).replace(/\s/u, " "), "45 891,5");
    assert.deepEqual(["å", "ø", "z", "æ"].sort(new Intl.Collator(locale(language)).compare), ["z", "æ", "ø", "å"]);
  }
  assert.match(new Intl.DateTimeFormat(locale("en"), { dateStyle: "short" }).format(new Date(2020, 11, 31)), /^31/u);
});

test("a plural is chosen in every language", async () => {
  for (const language of LANGUAGES) {
    await speak(language);
    assert.notEqual(t("done-code", { count: 1 }), t("done-code", { count: 2 }), language);
  }
});

test("a failure leads with the reader's language and keeps the server's words", async () => {
  const error = new ApiError("conflict", "the name is taken", "choose another");
  for (const language of ["nb", "nn"]) {
    await speak(language);
    for (const kind of ["not-found", "invalid", "conflict", "query", "locked", "internal"]) {
      const { title, detail } = errorWords(new ApiError(kind, "the name is taken"));
      assert.equal(title, t(`error-${kind}`));
      assert.notEqual(title, `error-${kind}`);
      assert.equal(detail, "The name is taken.");
    }
    assert.deepEqual(errorWords(error), { title: t("error-conflict"), detail: "The name is taken. Choose another." });
    assert.deepEqual(errorWords(new ApiError("new-kind", "so it is")), { title: t("error-other"), detail: "So it is." });
    assert.deepEqual(errorWords(new ApiError("offline", "no answer")), { title: t("error-offline"), detail: "" });
    assert.deepEqual(errorWords(new Error("Ikkje tilgang.")), { title: "Ikkje tilgang.", detail: "" });
  }
  await speak("en");
  assert.deepEqual(errorWords(error), { title: "The name is taken.", detail: "Choose another." });
});

/** Puts a language in use, with its files read from the disk. @param {string} language */
async function speak(language) {
  Object.assign(globalThis, {
    document: { documentElement: {} },
    fetch: async (/** @type {URL} */ url) => ({ ok: true, text: async () => readFileSync(url, "utf8") }),
  });
  await setLang(language);
  assert.equal(t("undo"), { nb: "Angre", nn: "Angre", en: "Undo" }[language]);
}
