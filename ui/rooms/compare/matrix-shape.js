// From the server's matrix to the table on the screen: tree rows, hidden empties, order, what a cell shows. Pure.

/**
 * @typedef {object} Matrix as the server answers
 * @property {string[]} rows
 * @property {string[]} cols
 * @property {number[][]} cells
 * @property {number[]} row_totals
 * @property {number[]} col_totals
 * @property {number} total
 * @property {(number|null)[][]} row_percent
 * @property {(number|null)[][]} col_percent
 * @property {(number|null)[][] | null} expected null where it makes no sense, as for words
 * @property {(number|null)[][] | null} residual
 * @property {{rows: string[], cols: string[]}} [query_for]
 *
 * @typedef {object} ShapedRow
 * @property {number} index place in the server's matrix
 * @property {string} name
 * @property {string} label the name as shown: last part of a code path, a case without its kind
 * @property {number} depth 0 = top
 * @property {boolean} isParent there are code rows under it
 * @property {boolean} isShut they are folded away
 *
 * @typedef {{rows: ShapedRow[], cols: {index: number, name: string, label: string, isParent?: boolean, isShut?: boolean}[], hiddenRows: number, hiddenCols: number}} Shape
 * @typedef {import("./matrix-state.js").MatrixState} MatrixState
 */

export const SHADES = 8;
export const ALL = "*";
const PATH = "/";
/** Counts below this do not reach the deepest shade: one coding is not much, however little there is elsewhere. */
const LEAST_DEEP = 4;
/** A residual smaller than this is what chance gives: it is not shaded. */
const LEAST_RESIDUAL = 1;

/** @param {string} name full path @returns {string} path of the code above; empty at the top */
export function parentPath(name) {
  const cut = name.lastIndexOf(PATH);
  return cut < 0 ? "" : name.slice(0, cut);
}

/**
 * The name of a row or column as a reader wants it.
 * @param {string} dimension @param {string} name
 */
export function shownName(dimension, name) {
  if (dimension.startsWith("case")) return name.slice(name.indexOf("=") + 1);
  if (dimension.includes(":") && name.includes("=")) return name.slice(name.indexOf("=") + 1);
  return name;
}

/**
 * @param {Matrix} matrix @param {MatrixState} state @param {Intl.Collator} collator
 * @param {(dimension: string, name: string) => string} [label] how a row or column is called on the screen
 * @returns {Shape}
 */
export function shapeMatrix(matrix, state, collator, label = shownName) {
  const open = state.exact ? [ALL] : state.open;
  const cols = matrix.cols.map((name, index) => ({ index, name }));
  const keptCols = state.empty ? cols : cols.filter(({ index }) => matrix.cells.some((row) => row[index] !== 0));
  const shownCols = state.cols === "code" ? treeRows(keptCols, open) : keptCols.map((col) => ({ ...col, label: label(state.cols, col.name) }));
  const isTree = state.rows === "code" && !state.sort;
  const all = matrix.rows.map((name, index) => ({ index, name }));
  const kept = state.empty ? all : all.filter(({ index }) => matrix.cells[index].some((n) => n !== 0));
  const rows = isTree ? treeRows(kept, open) : sortRows(kept, matrix, state, collator, label);
  return {
    rows, cols: shownCols,
    hiddenRows: all.length - kept.length, hiddenCols: cols.length - keptCols.length,
  };
}

/**
 * Code rows as far as they are unfolded.
 * @param {{index: number, name: string}[]} rows in tree order
 * @param {string[]} open paths whose children are shown, or `ALL`
 * @returns {ShapedRow[]}
 */
export function treeRows(rows, open) {
  const names = new Set(rows.map(({ name }) => name));
  const parents = new Set();
  for (const { name } of rows) for (let above = parentPath(name); above; above = parentPath(above)) parents.add(above);
  const opened = new Set(open);
  const isOpen = (/** @type {string} */ path) => opened.has(ALL) || opened.has(path);
  return rows
    .filter(({ name }) => ancestors(name).every((above) => isOpen(above) || !names.has(above)))
    .map(({ index, name }) => {
      const shownAbove = ancestors(name).filter((above) => names.has(above));
      const nearest = shownAbove[0] ?? "";
      return {
        index, name, depth: shownAbove.length,
        label: nearest ? name.slice(nearest.length + 1) : name,
        isParent: parents.has(name), isShut: parents.has(name) && !isOpen(name),
      };
    });
}

/** @param {string} name @returns {string[]} nearest first */
function ancestors(name) {
  const above = [];
  for (let path = parentPath(name); path; path = parentPath(path)) above.push(path);
  return above;
}

/**
 * @param {{index: number, name: string}[]} rows @param {Matrix} matrix @param {MatrixState} state
 * @param {Intl.Collator} collator @param {(dimension: string, name: string) => string} label @returns {ShapedRow[]}
 */
function sortRows(rows, matrix, state, collator, label) {
  const flat = rows.map(({ index, name }) => ({
    index, name, label: label(state.rows, name), depth: 0, isParent: false, isShut: false,
  }));
  const sign = state.direction === "up" ? 1 : -1;
  if (state.sort === "name") return flat.sort((a, b) => -sign * collator.compare(a.label, b.label) || a.index - b.index);
  const col = state.sort.startsWith("col:") ? matrix.cols.indexOf(state.sort.slice(4)) : -1;
  const size = (/** @type {ShapedRow} */ row) =>
    state.sort === "total" ? matrix.row_totals[row.index] : Number(shownNumber(matrix, state, row.index, col) ?? -Infinity);
  if (state.sort === "total" || col >= 0) return flat.sort((a, b) => sign * (size(a) - size(b)) || a.index - b.index);
  return flat;
}

/**
 * The number a cell shows: the count, a percentage (0–100), or the residual; null where it is undefined.
 * @param {Matrix} matrix @param {MatrixState} state @param {number} row @param {number} col
 * @returns {number|null}
 */
export function shownNumber(matrix, state, row, col) {
  const table = { count: matrix.cells, row: matrix.row_percent, column: matrix.col_percent, residual: matrix.residual }[state.show];
  return table?.[row]?.[col] ?? null;
}

/**
 * How deep a cell is shaded, 0 (nothing) to `SHADES`; negative for residuals below what was expected.
 * @param {Matrix} matrix @param {MatrixState} state @param {number} row @param {number} col @param {number} largest
 */
export function shadeOf(matrix, state, row, col, largest) {
  const value = shownNumber(matrix, state, row, col);
  if (!value || !largest) return 0;
  if (state.show === "residual" && Math.abs(value) < LEAST_RESIDUAL) return 0;
  const depth = Math.max(1, Math.round((Math.abs(value) / largest) * SHADES));
  return value < 0 ? -depth : depth;
}

/**
 * The largest number among the shown cells: what the deepest shade stands for. Parents of code rows are left out
 * when their children are shown, since they hold the same codings again.
 * @param {Matrix} matrix @param {MatrixState} state @param {Shape} shape
 */
export function largestShown(matrix, state, shape) {
  if (state.show === "row" || state.show === "column") return 100;
  let largest = state.show === "count" ? LEAST_DEEP : 0;
  for (const row of shape.rows) {
    if (row.isParent && !row.isShut && !state.exact && shape.rows.length > 1) continue;
    for (const col of shape.cols) largest = Math.max(largest, Math.abs(shownNumber(matrix, state, row.index, col.index) ?? 0));
  }
  return largest;
}

/** Where a named cell is in the server's matrix; -1 stands for the total. @param {Matrix} matrix @param {{row: string, col: string}} cell */
export function placeOf(matrix, cell) {
  const row = cell.row === "" ? -1 : matrix.rows.indexOf(cell.row);
  const col = cell.col === "" ? -1 : matrix.cols.indexOf(cell.col);
  const isThere = (cell.row === "" || row >= 0) && (cell.col === "" || col >= 0);
  return isThere ? { row, col } : null;
}
