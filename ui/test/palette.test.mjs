// The palette holds for common colour blindnesses, and type-ahead finds what a person means.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { distance, HUES, huesOf, nearestHue, oklab, rgb } from "../lib/palette.js";
import { rank, score, foldText } from "../lib/match.js";

const css = readFileSync(join(import.meta.dirname, "../styles/tokens.css"), "utf8");

/** Simulations in linear RGB (Viénot, Brettel and Mollon 1999 for red and green; Machado 2009 for blue). */
const SIGHTS = {
  ordinary: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deuteranopia: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
/** Below this distance in OKLab two colours are hard to tell apart side by side. */
const CLOSE = 0.07;

/** @param {[number, number, number]} colour @param {number[][]} sight @returns {[number, number, number]} */
function seen(colour, sight) {
  const linear = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const mixed = sight.map((row) => Math.min(1, Math.max(0, row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2])));
  return /** @type {[number, number, number]} */ (mixed.map((c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)));
}

/** The hues of a theme, from the styles. @param {number} which 0 light, 1 dark */
function themed(which) {
  return HUES.map(({ hue }) => {
    const found = [...css.matchAll(new RegExp(`--hue-${hue}: (#[0-9a-f]{6})`, "g"))].map((each) => each[1]);
    return { hue, hex: found[which] };
  });
}

/** @param {number} hue */
function patternOf(hue) {
  return new RegExp(`\\.hue-${hue} \\{ --hue: var\\(--hue-${hue}\\); --pattern: ([^;]+);`).exec(css)?.[1];
}

for (const [name, sight] of Object.entries(SIGHTS)) {
  test(`${name}: two hues that look alike have different patterns, in both themes`, () => {
    for (const which of [0, 1]) {
      const all = themed(which);
      for (const a of all) {
        for (const b of all) {
          if (a.hue >= b.hue || patternOf(a.hue) !== patternOf(b.hue)) continue;
          const [x, y] = [a, b].map((each) => oklab(seen(/** @type {any} */ (rgb(each.hex)), sight)));
          assert.ok(distance(x, y) > CLOSE, `${name}, theme ${which}: hues ${a.hue} and ${b.hue} are ${distance(x, y).toFixed(3)} apart with one pattern`);
        }
      }
    }
  });
}

test("the light hues are those kept with a code", () => {
  assert.deepEqual(themed(0).map((each) => each.hex), HUES.map((each) => each.hex));
});

test("stripes stand out from the paper (3 to 1, WCAG 1.4.11)", () => {
  const luminance = (/** @type {string} */ hex) => {
    const [r, g, b] = /** @type {any} */ (rgb(hex)).map((/** @type {number} */ c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const papers = [...css.matchAll(/--paper: (#[0-9a-f]{6})/g)].map((each) => each[1]);
  for (const which of [0, 1]) {
    for (const { hue, hex } of themed(which)) {
      const [high, low] = [luminance(papers[which]), luminance(hex)].sort((a, b) => b - a);
      assert.ok((high + 0.05) / (low + 0.05) >= 3, `hue ${hue}, theme ${which}`);
    }
  }
});

test("a code's hue is its own, else its parent's", () => {
  const code = (/** @type {string} */ id, /** @type {string | null} */ parent, /** @type {string | null} */ colour) => /** @type {any} */ ({ id, parent, colour });
  const hues = huesOf([code("a", null, null), code("b", "a", null), code("c", "a", HUES[6].hex), code("d", "c", null), code("e", null, null)]);
  assert.deepEqual([...hues.values()], [1, 1, 7, 7, 2]);
  assert.equal(nearestHue("#2a6dba"), 1);
});

test("type-ahead: names before paths before definitions, accents forgiven, Norwegian letters kept apart", () => {
  const items = [
    { name: "Tid", path: "Ressurser/Tid", about: "penger og folk" }, { name: "Penger", path: "Ressurser/Penger", about: "" },
    { name: "Idé", path: "Annet/Idé", about: "" }, { name: "Å gå", path: "Å gå", about: "" },
  ];
  const names = (/** @type {string} */ typed) => rank(typed, items, (item) => item).map((item) => item.name);
  assert.deepEqual(names("penger"), ["Penger", "Tid"]);
  assert.deepEqual(names("ide"), ["Idé"]);
  assert.deepEqual(names("ress/ti"), ["Tid"]);
  assert.deepEqual(names("å"), ["Å gå"]);
  assert.equal(names("").length, 4);
  assert.equal(foldText("ÅSE Idé"), "åse ide");
  assert.ok(score("ti", { name: "Tid" }) > score("id", { name: "Tid" }));
});
