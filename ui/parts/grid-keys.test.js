// Tests of moving by keys in a table with uneven rows.
import { test } from "node:test";
import assert from "node:assert/strict";
import { nextPlace } from "./grid-keys.js";

const lengths = [4, 2, 4];
const go = (/** @type {string} */ key, /** @type {number} */ row, /** @type {number} */ col, isControl = false) => {
  const place = nextPlace(key, isControl, lengths, { row, col });
  return place && [place.row, place.col];
};

test("arrows stay inside the table", () => {
  assert.deepEqual(go("ArrowUp", 0, 3), [0, 3]);
  assert.deepEqual(go("ArrowDown", 0, 3), [1, 1], "a shorter row takes its last cell");
  assert.deepEqual(go("ArrowRight", 1, 1), [1, 1]);
  assert.deepEqual(go("ArrowLeft", 2, 0), [2, 0]);
});

test("jumps", () => {
  assert.deepEqual(go("End", 0, 0), [0, 3]);
  assert.deepEqual(go("Home", 2, 2), [2, 0]);
  assert.deepEqual(go("End", 0, 0, true), [2, 3]);
  assert.deepEqual(go("Home", 2, 3, true), [0, 0]);
  assert.deepEqual(go("PageDown", 0, 1), [2, 1]);
  assert.equal(go("x", 0, 0), null);
});
