// <funn-value-grid>: rows and typed columns as an accessible grid: sort, filter, edit in place, all by keyboard.
import { html, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { locale, t } from "../lib/i18n.js";
import { link } from "../lib/router.js";
import { compareValues, formatValue, isMissing, isTrue, passesFilter } from "./attribute-value.js";
import { cellEditor, readEditor } from "./cell-editor.js";
import { focusCell, keepOneTabStop, moveInGrid } from "./grid-keys.js";
import { icon } from "./icons.js";

/**
 * @typedef {import("./attribute-value.js").Attribute} Attribute
 * @typedef {import("./attribute-value.js").Value} Value
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {Attribute["type"]} type
 * @property {string[]} [choices]
 * @property {boolean} [isEditable]
 * @property {boolean} [isQuiet] the column matters less and is drawn so
 * @property {(row: any) => Value} value
 * @property {(row: any) => string} [href] the cell is a link; Enter follows it, F2 edits
 * @typedef {{key: string, direction: "up"|"down"}} Sort
 * @typedef {{row: string, column: string, typed: string|null, problem: string}} Editing
 */

const FIRST_ROWS = 500;

export class FunnValueGrid extends FunnElement {
  static properties = {
    columns: { attribute: false }, rows: { attribute: false }, save: { attribute: false }, sort: { attribute: false },
    filters: { attribute: false }, hasFilters: { attribute: false }, label: {}, editing: { state: true }, limit: { state: true },
  };

  constructor() {
    super();
    /** @type {Column[]} */ this.columns = [];
    /** Each has an `id`. @type {any[]} */ this.rows = [];
    /** Saves one value; a failure is its own to tell. @type {(row: any, key: string, value: Value) => Promise<void>} */
    this.save = async () => {};
    /** @type {Sort|null} */ this.sort = null;
    /** @type {Record<string, string>} */ this.filters = {};
    this.hasFilters = false;
    this.label = "";
    /** @type {Editing | null} */ this.editing = null;
    this.limit = FIRST_ROWS;
  }

  /** Rows that pass the filters, in order. @returns {any[]} */
  get shownRows() {
    const language = locale();
    const active = this.columns.filter((column) => (this.filters[column.key] ?? "").trim() !== "");
    const kept = this.rows.filter((row) =>
      active.every((column) => passesFilter(typed(column), column.value(row), this.filters[column.key], language)));
    const column = this.columns.find(({ key }) => key === this.sort?.key);
    if (!column || !this.sort) return kept;
    const { direction } = this.sort;
    const collator = new Intl.Collator(language, { numeric: true });
    return kept
      .map((row, index) => ({ row, index }))
      .sort((a, b) => compareValues(typed(column), column.value(a.row), column.value(b.row), direction, collator) || a.index - b.index)
      .map(({ row }) => row);
  }

  render() {
    const rows = this.shownRows;
    const shown = rows.slice(0, this.limit);
    return html`
      <div class="grid-scroll">
        <table role="grid" class="value-grid" aria-label=${this.label} aria-rowcount=${rows.length + 1}
          @keydown=${this.#keydown} @focusin=${this.#focusin} @click=${link}>
          <thead>
            <tr data-row>${this.columns.map((column) => this.#head(column))}</tr>
            ${this.hasFilters ? html`<tr class="filter-row">${this.columns.map((column) => this.#filter(column))}</tr>` : nothing}
          </thead>
          <tbody>${repeat(shown, (row) => row.id, (row, index) => this.#row(row, index))}</tbody>
        </table>
      </div>
      ${rows.length === 0 && this.rows.length > 0 ? html`<p class="quiet grid-none">${t("grid-none-pass")}</p>` : nothing}
      ${rows.length > shown.length
        ? html`<button class="button" @click=${() => { this.limit = rows.length; }}>${t("grid-show-all", { shown: shown.length, n: rows.length })}</button>`
        : nothing}`;
  }

  updated() {
    keepOneTabStop(this.querySelector("table"));
    const field = this.querySelector("[data-editor]");
    if (!(field instanceof HTMLElement) || field === document.activeElement || this.editing?.problem) return;
    field.focus();
    if (!(field instanceof HTMLInputElement) || field.type !== "text") return;
    if (this.editing?.typed === null) field.select();
    else field.setSelectionRange(field.value.length, field.value.length);
  }

  /** @param {Column} column */
  #head(column) {
    const direction = this.sort?.key === column.key ? this.sort.direction : null;
    const order = direction === "up" ? "ascending" : direction === "down" ? "descending" : "none";
    return html`<th scope="col" aria-sort=${order} class=${column.type === "number" ? "numeric" : ""}>
      <button data-cell tabindex="-1" class="column-head" @click=${() => this.#sortBy(column)}>
        <span>${column.label}</span>${direction ? icon(direction === "up" ? "up" : "down") : nothing}
      </button></th>`;
  }

  /** @param {Column} column */
  #filter(column) {
    const value = this.filters[column.key] ?? "";
    const label = t("grid-filter-column", { column: column.label });
    const change = (/** @type {Event} */ event) => this.#setFilter(column.key, /** @type {HTMLInputElement} */ (event.target).value);
    if (column.type !== "boolean" && column.type !== "choice") {
      const hint = column.type === "number" ? "> 50 000" : column.type === "date" ? "≥ 2020-01-01" : t("grid-filter-contains");
      return html`<td><input type="text" .value=${value} placeholder=${hint} aria-label=${label} autocomplete="off" @input=${change} /></td>`;
    }
    const options = column.type === "boolean" ? [["true", t("yes")], ["false", t("no")]] : (column.choices ?? []).map((choice) => [choice, choice]);
    return html`<td><select aria-label=${label} @change=${change}>
      <option value="" ?selected=${value === ""}>${t("grid-filter-all")}</option>
      ${options.map(([key, name]) => html`<option value=${key} ?selected=${value === key}>${name}</option>`)}
      <option value="-" ?selected=${value === "-"}>${t("grid-no-value")}</option>
    </select></td>`;
  }

  /** @param {any} row @param {number} index */
  #row(row, index) {
    return html`<tr data-row data-key=${row.id} aria-rowindex=${index + 2}>${this.columns.map((column, at) => this.#cell(row, column, at === 0))}</tr>`;
  }

  /** @param {any} row @param {Column} column @param {boolean} isFirst */
  #cell(row, column, isFirst) {
    const look = `${column.type === "number" ? "numeric" : ""} ${column.isQuiet ? "quiet" : ""}`;
    const content = this.#content(row, column);
    const edit = () => this.#edit(row.id, column, null);
    return isFirst
      ? html`<th scope="row" class=${look} data-column=${column.key}>${content}</th>`
      : html`<td role="gridcell" class=${look} data-column=${column.key} @dblclick=${edit}>${content}</td>`;
  }

  /** @param {any} row @param {Column} column */
  #content(row, column) {
    const value = column.value(row);
    if (this.editing?.row === row.id && this.editing?.column === column.key) {
      return cellEditor(typed(column), value, this.editing, {
        keydown: (event) => this.#editorKey(event, row, column),
        blur: () => this.#commit(row, column, null),
      });
    }
    const text = valueText(column, value);
    if (column.href) return html`<a data-cell tabindex="-1" href=${column.href(row)}>${text}</a>`;
    if (column.type === "boolean" && column.isEditable) {
      return html`<button data-cell tabindex="-1" class="value-toggle" role="switch" aria-checked=${isTrue(value) ? "true" : "false"}
        aria-label=${`${column.label}: ${text || t("grid-no-value")}`} data-missing=${isMissing(value) ? "" : nothing}
        @click=${() => this.save(row, column.key, !isTrue(value))}><span class="toggle-track" aria-hidden="true"></span>${text || "–"}</button>`;
    }
    return html`<span data-cell tabindex="-1" class="cell ${column.isEditable ? "is-editable" : ""}">${text || html`<span class="missing"><span aria-hidden="true">–</span><span class="hidden">${t("grid-no-value")}</span></span>`}</span>`;
  }

  /** @param {Column} column */
  #sortBy(column) {
    const { sort } = this;
    const next = sort?.key !== column.key ? "up" : sort.direction === "up" ? "down" : null;
    this.sort = next ? { key: column.key, direction: next } : null;
    this.dispatchEvent(new CustomEvent("sort-change", { detail: this.sort }));
  }

  /** @param {string} key @param {string} value */
  #setFilter(key, value) {
    this.filters = { ...this.filters, [key]: value };
    this.dispatchEvent(new CustomEvent("filter-change", { detail: this.filters }));
  }

  /** @param {FocusEvent} event */
  #focusin(event) {
    keepOneTabStop(this.querySelector("table"), /** @type {Element} */ (event.target));
  }

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("[data-editor], .filter-row")) return;
    if (moveInGrid(event, /** @type {HTMLElement} */ (this.querySelector("table")))) return;
    const place = this.#placeOf(target);
    if (!place?.column.isEditable || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#act(event.key, place.row, place.column)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Does what a key means on a cell. @param {string} key @param {any} row @param {Column} column @returns {boolean} true when it meant something */
  #act(key, row, column) {
    const isPlain = !column.href && column.type !== "boolean";
    const takesTyping = isPlain && (column.type === "text" || column.type === "number");
    if ((key === "F2" && column.type !== "boolean") || (key === "Enter" && isPlain)) this.#edit(row.id, column, null);
    else if ((key === "Delete" || key === "Backspace") && !column.href) this.save(row, column.key, null);
    else if (takesTyping && Array.from(key).length === 1 && key !== " ") this.#edit(row.id, column, key);
    else return false;
    return true;
  }

  /** @param {HTMLElement} target @returns {{row: any, column: Column} | null} */
  #placeOf(target) {
    const id = /** @type {HTMLElement|null} */ (target.closest("[data-key]"))?.dataset.key;
    const key = /** @type {HTMLElement|null} */ (target.closest("[data-column]"))?.dataset.column;
    const row = this.rows.find((one) => one.id === id);
    const column = this.columns.find((one) => one.key === key);
    return row && column ? { row, column } : null;
  }

  /** @param {string} row @param {Column} column @param {string|null} first the first character, when typing began the edit */
  #edit(row, column, first) {
    if (column.isEditable && column.type !== "boolean") this.editing = { row, column: column.key, typed: first, problem: "" };
  }

  /** @param {KeyboardEvent} event @param {any} row @param {Column} column */
  #editorKey(event, row, column) {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.#stop(row, column, null);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      this.#commit(row, column, event.key === "Enter" ? "ArrowDown" : event.shiftKey ? "ArrowLeft" : "ArrowRight");
    }
  }

  /** Reads the editor and saves; a value that cannot be read keeps the editor open with its problem. @param {any} row @param {Column} column @param {string|null} move */
  async #commit(row, column, move) {
    if (!this.editing || this.editing.row !== row.id || this.editing.column !== column.key) return;
    const read = readEditor(this.querySelector("[data-editor]"), typed(column));
    if (!read.ok) {
      this.editing = { ...this.editing, problem: t(`value-problem-${read.problem}`) };
      return;
    }
    const isSame = (read.value ?? null) === (column.value(row) ?? null);
    const stopped = this.#stop(row, column, move);
    if (!isSame) await this.save(row, column.key, read.value);
    await stopped;
  }

  /** @param {any} row @param {Column} column @param {string|null} move a key to move by; null leaves the focus on the cell */
  async #stop(row, column, move) {
    const hadFocus = this.querySelector("[data-editor]") === document.activeElement;
    this.editing = null;
    await this.updateComplete;
    if (!hadFocus) return;
    const table = /** @type {HTMLElement} */ (this.querySelector("table"));
    const line = [...table.querySelectorAll("tbody tr")].find((one) => /** @type {HTMLElement} */ (one).dataset.key === row.id);
    const cell = [...(line?.children ?? [])].find((one) => /** @type {HTMLElement} */ (one).dataset.column === column.key);
    const focus = /** @type {HTMLElement|null|undefined} */ (cell?.querySelector("[data-cell]"));
    focusCell(table, focus);
    if (move && focus) moveInGrid(new KeyboardEvent("keydown", { key: move, cancelable: true }), table, focus);
  }
}

/** @param {Column} column @returns {Attribute} */
function typed(column) {
  return { id: column.key, name: column.label, type: column.type, choices: column.choices };
}

/** @param {Column} column @param {Value} value */
function valueText(column, value) {
  return formatValue(typed(column), value, locale(), { yes: t("yes"), no: t("no") });
}

customElements.define("funn-value-grid", FunnValueGrid);
