// What the reader draws one under another: paragraphs, headings, list items and table rows, cut from the source's structure.
// Positions here are UTF-16 offsets.

/** @import { SourceText } from "../../../lib/types.js" */
/** @import { TextIndex } from "../../../lib/positions.js" */

/**
 * @typedef {object} Unit
 * @property {number} index its place among the units
 * @property {number} number the paragraph number shown, or 0 for a heading
 * @property {number} start
 * @property {number} end
 * @property {"paragraph" | "heading" | "list-item" | "quote" | "row"} kind
 * @property {number} level heading level or list depth
 * @property {string} marker what stands before a list item
 * @property {{ start: number, end: number }[]} cells the cells of a table row
 * @property {{ start: number, end: number }[]} labels speaker labels inside it
 * @property {string} speaker whose turn it begins, or ""
 * @property {number} turn the number of the turn it stands in, or -1
 * @property {number | null} page the page that begins here
 * @property {string} time the timestamp that falls here, or ""
 */

/** @param {SourceText} source @param {TextIndex} index @returns {Unit[]} */
export function unitsOf(source, index) {
  const text = index.text;
  const units = source.blocks.length > 0 ? fromBlocks(source, index) : fromLines(text);
  const whole = fillGaps(units, text);
  let number = 0;
  whole.forEach((unit, at) => {
    unit.index = at;
    if (unit.kind !== "heading") unit.number = (number += 1);
  });
  addTurns(whole, source, index);
  addTimes(whole, source, index);
  return whole;
}

/** @param {number} start @param {number} end @param {Partial<Unit>} [more] @returns {Unit} */
function unit(start, end, more = {}) {
  return { index: 0, number: 0, start, end, kind: "paragraph", level: 0, marker: "", cells: [], labels: [], speaker: "", turn: -1, page: null, time: "", ...more };
}

/** @param {SourceText} source @param {TextIndex} index */
function fromBlocks(source, index) {
  /** @type {Unit[]} */
  const units = [];
  /** @type {number[]} */
  const counters = [];
  let page = null;
  for (const block of source.blocks) {
    const [start, end] = [index.toUtf16(block.start), index.toUtf16(block.end)];
    if (block.kind === "page-start") {
      page = block.page ?? null;
      continue;
    }
    const last = units[units.length - 1];
    if (block.kind === "table-cell") {
      const rowKey = block.table === undefined ? -1 : block.table * 100000 + (block.row ?? 0);
      if (last?.kind === "row" && last.level === rowKey) {
        last.cells.push({ start, end });
        last.end = Math.max(last.end, end);
      } else units.push(unit(start, end, { kind: "row", level: rowKey, cells: [{ start, end }], page }));
    } else {
      const made = unit(start, end, { kind: kindOf(block.kind), level: block.level ?? block.depth ?? 0, page });
      if (made.kind === "list-item") made.marker = markerOf(block, counters);
      else counters.length = 0;
      units.push(made);
    }
    page = null;
  }
  return units;
}

/** @param {string} kind @returns {Unit["kind"]} */
function kindOf(kind) {
  return kind === "heading" || kind === "list-item" || kind === "quote" ? kind : "paragraph";
}

/** @param {{ depth?: number, ordered?: boolean }} block @param {number[]} counters */
function markerOf(block, counters) {
  const depth = block.depth ?? 0;
  counters.length = depth + 1;
  counters[depth] = (counters[depth] ?? 0) + 1;
  return block.ordered ? `${counters[depth]}.` : ["•", "◦", "▪"][depth % 3];
}

/** @param {string} text */
function fromLines(text) {
  /** @type {Unit[]} */
  const units = [];
  for (const found of text.matchAll(/[^\n]+/g)) units.push(unit(found.index, found.index + found[0].length));
  return units;
}

/** Text that no block covers is still shown. @param {Unit[]} units @param {string} text */
function fillGaps(units, text) {
  /** @type {Unit[]} */
  const whole = [];
  let at = 0;
  const fill = (/** @type {number} */ until) => {
    const gap = text.slice(at, until);
    if (gap.trim() !== "") for (const line of fromLines(gap)) whole.push({ ...line, start: line.start + at, end: line.end + at });
  };
  for (const each of units) {
    if (each.start > at) fill(each.start);
    if (each.end > each.start || each.kind === "row") whole.push(each);
    at = Math.max(at, each.end);
  }
  fill(text.length);
  return whole;
}

/** @param {Unit[]} units @param {SourceText} source @param {TextIndex} index */
function addTurns(units, source, index) {
  let first = 0;
  source.turns.forEach((turn, number) => {
    const [start, end] = [index.toUtf16(turn.start), index.toUtf16(turn.end)];
    const label = { start: index.toUtf16(turn.label_start), end: index.toUtf16(turn.label_end) };
    while (first < units.length && units[first].end <= start) first += 1;
    for (let at = first; at < units.length && units[at].start < end; at += 1) {
      const each = units[at];
      if (each.turn < 0 || each.start >= start) each.turn = number;
      if (label.end > label.start && label.start >= each.start && label.end <= each.end) each.labels.push(label);
      if (start >= each.start && start < each.end && each.speaker === "") each.speaker = turn.speaker;
    }
  });
}

/** @param {Unit[]} units @param {SourceText} source @param {TextIndex} index */
function addTimes(units, source, index) {
  for (const { position, ms } of source.times) {
    const found = units[unitAt(units, index.toUtf16(position))];
    if (found && found.time === "") found.time = clock(ms);
  }
}

/** A time from the beginning of a recording, "12:04" or "1:02:03". @param {number} ms */
export function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The unit that holds an offset, or the last before it. @param {Unit[]} units @param {number} offset */
export function unitAt(units, offset) {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
