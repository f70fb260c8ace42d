// The shape of a facet's value: driver ▲, barrier ▼, both ◆; never a colour alone.
import { html } from "../vendor/lit.js";

/** @type {Record<string, string>} */
export const GLYPHS = { up: "▲", down: "▼", diamond: "◆", dot: "●", square: "■" };

/** @param {string | null | undefined} glyph @param {string} [name] what it means, for hover */
export function facetGlyph(glyph, name = "") {
  return html`<span class="glyph glyph-${glyph ?? "dot"}" aria-hidden="true" title=${name}>${GLYPHS[glyph ?? "dot"] ?? GLYPHS.dot}</span>`;
}
