// A shaped matrix as CSV or Markdown, the very numbers on the screen, for the clipboard. Pure.

/**
 * @typedef {{corner: string, cols: string[], rows: {name: string, cells: (number|null)[], total: number|null}[], totals: (number|null)[] | null, totalName: string}} PlainTable
 * @typedef {import("./matrix-shape.js").Matrix} Matrix
 * @typedef {import("./matrix-shape.js").Shape} Shape
 * @typedef {import("./matrix-state.js").MatrixState} MatrixState
 */
import { shownNumber } from "./matrix-shape.js";

/**
 * The table as plain values. Totals are counts, so they go along with counts only.
 * @param {Matrix} matrix @param {MatrixState} state @param {Shape} shape @param {{total: string, corner: string}} words
 * @returns {PlainTable}
 */
export function plainTable(matrix, state, shape, words) {
  const hasTotals = state.show === "count";
  return {
    corner: words.corner,
    cols: shape.cols.map((col) => col.label),
    rows: shape.rows.map((row) => ({
      name: row.name,
      cells: shape.cols.map((col) => shownNumber(matrix, state, row.index, col.index)),
      total: hasTotals ? matrix.row_totals[row.index] : null,
    })),
    totals: hasTotals ? [...shape.cols.map((col) => matrix.col_totals[col.index]), matrix.total] : null,
    totalName: words.total,
  };
}

/** RFC 4180, comma-separated, decimal point. @param {PlainTable} table */
export function tableCsv(table) {
  const lines = lineCells(table).map((line) => line.map(csvCell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

/** @param {PlainTable} table */
export function tableMarkdown(table) {
  const [head, ...body] = lineCells(table);
  const line = (/** @type {(string|number|null)[]} */ cells) => `| ${cells.map(markdownCell).join(" | ")} |`;
  const rule = `| --- |${" ---: |".repeat(head.length - 1)}`;
  return [line(head), rule, ...body.map(line)].join("\n") + "\n";
}

/** @param {PlainTable} table @returns {(string|number|null)[][]} */
function lineCells(table) {
  const hasTotals = table.totals !== null;
  const lines = [[table.corner, ...table.cols, ...(hasTotals ? [table.totalName] : [])]];
  for (const row of table.rows) lines.push([row.name, ...row.cells, ...(hasTotals ? [row.total] : [])].map(plainNumber));
  if (table.totals) lines.push([table.totalName, ...table.totals].map(plainNumber));
  return lines;
}

/** Two decimals at most, no trailing zeros. @param {any} cell */
function plainNumber(cell) {
  return typeof cell === "number" ? Math.round(cell * 100) / 100 : cell;
}

/** A leading sign would make a formula of a name in a spreadsheet, so such names get an apostrophe. @param {string|number|null} cell */
function csvCell(cell) {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {string|number|null} cell */
function markdownCell(cell) {
  return cell === null ? "" : String(cell).replace(/[\\|]/gu, "\\$&").replace(/\s+/gu, " ");
}
