// Tests of typed attribute values: what people type, how it sorts, what a filter keeps.
import { test } from "node:test";
import assert from "node:assert/strict";
import { compareValues, editText, fold, formatValue, parseValue, passesFilter } from "./attribute-value.js";

const number = { id: "n", name: "innbyggere", type: /** @type {const} */ ("number") };
const date = { id: "d", name: "dato", type: /** @type {const} */ ("date") };
const choice = { id: "c", name: "nivå", type: /** @type {const} */ ("choice"), choices: ["stab", "enhet", "seksjon"] };
const flag = { id: "b", name: "slått sammen", type: /** @type {const} */ ("boolean") };
const words = { yes: "ja", no: "nei" };
const value = (/** @type {any} */ parsed) => (parsed.ok ? parsed.value : parsed.problem);

test("numbers are read in the reader's manner and never guessed", () => {
  const cases = [
    ["45 891", "nb", 45891], ["45\u00a0891", "nb", 45891], ["3,5", "nb", 3.5], ["3.5", "nb", 3.5], ["−12", "nb", -12],
    ["45.891", "nb", "number-ambiguous"], ["1.045.891", "nb", 1045891], ["1.045,5", "nb", 1045.5],
    ["45,891", "en", 45891], ["3.5", "en", 3.5], ["3,5", "en", "number"], ["1,5,0", "en", "number"],
    ["tolv", "nb", "number"], ["1e5", "nb", "number"], ["", "nb", null],
  ];
  for (const [typed, language, wanted] of cases) {
    assert.equal(value(parseValue(number, String(typed), String(language))), wanted, `${typed} (${language})`);
  }
});

test("edit text reads back to the same number in every language", () => {
  for (const language of ["nb", "en"]) {
    for (const n of [0, -3, 45891, 0.25, 1234.5, 1.125]) {
      const parsed = parseValue(number, editText(number, n, language), language);
      assert.deepEqual(parsed, { ok: true, value: n }, `${n} ${language}`);
    }
  }
});

test("dates must exist", () => {
  assert.equal(value(parseValue(date, "1.1.2020", "nb")), "2020-01-01");
  assert.equal(value(parseValue(date, "2020-2-29", "nb")), "2020-02-29");
  assert.equal(value(parseValue(date, "2021-02-29", "nb")), "date");
  assert.equal(value(parseValue(date, "i går", "nb")), "date");
});

test("choices and booleans accept only what they offer", () => {
  assert.equal(value(parseValue(choice, "STAB", "nb")), "stab");
  assert.equal(value(parseValue(choice, "avdeling", "nb")), "choice");
  assert.equal(value(parseValue(flag, "Ja", "nb")), true);
  assert.equal(value(parseValue(flag, "kanskje", "nb")), "boolean");
});

test("values are worded for the reader", () => {
  assert.equal(formatValue(number, 45891, "nb", words).replace(/\s/u, " "), "45 891");
  assert.equal(formatValue(number, 45891, "en", words), "45,891");
  assert.equal(formatValue(flag, false, "nb", words), "nei");
  assert.equal(formatValue(flag, null, "nb", words), "");
  assert.match(formatValue(date, "2020-01-01", "nb", words), /1\. jan\.? 2020/u);
});

test("missing values sort last in both directions; choices in their own order", () => {
  const collator = new Intl.Collator("nb");
  const sort = (/** @type {any} */ attribute, /** @type {any[]} */ list, /** @type {"up"|"down"} */ direction) =>
    [...list].sort((a, b) => compareValues(attribute, a, b, direction, collator));
  assert.deepEqual(sort(number, [10, null, 9, 100], "up"), [9, 10, 100, null]);
  assert.deepEqual(sort(number, [10, null, 9, 100], "down"), [100, 10, 9, null]);
  assert.deepEqual(sort(choice, ["seksjon", "stab", "enhet"], "up"), ["stab", "enhet", "seksjon"]);
  const text = { id: "t", name: "navn", type: "text" };
  assert.deepEqual(sort(text, ["Østensjø", "Asker", "Ål"], "up"), ["Asker", "Østensjø", "Ål"]);
});

test("filters", () => {
  assert.equal(passesFilter(number, 97784, "> 50 000", "nb"), true);
  assert.equal(passesFilter(number, 45891, "> 50 000", "nb"), false);
  assert.equal(passesFilter(number, 45891, "45000..46000", "nb"), true);
  assert.equal(passesFilter(number, null, "> 1", "nb"), false);
  assert.equal(passesFilter(number, null, "-", "nb"), true);
  assert.equal(passesFilter(number, 5, ">", "nb"), true, "half a filter hides nothing");
  assert.equal(passesFilter(date, "2020-05-01", "2020", "nb"), true);
  assert.equal(passesFilter(date, "2020-05-01", ">= 2020-06-01", "nb"), false);
  assert.equal(passesFilter(flag, false, "false", "nb"), true);
  assert.equal(passesFilter(flag, undefined, "false", "nb"), false);
  assert.equal(passesFilter({ ...date, type: "text" }, "Kultur og frivillighet", "FRIV", "nb"), true);
});

test("folding keeps letters of the alphabet apart", () => {
  assert.equal(fold("Café"), "cafe");
  assert.notEqual(fold("Østensjø"), "ostensjo");
});
