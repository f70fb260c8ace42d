// Units cut from a source's structure, heights, and the steps of the caret.
import { test } from "node:test";
import assert from "node:assert/strict";
import { TextIndex } from "../lib/positions.js";
import { Heights } from "../rooms/sources/reader/heights.js";
import { Steps, trimmed } from "../rooms/sources/reader/steps.js";
import { clock, unitAt, unitsOf } from "../rooms/sources/reader/units.js";
import { spread } from "../rooms/sources/reader/stripes.js";
import { findAll } from "../rooms/sources/reader/find-text.js";

const TEXT = "Del én\nI: Hva gjorde dere? Fortell.\nR1: Vi ringte 😀 rundt. Så kom folk.\nOg flere kom.\nNavn\tAntall\nUtenfor alt.";

/** @param {string} part @param {string} [text] scalar span of a part */
function span(part, text = TEXT) {
  const start = [...text.slice(0, text.indexOf(part))].length;
  return { start, end: start + [...part].length };
}

function source() {
  const [heading, first, second, third] = ["Del én", "I: Hva gjorde dere? Fortell.", "R1: Vi ringte 😀 rundt. Så kom folk.", "Og flere kom."].map((part) => span(part));
  const turns = [
    { ...first, label_start: first.start, label_end: first.start + 2, speaker: "I" },
    { start: second.start, end: third.end, label_start: second.start, label_end: second.start + 3, speaker: "R1" },
  ];
  const blocks = [
    { ...heading, kind: "heading", level: 1 }, { ...first, kind: "paragraph" }, { ...second, kind: "paragraph" }, { ...third, kind: "paragraph" },
    { ...span("Navn"), kind: "table-cell", table: 1, row: 0, column: 0 }, { ...span("Antall"), kind: "table-cell", table: 1, row: 0, column: 1 },
  ];
  return /** @type {any} */ ({ text: TEXT, blocks, turns, times: [{ position: second.start, ms: 3_723_000 }] });
}

function made() {
  const index = new TextIndex(TEXT);
  const units = unitsOf(source(), index);
  return { index, units, steps: new Steps(TEXT, units, "nb") };
}

test("blocks become units, cells of a row stand together, text outside blocks is not lost", () => {
  const { units } = made();
  assert.deepEqual(units.map((unit) => [unit.kind, unit.number, TEXT.slice(unit.start, unit.end)]), [
    ["heading", 0, "Del én"], ["paragraph", 1, "I: Hva gjorde dere? Fortell."], ["paragraph", 2, "R1: Vi ringte 😀 rundt. Så kom folk."],
    ["paragraph", 3, "Og flere kom."], ["row", 4, "Navn\tAntall"], ["paragraph", 5, "Utenfor alt."],
  ]);
  assert.equal(units[4].cells.length, 2);
});

test("speakers, turns and timestamps fall on their units", () => {
  const { units } = made();
  assert.deepEqual(units.map((unit) => unit.speaker), ["", "I", "R1", "", "", ""]);
  assert.deepEqual(units.map((unit) => unit.turn), [-1, 0, 1, 1, -1, -1]);
  assert.equal(units[2].time, "1:02:03");
  assert.equal(clock(64_000), "1:04");
});

test("a source without blocks is cut at its lines", () => {
  const plain = /** @type {any} */ ({ text: "en\n\nto\n", blocks: [], turns: [], times: [] });
  assert.deepEqual(unitsOf(plain, new TextIndex(plain.text)).map((unit) => [unit.start, unit.end]), [[0, 2], [4, 6]]);
});

test("unitAt finds the unit that holds an offset", () => {
  const { units } = made();
  for (const unit of units) {
    assert.equal(unitAt(units, unit.start), unit.index);
    assert.equal(unitAt(units, unit.end - 1), unit.index);
  }
});

test("`e` widens from the caret to word, sentence, paragraph and turn", () => {
  const { steps } = made();
  const at = TEXT.indexOf("ringte") + 2;
  const seen = [];
  for (let now = { start: at, end: at }, wide = steps.widen(now); wide.start < now.start || wide.end > now.end; now = wide, wide = steps.widen(now)) seen.push(TEXT.slice(wide.start, wide.end));
  assert.deepEqual(seen, ["ringte", "Vi ringte 😀 rundt.", "Vi ringte 😀 rundt. Så kom folk.", "Vi ringte 😀 rundt. Så kom folk.\nOg flere kom."]);
});

test("the caret walks by word over paragraphs and skips speakers' labels", () => {
  const { steps } = made();
  const words = [];
  for (let at = TEXT.indexOf("dere"), n = 0; n < 5; n += 1) {
    at = steps.step(at, "word", 1, false);
    const word = steps.around(at, "word");
    words.push(TEXT.slice(word.start, word.end));
  }
  assert.deepEqual(words, ["Fortell", "Vi", "ringte", "rundt", "Så"]);
  const back = steps.step(TEXT.indexOf("Vi"), "word", -1, false);
  assert.equal(TEXT.slice(back, back + 7), "Fortell");
});

test("a selection grows to whole words, and an exact one stays", () => {
  const { steps } = made();
  const from = TEXT.indexOf("ingte");
  const grown = steps.wholeWords({ start: from, end: TEXT.indexOf("rundt") + 3 });
  assert.equal(TEXT.slice(grown.start, grown.end), "ringte 😀 rundt");
  assert.deepEqual(steps.wholeWords(grown), grown);
});

test("white space at the ends is left out", () => {
  assert.deepEqual(trimmed("  a b \n", 0, 7), { start: 2, end: 5 });
});

test("heights: tops are sums, and a place is found again by its height", () => {
  const heights = new Heights(Float64Array.from({ length: 37 }, (_, at) => 10 + (at % 5)));
  heights.set(4, 100);
  heights.set(20, 3);
  let sum = 0;
  for (let at = 0; at < 37; at += 1) {
    assert.equal(heights.top(at), sum);
    assert.equal(heights.at(sum), at);
    assert.equal(heights.at(sum + heights.each[at] - 0.5), at);
    sum += heights.each[at];
  }
  assert.equal(heights.total, sum);
});

test("names in the margin keep a line's distance and stay above the floor", () => {
  assert.deepEqual(spread([0, 2, 50], 200), [0, 24, 50]);
  assert.deepEqual(spread([80, 90, 95], 100), [28, 52, 76]);
});

test("find sees case, spaces and marks as a reader does", () => {
  assert.deepEqual(findAll("Å gå.\ngå (igjen)", "GÅ"), [{ start: 2, end: 4 }, { start: 6, end: 8 }]);
  assert.equal(findAll("a (b) a  (b)", "a (b)").length, 2);
  assert.deepEqual(findAll("abc", "  "), []);
});
