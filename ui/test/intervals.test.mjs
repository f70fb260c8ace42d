// The interval index and the lanes, against the plain way of doing it, on many made-up cases.
import { test } from "node:test";
import assert from "node:assert/strict";
import { IntervalIndex, compare } from "../rooms/sources/reader/intervals.js";
import { Lanes } from "../rooms/sources/reader/lanes.js";

/** Numbers that look random and are the same each time. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

/** @param {number} count @param {number} seed @param {number} length */
function some(count, seed, length = 500) {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, at) => {
    const start = next(length);
    return { id: `i${at}`, start, end: start + next(60) };
  });
}

/** An empty interval counts as standing on the character where it is. @param {{ start: number, end: number }} each @param {number} start @param {number} end */
const touches = (each, start, end) => each.start < end && Math.max(each.end, each.start + 0.5) > start;

for (const count of [0, 1, 2, 3, 7, 64, 65, 300]) {
  test(`${count} intervals: what overlaps is what a plain search finds`, () => {
    const all = some(count, count + 1);
    const index = new IntervalIndex(all);
    const next = numbers(99 + count);
    for (let round = 0; round < 60; round += 1) {
      const start = next(520);
      const end = start + 1 + next(80);
      assert.deepEqual(index.overlapping(start, end), all.filter((each) => touches(each, start, end)).sort(compare));
    }
  });
}

test("adding and removing keep the index true", () => {
  const all = some(200, 5);
  const index = new IntervalIndex(all.slice(0, 100));
  all.slice(100).forEach((each) => index.add(each));
  const kept = all.filter((_, at) => at % 3 !== 0);
  all.filter((_, at) => at % 3 === 0).forEach((each) => assert.equal(index.remove(each), true));
  assert.equal(index.remove(all[0]), false);
  assert.deepEqual(index.all, [...kept].sort(compare));
  assert.deepEqual(index.overlapping(100, 200), kept.filter((each) => touches(each, 100, 200)).sort(compare));
});

test("next and previous walk through all in order, and back", () => {
  const index = new IntervalIndex(some(40, 8));
  const forth = [];
  for (let each = index.next(0); each; each = index.next(0, each)) forth.push(each.id);
  const back = [];
  for (let each = index.previous(Infinity); each; each = index.previous(0, each)) back.unshift(each.id);
  assert.deepEqual(forth, index.all.map((each) => each.id));
  assert.deepEqual(back, forth);
});

/** @param {Lanes} lanes @param {{ id: string, start: number, end: number }[]} all */
function assertApart(lanes, all) {
  for (const a of all) {
    for (const b of all) {
      if (a.id >= b.id || lanes.laneOf(a.id) !== lanes.laneOf(b.id)) continue;
      assert.ok(Math.max(a.end, a.start + 1) <= b.start || Math.max(b.end, b.start + 1) <= a.start, `${a.id} and ${b.id} share a lane`);
    }
  }
}

test("no two stripes of a lane overlap, and there are no more lanes than the deepest place needs", () => {
  const all = some(250, 21);
  const lanes = new Lanes(all);
  assertApart(lanes, all);
  const depth = Math.max(...Array.from({ length: 600 }, (_, at) => all.filter((each) => each.start <= at && Math.max(each.end, each.start + 1) > at).length));
  assert.equal(lanes.count, depth);
});

test("one coding more moves no other, and takes a free lane", () => {
  const all = some(120, 33);
  const lanes = new Lanes(all);
  const before = all.map((each) => lanes.laneOf(each.id));
  const added = { id: "new", start: 200, end: 260 };
  lanes.add(added);
  assert.deepEqual(all.map((each) => lanes.laneOf(each.id)), before);
  assertApart(lanes, [...all, added]);
  lanes.remove("new");
  assert.deepEqual(all.map((each) => lanes.laneOf(each.id)), before);
});

test("5,000 codings are packed and indexed quickly enough to count in milliseconds", () => {
  const all = some(5000, 77, 1_000_000).map((each) => ({ ...each, end: each.start + 400 }));
  const lanes = new Lanes(all);
  const index = new IntervalIndex(all);
  assert.ok(lanes.count < 20);
  assert.equal(index.overlapping(0, 1_000_500).length, 5000);
});
