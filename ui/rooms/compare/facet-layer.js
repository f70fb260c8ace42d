// The counts of each value of a facet in every cell: one matrix a value, asked side by side.
import { api } from "../../lib/api.js";
import { bothQueries, matrixParams, quoted } from "./matrix-state.js";

/**
 * @typedef {{value: {name: string, glyph: string|null}, counts: Map<string, number>}} Layer counts by `cellKey`
 * @typedef {import("./matrix-state.js").MatrixState} MatrixState
 */

/** @param {string} row @param {string} col names */
export function cellKey(row, col) {
  return `${row}\u0000${col}`;
}

/**
 * @param {MatrixState} state
 * @param {{name: string, values: {name: string, glyph: string|null}[]}} facet
 * @param {AbortSignal} signal
 * @returns {Promise<Layer[]>}
 */
export function fetchLayers(state, facet, signal) {
  return Promise.all(facet.values.map(async (value) => {
    const where = bothQueries(state.where, `${quoted(facet.name)}:${quoted(value.name)}`);
    const matrix = await api.get(`/api/matrix?${matrixParams(state, where)}`, signal);
    return { value, counts: layerCounts(matrix) };
  }));
}

/** @param {{rows: string[], cols: string[], cells: number[][]}} matrix @returns {Map<string, number>} */
export function layerCounts(matrix) {
  const counts = new Map();
  matrix.rows.forEach((row, r) => matrix.cols.forEach((col, c) => {
    if (matrix.cells[r][c]) counts.set(cellKey(row, col), matrix.cells[r][c]);
  }));
  return counts;
}
