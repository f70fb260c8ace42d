// What a matrix view is, as a plain value, and its URL: every choice in the room lives here, so a link shows the same table.

/**
 * @typedef {"codings"|"passages"|"words"|"sources"} Count
 * @typedef {"count"|"row"|"column"|"residual"} Show
 * @typedef {object} MatrixState
 * @property {string} rows dimension of the rows, as the query language names it (`code`, `case:kommune` …)
 * @property {string} cols dimension of the columns
 * @property {string} where query that limits what is counted; empty = all
 * @property {Count} count what is counted
 * @property {boolean} exact a code counts its own codings only, not those of codes under it
 * @property {Show} show how the numbers are shown
 * @property {boolean} empty rows and columns without anything are shown too
 * @property {string} layer name of a facet drawn as glyph counts in the cells; empty = none
 * @property {string} sort `""` (natural order), `"name"`, `"total"`, or `"col:NAME"`
 * @property {"up"|"down"} direction
 * @property {string[]} open full paths of code rows whose children are shown; `*` alone opens all
 * @property {{row: string, col: string} | null} cell the open cell, by names; an empty name is the total
 */

const COUNTS = ["codings", "passages", "words", "sources"];
const SHOWS = ["count", "row", "column", "residual"];

/** @param {string} [cols] the study's most telling columns @returns {MatrixState} */
export function firstState(cols = "source") {
  return {
    rows: "code", cols, where: "", count: "codings", exact: false, show: "count", empty: false,
    layer: "", sort: "", direction: "down", open: [], cell: null,
  };
}

/**
 * @param {string} search the part of the address after `?`
 * @param {MatrixState} first what holds where the address is silent
 * @returns {MatrixState}
 */
export function readState(search, first) {
  const address = new URLSearchParams(search);
  const pick = (/** @type {string} */ key, /** @type {string[]} */ allowed, /** @type {string} */ otherwise) => {
    const value = address.get(key) ?? "";
    return allowed.includes(value) ? value : otherwise;
  };
  return {
    rows: address.get("rows") || first.rows,
    cols: address.get("cols") || first.cols,
    where: address.get("where") ?? first.where,
    count: /** @type {Count} */ (pick("count", COUNTS, first.count)),
    exact: address.get("exact") === "1",
    show: /** @type {Show} */ (pick("show", SHOWS, first.show)),
    empty: address.get("empty") === "1",
    layer: address.get("layer") ?? "",
    sort: address.get("sort") ?? "",
    direction: address.get("direction") === "up" ? "up" : "down",
    open: address.getAll("open"),
    cell: address.has("row") || address.has("col") ? { row: address.get("row") ?? "", col: address.get("col") ?? "" } : null,
  };
}

/** @param {MatrixState} state @returns {string} the address of this view */
export function stateUrl(state) {
  const address = new URLSearchParams({ rows: state.rows, cols: state.cols });
  if (state.where.trim()) address.set("where", state.where);
  if (state.count !== "codings") address.set("count", state.count);
  if (state.exact) address.set("exact", "1");
  if (state.show !== "count") address.set("show", state.show);
  if (state.empty) address.set("empty", "1");
  if (state.layer) address.set("layer", state.layer);
  if (state.sort) {
    address.set("sort", state.sort);
    if (state.direction === "up") address.set("direction", "up");
  }
  for (const path of state.open) address.append("open", path);
  if (state.cell) {
    address.set("row", state.cell.row);
    address.set("col", state.cell.col);
  }
  return `/compare?${address}`;
}

/** @param {MatrixState} state @returns {MatrixState} rows and columns change places; what no longer fits is dropped */
export function transposed(state) {
  return {
    ...state, rows: state.cols, cols: state.rows, sort: "",
    show: state.show === "row" ? "column" : state.show === "column" ? "row" : state.show,
    cell: state.cell ? { row: state.cell.col, col: state.cell.row } : null,
  };
}

/** @param {MatrixState} state @param {string} [where] @returns {string} the question for the server, the same for a cell */
export function matrixParams(state, where = state.where) {
  const params = new URLSearchParams({ rows: state.rows, cols: state.cols, count: state.count, exact: state.exact ? "1" : "0" });
  if (where.trim()) params.set("where", where);
  return params.toString();
}

/** Joins two queries so that both must hold. @param {string} first @param {string} second */
export function bothQueries(first, second) {
  const parts = [first.trim(), second.trim()].filter((part) => part !== "" && part !== "*");
  return parts.length === 2 ? `(${parts[0]}) and (${parts[1]})` : parts[0] ?? "";
}

/** A name as the query language takes it: quoted unless it is one plain word. @param {string} name */
export function quoted(name) {
  return /^[\p{L}\p{N}_-]+$/u.test(name) ? name : `"${name.replace(/[\\"]/gu, "\\$&")}"`;
}
