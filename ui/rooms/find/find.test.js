// Tests of the search room's logic: addresses, grouping, widening and query text.
// @ts-nocheck: the fixtures here are deliberately partial
import { test } from "node:test";
import assert from "node:assert/strict";
import { FIRST, readState, ruleOf, stateUrl } from "./find-state.js";
import { groupSegments, segmentKey } from "./grouping.js";
import { LAST_LEVEL, widen } from "./widen.js";
import { sentence } from "../../lib/errors.js";
import { scalarsBefore, splitAtError, takeCompletion, unitsBefore } from "../../parts/query-text.js";

const search = (/** @type {string} */ url) => url.split("?")[1] ?? "";

test("each view comes back from its own address", () => {
  const states = [
    FIRST,
    { ...FIRST, query: 'code:"A & B" and text:"x?"', group: "speaker" },
    { ...FIRST, view: "kwic", pattern: "for\\w+", regex: true, sort: "left", query: "case:Asker" },
    { ...FIRST, view: "autocode", by: "regex", pattern: "^R:", extend: "turn", until: "^I:" },
  ];
  for (const state of states) assert.deepEqual(readState(search(stateUrl(state))), state);
  assert.deepEqual(readState("view=evil&group=__proto__&sort=x"), FIRST);
});

test("a rule says only what it needs", () => {
  assert.deepEqual(ruleOf({ ...FIRST, pattern: "tid" }), { by: "text", pattern: "tid", extend: "sentence" });
  assert.equal(ruleOf({ ...FIRST, pattern: "a", until: "b" }).until, "b");
  assert.deepEqual(ruleOf({ ...FIRST, until: "b", by: "speaker", pattern: "R1", query: "code:a" }), { by: "speaker", pattern: "R1", extend: "none", where: "code:a" });
});

const segment = (source, start, change = {}) => ({
  source, source_name: source.toUpperCase(), start, end: start + 5, text: "", before: "", after: "", codings: [], codes: [], cases: [], speaker: null, ...change,
});
const names = {
  codes: new Map([["k1", "Ressurser"], ["k2", "Forankring"]]), cases: new Map([["c", "Asker"]]),
  none: { source: "", case: "Uten tilfelle", code: "Uten kode", speaker: "Uten taler" },
};

test("passages stand under every code they have, and none is lost", () => {
  const segments = [segment("b", 9, { codes: ["k1", "k2", "k1"] }), segment("a", 1), segment("b", 2, { codes: ["k2"] })];
  const groups = groupSegments(segments, "code", names, new Intl.Collator("nb"));
  assert.deepEqual(groups.map((g) => [g.name, g.segments.length]), [["Forankring", 2], ["Ressurser", 1], ["Uten kode", 1]]);
  const sources = groupSegments(segments, "source", names, new Intl.Collator("nb"));
  assert.deepEqual(sources.map((g) => g.name), ["B", "A"], "sources keep the order of the result");
  assert.deepEqual(sources[0].segments.map((s) => s.index), [0, 2]);
  assert.equal(segmentKey(segments[0]), "b:9:14");
});

test("context widens by whole paragraphs and never cuts a character", () => {
  const lines = ["Én 🫐 a", "To 👩‍👩‍👧 b", "Tre", "Fire", "Fem"];
  const characters = Array.from(lines.join("\n"));
  let at = 0;
  const blocks = lines.map((line) => { const length = Array.from(line).length; const span = { start: at, end: at + length }; at += length + 1; return span; });
  const start = blocks[2].start + 1;
  const one = widen(characters, blocks, { start, end: start + 1 }, 1);
  assert.deepEqual([one.before, one.text, one.after, one.isAll], ["T", "r", "e", false]);
  const two = widen(characters, blocks, { start, end: start + 1 }, 2);
  assert.equal(two.before + two.text + two.after, "To 👩‍👩‍👧 b\nTre\nFire");
  const three = widen(characters, blocks, { start, end: start + 1 }, 3);
  assert.equal(three.before + three.text + three.after, lines.join("\n"));
  assert.equal(three.isAll, true);
  const across = widen(characters, blocks, { start: 1, end: blocks[1].end }, 1);
  assert.equal(across.before + across.text + across.after, "Én 🫐 a\nTo 👩‍👩‍👧 b");
  assert.equal(widen(characters, [], { start: 2, end: 3 }, LAST_LEVEL).isAll, true);
});

test("positions in a query count scalar values on one side, UTF-16 units on the other", () => {
  const text = "text:🫐🫐 and";
  assert.equal(scalarsBefore(text, 9), 7);
  assert.equal(unitsBefore(text, 7), 9);
  const completion = { insert: "code:", label: "", kind: /** @type {const} */ ("field"), replace: /** @type {[number, number]} */ ([8, 11]), detail: "" };
  assert.deepEqual(takeCompletion(text, completion), { text: "text:🫐🫐 code:", cursor: 15 });
  assert.equal(takeCompletion("co and x", { ...completion, insert: "valens", replace: [0, 2] }).text, "valens and x");
  assert.equal(takeCompletion("co", { ...completion, insert: "and", replace: [0, 2] }).text, "and ");
});

test("the place of an error is always visible", () => {
  assert.deepEqual(splitAtError("a andd b", [2, 6]), { before: "a ", wrong: "andd", after: " b" });
  assert.deepEqual(splitAtError("a and", [5, 5]), { before: "a and", wrong: "\u00a0", after: "" });
  assert.deepEqual(splitAtError("abc", [1, 1]), { before: "a", wrong: "b", after: "c" });
  assert.deepEqual(splitAtError("abc", [-4, 99]), { before: "", wrong: "abc", after: "" });
});

test("messages become sentences", () => {
  assert.equal(sentence("ødelagt fil"), "Ødelagt fil.");
  assert.equal(sentence("Did you mean and?"), "Did you mean and?");
  assert.equal(sentence(" "), "");
});
