// <funn-matrix-table>: the matrix as a grid one walks by arrow keys; code rows fold as a tree.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { number, t } from "../../lib/i18n.js";
import { link } from "../../lib/router.js";
import { GLYPHS } from "../../parts/facet-glyph.js";
import { keepOneTabStop, moveInGrid } from "../../parts/grid-keys.js";
import { hueOf } from "../../parts/hues.js";
import { icon } from "../../parts/icons.js";
import { store } from "../../lib/state.js";
import { cellKey } from "./facet-layer.js";
import { ALL, largestShown, shadeOf, shownNumber } from "./matrix-shape.js";
import { stateUrl } from "./matrix-state.js";

/** @typedef {import("./matrix-state.js").MatrixState} MatrixState */
/** @typedef {import("./matrix-shape.js").ShapedRow} ShapedRow */

/** More than this is drawn when asked for: every cell is an element, and a page of them must not keep the reader waiting. */
const FIRST_ROWS = 200;
const FIRST_COLS = 60;

export class FunnMatrixTable extends FunnElement {
  static watches = ["codes"];
  static properties = {
    matrix: { attribute: false }, state: { attribute: false }, shape: { attribute: false }, layers: { attribute: false }, label: {}, turn: { attribute: false },
    rowLimit: { state: true }, colLimit: { state: true },
  };

  constructor() {
    super();
    /** @type {import("./matrix-shape.js").Matrix} */ this.matrix = /** @type {any} */ (null);
    /** @type {MatrixState} */ this.state = /** @type {any} */ (null);
    /** @type {import("./matrix-shape.js").Shape} */ this.shape = /** @type {any} */ (null);
    /** @type {import("./facet-layer.js").Layer[]} */ this.layers = [];
    this.label = "";
    this.rowLimit = FIRST_ROWS;
    this.colLimit = FIRST_COLS;
    /** @type {(change: Partial<MatrixState>) => void} */ this.turn = () => {};
  }

  /** The rows and columns that are drawn. */
  get drawn() {
    return { rows: this.shape.rows.slice(0, this.rowLimit), cols: this.shape.cols.slice(0, this.colLimit) };
  }

  render() {
    const { state } = this;
    const shape = this.drawn;
    const isTree = shape.rows.some((row) => row.isParent);
    const hasTotals = state.show === "count";
    const largest = largestShown(this.matrix, state, this.shape);
    const paths = new Map(store.codes.map((code) => [code.path, code.id]));
    return html`<div class="matrix-scroll">
      <table class="matrix" role=${isTree ? "treegrid" : "grid"} aria-label=${this.label} @keydown=${this.#keydown} @focusin=${this.#focusin} @click=${link}>
        <thead><tr data-row>
          ${this.#head("name", t("compare-sort-name"), "corner")}
          ${shape.cols.map((col) => this.#head(`col:${col.name}`, col.label, "", col.name))}
          ${hasTotals ? this.#head("total", t("compare-total"), "total") : nothing}
        </tr></thead>
        <tbody>${repeat(shape.rows, (row) => row.name, (row) => this.#row(row, isTree, hasTotals, paths, largest))}</tbody>
        ${hasTotals ? html`<tfoot><tr data-row><th scope="row" class="row-head"><span data-cell tabindex="-1">${t("compare-total")}</span></th>
          ${shape.cols.map((col) => html`<td role="gridcell" class="total">${this.#number(this.matrix.col_totals[col.index], { row: "", col: col.name }, `${t("compare-total")}, ${col.label}`)}</td>`)}
          <td role="gridcell" class="total">${this.#number(this.matrix.total, { row: "", col: "" }, t("compare-total"))}</td></tr></tfoot>` : nothing}
      </table></div>
      ${this.#rest("rows", shape.rows.length, this.shape.rows.length, () => { this.rowLimit = Infinity; })}
      ${this.#rest("cols", shape.cols.length, this.shape.cols.length, () => { this.colLimit = Infinity; })}`;
  }

  /** Says what is not drawn yet, and draws it. @param {"rows"|"cols"} which @param {number} shown @param {number} n @param {() => void} all */
  #rest(which, shown, n, all) {
    if (shown >= n) return nothing;
    return html`<p class="quiet hidden-note">${t(`matrix-part-${which}`, { shown, n })} <button class="link-button" @click=${all}>${t("matrix-show-all")}</button></p>`;
  }

  updated() {
    keepOneTabStop(this.querySelector("table"));
  }

  /** @param {string} key @param {string} label @param {string} look @param {string} [title] */
  #head(key, label, look, title = label) {
    const { state } = this;
    const direction = state.sort === key ? state.direction : null;
    const next = direction === null ? { sort: key, direction: /** @type {const} */ ("down") } : direction === "down" ? { direction: /** @type {const} */ ("up") } : { sort: "" };
    return html`<th scope="col" class=${look} aria-sort=${direction === "up" ? "ascending" : direction === "down" ? "descending" : "none"}>
      <button data-cell tabindex="-1" class="column-head" title=${title} @click=${() => this.turn(next)}><span>${label}</span>${direction ? icon(direction === "up" ? "up" : "down") : nothing}</button></th>`;
  }

  /** @param {ShapedRow} row @param {boolean} isTree @param {boolean} hasTotals @param {Map<string, string>} paths @param {number} largest */
  #row(row, isTree, hasTotals, paths, largest) {
    const { matrix, state } = this;
    const { cols } = this.drawn;
    const id = state.rows === "code" ? paths.get(row.name) : undefined;
    return html`<tr data-row data-name=${row.name} class=${row.isParent && !row.isShut ? "is-parent" : ""} aria-level=${isTree ? row.depth + 1 : nothing}
      aria-expanded=${row.isParent ? (row.isShut ? "false" : "true") : nothing}>
      <th scope="row" class="row-head depth-${Math.min(row.depth, 6)}" title=${row.name}>${this.#rowHead(row, id)}</th>
      ${cols.map((col) => {
        const shade = shadeOf(matrix, state, row.index, col.index, largest);
        const isOpen = state.cell?.row === row.name && state.cell.col === col.name;
        return html`<td role="gridcell" class="${shade < 0 ? "under" : "over"} shade-${Math.abs(shade)} ${isOpen ? "is-open" : ""}">${this.#cell(row, col)}</td>`;
      })}
      ${hasTotals ? html`<td role="gridcell" class="total">${this.#number(matrix.row_totals[row.index], { row: row.name, col: "" }, `${row.label}, ${t("compare-total")}`)}</td>` : nothing}
    </tr>`;
  }

  /** @param {ShapedRow} row @param {string|undefined} id code of the row */
  #rowHead(row, id) {
    const mark = id ? html`<span class="swatch hue-${hueOf(id)}" aria-hidden="true"></span>` : nothing;
    if (!row.isParent) return html`<span data-cell tabindex="-1" class="row-name">${mark}<span>${row.label}</span></span>`;
    return html`<button data-cell data-fold tabindex="-1" class="row-name fold ${row.isShut ? "is-shut" : ""}" aria-expanded=${row.isShut ? "false" : "true"} @click=${() => this.#fold(row)}>
      <span class="fold-mark">${icon("chevron")}</span>${mark}<span>${row.label}</span></button>`;
  }

  /** @param {ShapedRow} row @param {{index: number, name: string, label: string}} col */
  #cell(row, col) {
    const value = shownNumber(this.matrix, this.state, row.index, col.index);
    const count = this.matrix.cells[row.index][col.index];
    const layer = this.state.show === "count" ? this.#layer(row.name, col.name) : nothing;
    return html`${this.#number(value, { row: row.name, col: col.name }, `${row.label}, ${col.label}`, count > 0)}${layer}`;
  }

  /** @param {string} row @param {string} col */
  #layer(row, col) {
    const parts = this.layers.map(({ value, counts }) => ({ value, n: counts.get(cellKey(row, col)) ?? 0 })).filter(({ n }) => n > 0);
    if (parts.length === 0) return nothing;
    return html`<span class="layer">${parts.map(({ value, n }) => html`<span class="layer-value glyph-${value.glyph ?? "dot"}" title=${value.name}>
      <span aria-hidden="true">${GLYPHS[value.glyph ?? "dot"] ?? GLYPHS.dot}</span><span class="hidden">${value.name}</span>${number(n)}</span>`)}</span>`;
  }

  /** A number that opens its passages; nothing to open, nothing to click. @param {number|null} value @param {{row: string, col: string}} cell @param {string} name @param {boolean} [isLink] */
  #number(value, cell, name, isLink = Boolean(value)) {
    const text = this.#text(value);
    if (!isLink) return html`<span data-cell tabindex="-1" class="zero" aria-label=${`${name}: ${text}`}>${text}</span>`;
    return html`<a data-cell tabindex="-1" class="number-link" href=${stateUrl({ ...this.state, cell })} aria-label=${`${name}: ${text}`}>${text}</a>`;
  }

  /** @param {number|null} value */
  #text(value) {
    if (value === null) return "–";
    if (this.state.show === "row" || this.state.show === "column") return number(value / 100, { style: "percent", maximumFractionDigits: 0 });
    if (this.state.show === "residual") return number(value, { maximumFractionDigits: 1, minimumFractionDigits: 1, signDisplay: "exceptZero" });
    return number(value);
  }

  /** @param {ShapedRow} row */
  #fold(row) {
    const open = this.state.open.includes(ALL) ? this.#parents() : this.state.open;
    this.turn({ open: row.isShut ? [...open, row.name] : open.filter((path) => path !== row.name) });
  }

  /** Paths of all rows that have rows under them, the folded ones too. */
  #parents() {
    return this.matrix.rows.filter((name) => this.matrix.rows.some((other) => other.startsWith(`${name}/`)));
  }

  /** @param {FocusEvent} event */
  #focusin(event) {
    keepOneTabStop(this.querySelector("table"), /** @type {Element} */ (event.target));
  }

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    const fold = /** @type {HTMLElement} */ (event.target).closest("[data-fold]");
    const isOpen = fold?.getAttribute("aria-expanded") === "true";
    if (fold && ((event.key === "ArrowLeft" && isOpen) || (event.key === "ArrowRight" && !isOpen))) {
      event.preventDefault();
      /** @type {HTMLElement} */ (fold).click();
      return;
    }
    moveInGrid(event, /** @type {HTMLElement} */ (this.querySelector("table")));
  }
}

customElements.define("funn-matrix-table", FunnMatrixTable);
