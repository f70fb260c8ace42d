// Where the caret goes: by word, sentence, paragraph and turn, and what the next wider selection is. Offsets are UTF-16.

/** @import { Unit } from "./units.js" */
import { unitAt } from "./units.js";

/** @typedef {"word" | "sentence" | "paragraph" | "turn"} Grain */
/** @typedef {{ start: number, end: number }} Span */

const GRAINS = /** @type {const} */ (["word", "sentence", "paragraph", "turn"]);
/** @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map();

/** Steps over one text. */
export class Steps {
  /** @param {string} text @param {Unit[]} units @param {string} language */
  constructor(text, units, language) {
    this.text = text;
    this.units = units;
    this.language = language;
  }

  /** The stretch of this grain that holds the offset. @param {number} offset @param {Grain} grain @returns {Span} */
  around(offset, grain) {
    const unit = this.units[unitAt(this.units, offset)];
    if (!unit) return { start: 0, end: 0 };
    if (grain === "paragraph") return trimmed(this.text, spokenStart(unit), unit.end);
    if (grain === "turn") return this.#turn(unit);
    const pieces = this.#pieces(unit, grain);
    return pieces.find((piece) => offset < piece.end) ?? pieces[pieces.length - 1] ?? { start: unit.start, end: unit.end };
  }

  /** Where one step from `offset` leads. @param {number} offset @param {Grain} grain @param {1 | -1} direction @param {boolean} toEnd the step stops at ends (extending), else at starts */
  step(offset, grain, direction, toEnd) {
    return direction > 0 ? this.#forth(offset, grain, toEnd) : this.#back(offset, grain);
  }

  /** The next wider stretch than the one given, or the same at the widest. @param {Span} span @returns {Span} */
  widen(span) {
    for (const grain of GRAINS) {
      const first = this.around(span.start, grain);
      const last = this.around(Math.max(span.start, span.end - 1), grain);
      // Between two words (at a full stop) `around` gives the word that follows: that is no wider stretch.
      const end = last.start < Math.max(span.end, span.start + 1) ? last.end : span.end;
      const wide = { start: Math.min(first.start, span.start), end: Math.max(end, span.end) };
      if (wide.start < span.start || wide.end > span.end) return wide;
    }
    return span;
  }

  /** The stretch grown so that it cuts no word. @param {Span} span @returns {Span} */
  wholeWords({ start, end }) {
    const first = this.around(start, "word");
    const last = this.around(Math.max(start, end - 1), "word");
    return { start: first.start < start && first.end > start ? first.start : start, end: last.start < end && last.end > end ? last.end : end };
  }

  /** @param {number} offset @param {Grain} grain @param {boolean} toEnd */
  #forth(offset, grain, toEnd) {
    for (let at = unitAt(this.units, offset); at < this.units.length; at += 1) {
      for (const piece of this.#spans(this.units[at], grain)) {
        const goal = toEnd ? piece.end : piece.start;
        if (goal > offset) return goal;
      }
    }
    return this.units.at(-1)?.end ?? 0;
  }

  /** @param {number} offset @param {Grain} grain */
  #back(offset, grain) {
    for (let at = unitAt(this.units, offset); at >= 0; at -= 1) {
      const before = this.#spans(this.units[at], grain).filter((piece) => piece.start < offset);
      const last = before[before.length - 1];
      if (last) return last.start;
    }
    return this.units[0]?.start ?? 0;
  }

  /** @param {Unit} unit @param {Grain} grain @returns {Span[]} */
  #spans(unit, grain) {
    if (grain === "paragraph") return [trimmed(this.text, spokenStart(unit), unit.end)];
    if (grain === "turn") return [this.#turn(unit)];
    return this.#pieces(unit, grain);
  }

  /** Words (without spaces and marks) or sentences of a unit; a speaker's label belongs to neither.
   * @param {Unit} unit @param {"word" | "sentence"} grain @returns {Span[]} */
  #pieces(unit, grain) {
    const from = spokenStart(unit);
    const said = this.text.slice(from, unit.end);
    /** @type {Span[]} */
    const pieces = [];
    for (const { index, segment, isWordLike } of segmenter(this.language, grain).segment(said)) {
      if (grain === "word" && !isWordLike) continue;
      const piece = trimmed(said, index, index + segment.length);
      if (piece.end > piece.start) pieces.push({ start: piece.start + from, end: piece.end + from });
    }
    return pieces;
  }

  /** @param {Unit} unit @returns {Span} */
  #turn(unit) {
    if (unit.turn < 0) return trimmed(this.text, unit.start, unit.end);
    let [first, last] = [unit.index, unit.index];
    while (this.units[first - 1]?.turn === unit.turn) first -= 1;
    while (this.units[last + 1]?.turn === unit.turn) last += 1;
    return trimmed(this.text, spokenStart(this.units[first]), this.units[last].end);
  }
}

/** Where the words of a unit begin, after a speaker's label at its head. @param {Unit} unit */
export function spokenStart(unit) {
  const label = unit.labels[0];
  return label && label.start <= unit.start + 1 ? label.end : unit.start;
}

/** The stretch without white space at its ends. @param {string} text @param {number} start @param {number} end @returns {Span} */
export function trimmed(text, start, end) {
  let [from, to] = [start, end];
  while (from < to && /\s/u.test(text[from])) from += 1;
  while (to > from && /\s/u.test(text[to - 1])) to -= 1;
  return { start: from, end: to };
}

/** @param {string} language @param {"word" | "sentence"} granularity */
function segmenter(language, granularity) {
  const key = `${language}/${granularity}`;
  const known = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, known);
  return known;
}
