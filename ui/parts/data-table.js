// A plain table with sortable columns, a caption for screen readers and figures set in columns.
import { html, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { collate, number, t } from "../lib/i18n.js";
import { icon } from "./icons.js";

/**
 * @typedef {object} Column
 * @property {string} key the property of a row it shows
 * @property {string} label
 * @property {boolean} [numeric] set right, with tabular figures
 * @property {boolean} [rowHeader] names the row
 * @property {(row: any) => unknown} [render] what stands in the cell; the value itself without it
 * @property {(row: any) => string | number} [sortBy]
 */

/** `<funn-data-table .columns .rows .label>`; rows are objects, `row.id` where they have one keeps them apart. */
export class FunnDataTable extends FunnElement {
  static properties = { columns: { attribute: false }, rows: { attribute: false }, label: {}, sortKey: { state: true }, descending: { state: true } };

  constructor() {
    super();
    /** @type {Column[]} */ this.columns = [];
    /** @type {any[]} */ this.rows = [];
    this.label = "";
    /** @type {string | null} */ this.sortKey = null;
    this.descending = false;
  }

  render() {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${this.label}>
      <table class="data"><caption class="hidden">${this.label}</caption>
        <thead><tr>${this.columns.map((column) => this.#head(column))}</tr></thead>
        <tbody>${repeat(this.#sorted(), (row, index) => row.id ?? index, (row) => html`<tr>${this.columns.map((column) => cell(column, row))}</tr>`)}</tbody>
      </table></div>`;
  }

  /** @param {Column} column */
  #head(column) {
    const on = this.sortKey === column.key;
    const state = on ? (this.descending ? "descending" : "ascending") : "none";
    return html`<th scope="col" class=${column.numeric ? "numeric" : ""} aria-sort=${state}>
      <button @click=${() => this.#sort(column.key)} title=${t("sort-by", { name: column.label })}>${column.label}${on ? icon(this.descending ? "down" : "up") : nothing}</button></th>`;
  }

  /** @param {string} key */
  #sort(key) {
    this.descending = this.sortKey === key ? !this.descending : false;
    this.sortKey = key;
  }

  #sorted() {
    const column = this.columns.find((each) => each.key === this.sortKey);
    if (!column) return this.rows;
    const value = column.sortBy ?? ((/** @type {any} */ row) => row[column.key] ?? "");
    const compare = collate();
    const sign = this.descending ? -1 : 1;
    return [...this.rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return sign * (typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y)));
    });
  }
}

/** @param {Column} column @param {any} row */
function cell(column, row) {
  const value = row[column.key];
  const shown = column.render ? column.render(row) : typeof value === "number" ? number(value) : value ?? "";
  if (column.rowHeader) return html`<th scope="row">${shown}</th>`;
  return html`<td class=${column.numeric ? "numeric" : ""}>${shown}</td>`;
}

customElements.define("funn-data-table", FunnDataTable);
