// More of the text around a passage, level by level, from the source's own blocks. Pure; positions are Unicode scalar values.

/**
 * @typedef {{start: number, end: number}} Span
 * @typedef {{before: string, text: string, after: string, span: Span, isAll: boolean}} Widened `isAll` = nothing more to show
 */

export const LAST_LEVEL = 4;

/**
 * Level 1 fills out the paragraphs that the passage touches; each level after that adds twice as many on both sides.
 * @param {string[]} characters the text, one entry a scalar value
 * @param {Span[]} blocks paragraphs in order
 * @param {Span} passage
 * @param {number} level 1 to `LAST_LEVEL`
 * @returns {Widened}
 */
export function widen(characters, blocks, passage, level) {
  const touched = blocks.filter((block) => block.start < passage.end && block.end > passage.start);
  const extra = level <= 1 ? 0 : 2 ** (level - 2);
  const first = touched.length ? blocks.indexOf(touched[0]) : nearest(blocks, passage.start);
  const last = touched.length ? blocks.indexOf(touched[touched.length - 1]) : first;
  const from = blocks[Math.max(0, first - extra)]?.start ?? 0;
  const to = blocks[Math.min(blocks.length - 1, last + extra)]?.end ?? characters.length;
  const span = { start: Math.min(from, passage.start), end: Math.max(to, passage.end) };
  const cut = (/** @type {number} */ start, /** @type {number} */ end) => characters.slice(start, end).join("");
  return {
    before: cut(span.start, passage.start).replace(/^\n+/u, ""),
    text: cut(passage.start, passage.end),
    after: cut(passage.end, span.end).replace(/\n+$/u, ""),
    span,
    isAll: level >= LAST_LEVEL || (first - extra <= 0 && last + extra >= blocks.length - 1),
  };
}

/** @param {Span[]} blocks @param {number} position */
function nearest(blocks, position) {
  const at = blocks.findIndex((block) => block.end >= position);
  return at < 0 ? Math.max(0, blocks.length - 1) : at;
}
