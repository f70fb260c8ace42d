// Scalar values and UTF-16 units, against the plain definition.
import { test } from "node:test";
import assert from "node:assert/strict";
import { TextIndex } from "../lib/positions.js";

const TEXTS = ["", "abc", "æøå «ja»", "😀", "a😀b", "😀😀x😀", "e\u0301 \ud800 x 😀 \udc00", "linje\n😀\nto"];

/** The UTF-16 offset of every scalar position, the slow way. @param {string} text */
function offsets(text) {
  const all = [0];
  for (const letter of text) all.push(/** @type {number} */ (all.at(-1)) + letter.length);
  return all;
}

for (const text of TEXTS) {
  test(`every position of ${JSON.stringify(text)} is found both ways`, () => {
    const index = new TextIndex(text);
    const expected = offsets(text);
    assert.equal(index.length, expected.length - 1);
    expected.forEach((unit, scalar) => {
      assert.equal(index.toUtf16(scalar), unit, `scalar ${scalar}`);
      assert.equal(index.toScalar(unit), scalar, `unit ${unit}`);
    });
  });
}

test("an offset inside a pair counts as the start of the pair", () => {
  const index = new TextIndex("a😀b😀");
  assert.equal(index.toScalar(2), 1);
  assert.equal(index.toScalar(5), 3);
});

test("slices are by scalar positions", () => {
  assert.equal(new TextIndex("a😀bc").slice(1, 3), "😀b");
});
