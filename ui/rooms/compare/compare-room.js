// <funn-compare>: any two of the study's dimensions against each other; every number opens its passages.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { announce, complain } from "../../lib/announce.js";
import { FunnElement } from "../../lib/element.js";
import { locale, t } from "../../lib/i18n.js";
import { register } from "../../lib/keys.js";
import { go, link } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { emptyState } from "../../parts/empty.js";
import { panes } from "../../parts/panes.js";
import { problem } from "../../parts/problem.js";
import { closePassages, showPassages } from "../../parts/passage-panel.js";
import { compareTools, dimensionName } from "./compare-tools.js";
import { dimensions, tellingColumns } from "./dimensions.js";
import { fetchLayers } from "./facet-layer.js";
import { labeller } from "./matrix-labels.js";
import { ALL, placeOf, shapeMatrix } from "./matrix-shape.js";
import { bothQueries, firstState, matrixParams, readState, stateUrl, transposed } from "./matrix-state.js";
import { plainTable, tableCsv, tableMarkdown } from "./matrix-text.js";
import "../../parts/query-bar.js";
import "./matrix-table.js";

/** @typedef {import("./matrix-state.js").MatrixState} MatrixState */

export class FunnCompare extends FunnElement {
  static watches = ["cases", "codes", "study", "panes"];
  static properties = {
    place: { attribute: false }, state: { state: true }, matrix: { state: true }, layers: { state: true },
    problem: { state: true }, isBusy: { state: true }, isReady: { state: true },
  };

  constructor() {
    super();
    /** @type {import("../../lib/types.js").Place | null} */ this.place = null;
    /** @type {MatrixState} */ this.state = firstState();
    /** @type {import("./matrix-shape.js").Matrix | null} */ this.matrix = null;
    /** @type {import("./facet-layer.js").Layer[]} */ this.layers = [];
    /** @type {any} */ this.problem = null;
    this.isBusy = false;
    this.isReady = false;
    /** @type {AbortController | null} */ this.asking = null;
    /** The question that `matrix` answers. */ this.answered = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(store.onChange(() => this.#ask(true)));
    this.until(() => this.asking?.abort());
    this.until(register(
      { key: "t", label: () => t("compare-transpose"), run: () => this.#turn(transposed(this.state)), room: "compare" },
      { key: "w", label: () => t("compare-where"), run: () => /** @type {any} */ (this.querySelector("funn-query-bar"))?.focusField(), room: "compare" },
    ));
    Promise.all([store.load("cases"), store.load("codes")])
      .catch((error) => { this.problem = error; })
      .finally(() => { this.isReady = true; });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.isReady || !this.place || !(changed.has("place") || changed.has("isReady"))) return;
    this.state = readState(this.place.path.split("?")[1] ?? "", firstState(tellingColumns(/** @type {any} */ (store.cases))));
    this.#ask(false);
  }

  /** @param {boolean} isFresh ask even when the question is the same */
  async #ask(isFresh) {
    const question = `${matrixParams(this.state)}&layer=${this.state.layer}`;
    if (!isFresh && question === this.answered) {
      this.#openCell();
      return;
    }
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.isBusy = true;
    const facet = store.study?.facets.find(({ name }) => name === this.state.layer);
    try {
      const [matrix, layers] = await Promise.all([
        api.get(`/api/matrix?${matrixParams(this.state)}`, asking.signal),
        facet ? fetchLayers(this.state, facet, asking.signal) : [],
      ]);
      Object.assign(this, { matrix, layers, problem: null, answered: question });
      this.#openCell();
    } catch (error) {
      if (asking.signal.aborted) return;
      this.problem = error;
    }
    this.isBusy = false;
  }

  render() {
    if (!this.isReady) return html`<main class="pane" id="main"><p class="quiet loading">${t("loading")}</p></main>`;
    if (store.codes.length === 0 && !this.problem) return html`<main class="pane" id="main">${this.#empty()}</main>`;
    return panes({ room: "compare", main: this.#main(), mainLabel: t("room-compare") });
  }

  #empty() {
    return emptyState({ title: t("compare-empty"), text: t("compare-empty-hint"), action: html`<a class="button primary" href="/sources" @click=${link}>${t("compare-empty-action")}</a>` });
  }

  #main() {
    const { state, matrix } = this;
    const shape = matrix ? this.#shape(matrix) : null;
    const turn = (/** @type {Partial<MatrixState>} */ change) => this.#turn({ ...this.state, ...change });
    return html`<div class="compare">
      <header class="room-head compare-head">
        <h1 class="hidden">${t("room-compare")}</h1>
        ${compareTools(state, dimensions(/** @type {any} */ (store.cases), store.study?.facets ?? []), store.study?.facets ?? [], {
          turn, transpose: () => this.#turn(transposed(this.state)), copy: (form) => this.#copy(form),
        })}
        <funn-query-bar .value=${state.where} .problem=${this.problem?.kind === "query" ? this.problem : null} .label=${t("compare-where")} .isLabelled=${true} .placeholder=${t("compare-where-hint")}
          @query-run=${(/** @type {CustomEvent<string>} */ event) => turn({ where: event.detail, cell: null })}></funn-query-bar>
      </header>
      ${this.problem && this.problem.kind !== "query" ? problem(this.problem) : nothing}
      ${matrix && shape ? html`
        <p class="matrix-words"><span>${this.#words()}</span>${this.#folds(shape, turn)}${this.isBusy ? html` <span class="quiet">${t("compare-counting")}</span>` : nothing}</p>
        ${state.show === "residual" ? html`<p class="quiet">${t(matrix.residual ? "compare-residual-words" : "compare-no-residual")}</p>` : nothing}
        ${matrix.total === 0 ? html`<p class="quiet">${t("compare-nothing")}</p>` : html`
        <funn-matrix-table .matrix=${matrix} .state=${state} .shape=${shape} .layers=${this.layers}
          .label=${this.#words()} .turn=${turn}></funn-matrix-table>`}
        ${this.#hidden(shape, turn)}` : this.problem ? nothing : html`<p class="quiet loading">${t("compare-counting")}</p>`}
    </div>`;
  }

  /** How rows and columns are called. */
  #label() {
    const attributes = [...(store.cases?.kinds ?? []).flatMap((kind) => kind.attributes), ...(store.cases?.source_attributes ?? [])];
    return labeller(attributes, locale(), { yes: t("yes"), no: t("no"), missing: t("grid-no-value") });
  }

  /** @param {import("./matrix-shape.js").Matrix} matrix */
  #shape(matrix) {
    return shapeMatrix(matrix, this.state, new Intl.Collator(locale(), { numeric: true }), this.#label());
  }

  /** The table in one sentence, for its caption, the print and screen readers. */
  #words() {
    const { state } = this;
    return t("compare-words", {
      rows: dimensionName(state.rows), cols: dimensionName(state.cols), count: t(`count-${state.count}`), where: state.where || "none",
    });
  }

  /** Folds or unfolds the whole tree. @param {import("./matrix-shape.js").Shape} shape @param {(change: Partial<MatrixState>) => void} turn */
  #folds(shape, turn) {
    const lines = [...shape.rows, ...shape.cols];
    if (this.state.exact || !lines.some((line) => line.isParent)) return nothing;
    const isAny = lines.some((line) => line.isShut);
    return html`<button class="link-button" @click=${() => turn({ open: isAny ? [ALL] : [] })}>${t(isAny ? "compare-unfold" : "compare-fold")}</button>`;
  }

  /** @param {import("./matrix-shape.js").Shape} shape @param {(change: Partial<MatrixState>) => void} turn */
  #hidden(shape, turn) {
    if (!shape.hiddenRows && !shape.hiddenCols) return nothing;
    return html`<p class="quiet hidden-note">${t("compare-hidden", { rows: shape.hiddenRows, cols: shape.hiddenCols })}
      <button class="link-button" @click=${() => turn({ empty: true })}>${t("compare-show-empty")}</button></p>`;
  }

  /** @param {MatrixState} state */
  #turn(state) {
    go(stateUrl(state));
  }

  /** Shows the passages of the cell in the address, or takes the panel away. */
  #openCell() {
    const { matrix, state } = this;
    if (!matrix || !state.cell) {
      closePassages();
      return;
    }
    const place = placeOf(matrix, state.cell);
    if (!place) {
      announce(t("compare-cell-gone"));
      closePassages();
      return;
    }
    const label = this.#label();
    const names = [
      place.row < 0 ? "" : label(state.rows, state.cell.row), place.col < 0 ? "" : label(state.cols, state.cell.col),
    ].filter(Boolean);
    const heading = names.join(" × ") || t("compare-all");
    const params = matrixParams(state);
    const isCell = place.row >= 0 && place.col >= 0;
    const parts = [place.row < 0 ? "" : matrix.query_for?.rows[place.row] ?? "", place.col < 0 ? "" : matrix.query_for?.cols[place.col] ?? ""];
    const query = [...parts, state.where].reduce(bothQueries, "");
    showPassages({
      heading, query: query || "*", name: `${params}&${place.row}&${place.col}`,
      load: isCell ? ({ offset, limit, signal }) => api.get(`/api/matrix/cell?${params}&row=${place.row}&col=${place.col}&offset=${offset}&limit=${limit}`, signal) : undefined,
      onClose: () => go(stateUrl({ ...this.state, cell: null }), { replace: true }),
    }, { keepFocus: !this.contains(document.activeElement) });
  }

  /** @param {"csv"|"markdown"} form */
  async #copy(form) {
    const { matrix, state } = this;
    if (!matrix) return;
    const shape = this.#shape(matrix);
    const table = plainTable(matrix, state, shape, { total: t("compare-total"), corner: `${dimensionName(state.rows)} × ${dimensionName(state.cols)}` });
    try {
      await navigator.clipboard.writeText(form === "csv" ? tableCsv(table) : tableMarkdown(table));
      announce(t("compare-copied", { form: t(`copy-${form}`), n: table.rows.length }));
    } catch {
      complain(new Error(t("compare-copy-failed")));
    }
  }
}

customElements.define("funn-compare", FunnCompare);
