// Twelve hues for codes: chosen apart for common colour blindnesses, each with a stripe pattern of its own.

/** @import { Code } from "./types.js" */

/** The colour kept with the code (light theme); the styles hold its dark twin under the same number.
 * @type {{ hue: number, name: string, hex: string }[]} */
export const HUES = [
  { hue: 1, name: "blue", hex: "#2b6cb8" }, { hue: 2, name: "orange", hex: "#c4600c" }, { hue: 3, name: "green", hex: "#21855b" },
  { hue: 4, name: "pink", hex: "#c43d8b" }, { hue: 5, name: "brown", hex: "#7d4a2a" }, { hue: 6, name: "cyan", hex: "#0e8a9c" },
  { hue: 7, name: "violet", hex: "#7a4fc4" }, { hue: 8, name: "olive", hex: "#77791a" }, { hue: 9, name: "red", hex: "#c2352f" },
  { hue: 10, name: "navy", hex: "#243a86" }, { hue: 11, name: "gold", hex: "#9a7400" }, { hue: 12, name: "slate", hex: "#66707c" },
];

/** Red, green, blue in 0..=1 of `#rrggbb`, or null. @param {string} hex @returns {[number, number, number] | null} */
export function rgb(hex) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return found ? [parseInt(found[1], 16) / 255, parseInt(found[2], 16) / 255, parseInt(found[3], 16) / 255] : null;
}

/** OKLab of sRGB (Björn Ottosson, 2020). @param {[number, number, number]} colour @returns {[number, number, number]} */
export function oklab(colour) {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {[number, number, number]} a @param {[number, number, number]} b */
export function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

const LABS = HUES.map(({ hex }) => oklab(/** @type {[number, number, number]} */ (rgb(hex))));

/** The hue (1 ..= 12) nearest to a colour, so that a colour from another program still has a dark twin and a pattern. @param {string} hex */
export function nearestHue(hex) {
  const colour = rgb(hex);
  if (!colour) return 12;
  const lab = oklab(colour);
  let best = 0;
  LABS.forEach((each, index) => { if (distance(each, lab) < distance(LABS[best], lab)) best = index; });
  return HUES[best].hue;
}

/** The hue of every code: its own, else its parent's, else by its place among the top codes. @param {Code[]} codes @returns {Map<string, number>} */
export function huesOf(codes) {
  /** @type {Map<string, number>} */
  const hues = new Map();
  let roots = 0;
  for (const code of codes) {
    const order = code.parent ? 0 : roots++;
    const inherited = code.parent ? hues.get(code.parent) ?? 12 : (order % 11) + 1;
    hues.set(code.id, code.colour ? nearestHue(code.colour) : inherited);
  }
  return hues;
}
