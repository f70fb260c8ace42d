// <funn-case-page>: one case: its attributes, sources, codes with counts, quotations, memos and relations.
import { html, nothing } from "../../vendor/lit.js";
import { api, query } from "../../lib/api.js";
import { announce, complain } from "../../lib/announce.js";
import { FunnElement } from "../../lib/element.js";
import { locale, number, t } from "../../lib/i18n.js";
import { go, link, sourcePath } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { cellEditor, readEditor } from "../../parts/cell-editor.js";
import { codeChip } from "../../parts/code-chip.js";
import { icon } from "../../parts/icons.js";
import { passageLine } from "../../parts/passage-line.js";
import { problem } from "../../parts/problem.js";
import { showPassages } from "../../parts/passage-panel.js";
import { formatValue, isMissing, isTrue } from "../../parts/attribute-value.js";
import { relationsSection } from "./case-relations.js";
import "../../parts/memo-list.js";

/** @typedef {{path: string, count: number, query: string}} CodeCount */

const QUOTATIONS = 20;

export class FunnCasePage extends FunnElement {
  static watches = ["cases", "sources", "codes", "memos"];
  static properties = {
    case: { attribute: false }, kind: { attribute: false }, editing: { state: true },
    counts: { state: true }, found: { state: true }, caseQuery: { state: true }, failure: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */ this.case = null;
    /** @type {any} */ this.kind = null;
    /** @type {{column: string, typed: null, problem: string} | null} */ this.editing = null;
    /** @type {CodeCount[] | null} */ this.counts = null;
    /** @type {{total: number, segments: import("../../lib/types.js").Segment[]} | null} */ this.found = null;
    /** The case in the query language. */ this.caseQuery = "";
    /** @type {any} */ this.failure = null;
    this.asked = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(store.onChange((change) => { if (change.touched.some((noun) => ["coding", "code", "tie", "case", "source"].includes(noun))) this.#ask(); }));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has("case")) return;
    const before = changed.get("case");
    if (before?.id === this.case.id && before?.name === this.case.name && before?.ties.length === this.case.ties.length) return;
    if (before?.id !== this.case.id) {
      this.counts = null;
      this.found = null;
      this.editing = null;
    }
    this.#ask();
  }

  /** Counts by code and the quotations, by way of the matrix whose column is this case. */
  async #ask() {
    const asked = (this.asked += 1);
    try {
      const name = `${this.kind.name}=${this.case.name}`;
      const matrix = await api.get(`/api/matrix${query({ rows: "code", cols: `case:${this.kind.name}`, count: "passages", exact: 1 })}`);
      if (asked !== this.asked) return;
      const col = matrix.cols.indexOf(name);
      this.caseQuery = col < 0 ? "" : matrix.query_for.cols[col];
      this.counts = matrix.rows
        .map((/** @type {string} */ path, /** @type {number} */ row) => ({ path, row, col, count: col < 0 ? 0 : matrix.cells[row][col], query: matrix.query_for.rows[row] }))
        .filter((/** @type {CodeCount} */ line) => line.count > 0)
        .sort((/** @type {CodeCount} */ a, /** @type {CodeCount} */ b) => b.count - a.count);
      if (!this.caseQuery) {
        this.found = { total: 0, segments: [] };
        return;
      }
      const found = await api.get(`/api/find${query({ q: this.caseQuery, limit: QUOTATIONS })}`);
      if (asked === this.asked) this.found = found;
    } catch (error) {
      if (asked === this.asked) this.failure = error;
    }
  }

  render() {
    const one = this.case;
    return html`<article class="case-page" @click=${link}>
      <header class="room-head">
        <p class="crumb"><a href=${`/cases?kind=${this.kind.id}`}>${this.kind.name}</a></p>
        <h1><input class="title-field" type="text" aria-label=${t("case-name")} .value=${one.name} @change=${this.#rename} autocomplete="off" /></h1>
        <div class="room-tools"><button class="button quiet-button" @click=${this.#remove}>${icon("trash")}${t("case-delete")}</button></div>
      </header>
      <div class="case-columns">
        <div class="case-side">
          ${this.#attributes()}${this.#sources()}
          ${relationsSection(one)}
          <section aria-labelledby="case-memos"><h2 id="case-memos">${t("case-memos")}</h2><funn-memo-list .target=${{ type: "case", id: one.id }}></funn-memo-list></section>
        </div>
        <div class="case-body">${this.#codes()}${this.#quotations()}</div>
      </div>
    </article>`;
  }

  #attributes() {
    return html`<section aria-labelledby="case-attributes"><h2 id="case-attributes">${t("case-attributes")}</h2>
      ${this.kind.attributes.length === 0 ? html`<p class="quiet">${t("case-no-attributes")}</p>` : nothing}
      <dl class="attributes">${this.kind.attributes.map((/** @type {any} */ attribute) => html`<div>
        <dt id=${`attribute-${attribute.id}`}>${attribute.name}</dt><dd>${this.#value(attribute)}</dd></div>`)}</dl></section>`;
  }

  /** @param {any} attribute */
  #value(attribute) {
    const value = this.case.values[attribute.id];
    if (this.editing?.column === attribute.id) {
      return cellEditor(attribute, value, { typed: null, problem: this.editing?.problem ?? "" }, {
        keydown: (event) => {
          if (event.key === "Escape") this.#stop(attribute);
          else if (event.key === "Enter") this.#commit(attribute, true);
          else return;
          event.preventDefault();
        },
        blur: () => this.#commit(attribute, false),
      });
    }
    const text = formatValue(attribute, value, locale(), { yes: t("yes"), no: t("no") });
    if (attribute.type === "boolean") {
      return html`<button class="value-toggle" role="switch" aria-checked=${isTrue(value) ? "true" : "false"} data-missing=${isMissing(value) ? "" : nothing}
        aria-labelledby=${`attribute-${attribute.id}`} @click=${() => this.#save(attribute, !isTrue(value))}><span class="toggle-track" aria-hidden="true"></span>${text || "–"}</button>`;
    }
    return html`<button class="value-button" data-attribute=${attribute.id} aria-label=${t("value-edit", { name: attribute.name, value: text || t("grid-no-value") })}
      @click=${() => { this.editing = { column: attribute.id, typed: null, problem: "" }; }}>${text || html`<span class="missing">–</span>`}</button>`;
  }

  updated() {
    const field = this.querySelector(".attributes [data-editor]");
    if (field instanceof HTMLElement && field !== document.activeElement && !this.editing?.problem) field.focus();
  }

  /** @param {any} attribute @param {boolean} keepFocus */
  #commit(attribute, keepFocus) {
    if (this.editing?.column !== attribute.id) return;
    const read = readEditor(this.querySelector(".attributes [data-editor]"), attribute);
    if (!read.ok) {
      this.editing = { column: attribute.id, typed: null, problem: t(`value-problem-${read.problem}`) };
      return;
    }
    const isSame = (read.value ?? null) === (this.case.values[attribute.id] ?? null);
    if (keepFocus) this.#stop(attribute);
    else this.editing = null;
    if (!isSame) this.#save(attribute, read.value);
  }

  /** @param {any} attribute */
  async #stop(attribute) {
    this.editing = null;
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector(`[data-attribute="${attribute.id}"]`))?.focus();
  }

  /** @param {any} attribute @param {any} value */
  #save(attribute, value) {
    return this.#write(() => api.patch(`/api/cases/${this.case.id}`, { values: { [attribute.id]: value ?? null } }));
  }

  #sources() {
    const ties = /** @type {any[]} */ (this.case.ties);
    const tied = new Set(ties.filter((tie) => isMissing(tie.start)).map((tie) => tie.source));
    const free = store.sources.filter((source) => !tied.has(source.id));
    return html`<section aria-labelledby="case-sources"><h2 id="case-sources">${t("case-sources")}</h2>
      ${ties.length === 0 ? html`<p class="quiet">${t("case-no-sources")}</p>` : nothing}
      <ul class="ties">${ties.map((tie) => this.#tie(tie))}</ul>
      ${free.length ? html`<select class="tie-add" aria-label=${t("tie-add")} @change=${this.#addTie}>
        <option value="">${t("tie-add")}</option>${free.map((source) => html`<option value=${source.id}>${source.name}</option>`)}</select>` : nothing}
    </section>`;
  }

  /** @param {any} tie */
  #tie(tie) {
    const name = store.sources.find(({ id }) => id === tie.source)?.name ?? t("source-gone");
    const isPart = !isMissing(tie.start);
    return html`<li><a href=${isPart ? sourcePath(tie.source, tie.start, tie.end) : sourcePath(tie.source)}>${name}</a>
      ${isPart ? html`<span class="quiet passage-place">${tie.start}–${tie.end}</span>` : nothing}
      ${tie.displaced ? html`<span class="badge warn">${t("displaced")}</span>` : nothing}
      <button class="icon-button" aria-label=${t("tie-remove", { name })} title=${t("tie-remove", { name })} @click=${() => this.#write(() => api.del(`/api/ties/${tie.id}`))}>${icon("close")}</button></li>`;
  }

  #codes() {
    const counts = this.counts;
    const largest = Math.max(1, ...(counts ?? []).map(({ count }) => count));
    return html`<section aria-labelledby="case-codes"><h2 id="case-codes">${t("case-codes")}</h2>
      ${this.failure ? problem(this.failure) : nothing}
      ${counts && counts.length === 0 ? html`<p class="quiet">${t("case-no-codes")}</p>` : nothing}
      <ul class="case-codes">${(counts ?? []).map((line) => this.#codeLine(line, largest))}</ul></section>`;
  }

  /** @param {CodeCount} line @param {number} largest */
  #codeLine(line, largest) {
    const code = store.codes.find(({ path }) => path === line.path);
    const both = `(${line.query}) and (${this.caseQuery})`;
    const open = (/** @type {Event} */ event) => {
      event.preventDefault();
      showPassages({ heading: `${line.path} × ${this.case.name}`, query: both });
    };
    return html`<li><span class="code-line">${code ? codeChip(code, { href: `/codes/${code.id}` }) : line.path}
        <span class="quiet code-above">${line.path.includes("/") ? line.path.slice(0, line.path.lastIndexOf("/")) : nothing}</span></span>
      <a class="number-link" href=${`/find${query({ q: both })}`} aria-label=${t("passages-of", { n: line.count, name: line.path })} @click=${open}>${number(line.count)}</a>
        <meter min="0" max=${largest} value=${line.count} aria-hidden="true"></meter></li>`;
  }

  #quotations() {
    const { found } = this;
    return html`<section aria-labelledby="case-quotations"><h2 id="case-quotations">${t("case-quotations")} ${found ? html`<span class="count">${number(found.total)}</span>` : nothing}</h2>
      ${found && found.total === 0 ? html`<p class="quiet">${t("case-no-quotations")}</p>` : nothing}
      <ol class="passages">${(found?.segments ?? []).map((segment) => html`<li class="passage">${passageLine({ ...segment, cases: [] }, { context: { before: "", text: segment.text, after: "" } })}</li>`)}</ol>
      ${found && found.total > found.segments.length ? html`<a class="button" href=${`/find${query({ q: this.caseQuery })}`}>${t("case-all-quotations", { n: found.total })}</a>` : nothing}
    </section>`;
  }

  /** @param {Event} event */
  #rename = (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const name = field.value.trim();
    if (name && name !== this.case.name) this.#write(() => api.patch(`/api/cases/${this.case.id}`, { name }));
    else field.value = this.case.name;
    if (!name) announce(t("case-needs-name"), { tone: "error" });
  };

  /** @param {Event} event */
  #addTie = (event) => {
    const field = /** @type {HTMLSelectElement} */ (event.target);
    const source = field.value;
    field.value = "";
    if (source) this.#write(() => api.post("/api/ties", { case: this.case.id, source }));
  };

  #remove = async () => {
    const { kind } = this;
    if (await this.#write(() => api.del(`/api/cases/${this.case.id}`))) go(`/cases?kind=${kind.id}`, { replace: true });
  };

  /** @param {() => Promise<any>} run @returns {Promise<boolean>} */
  async #write(run) {
    try {
      await run();
      await store.refresh("cases");
      return true;
    } catch (error) {
      complain(error);
      return false;
    }
  }
}

customElements.define("funn-case-page", FunnCasePage);
