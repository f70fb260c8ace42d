// The hue of each code, worked out once for each state of the codebook.
import { huesOf } from "../lib/palette.js";
import { store } from "../lib/state.js";

/** @type {import("../lib/types.js").Code[] | null} */
let codes = null;
/** @type {Map<string, number>} */
let hues = new Map();

/** The hue (1 ..= 12) of a code. @param {string} id */
export function hueOf(id) {
  if (codes !== store.codes) {
    codes = store.codes;
    hues = huesOf(codes);
  }
  return hues.get(id) ?? 12;
}
