// <funn-find-kwic>: a concordance: each hit of a pattern in the middle, its context on both sides.
import { html, nothing } from "../../vendor/lit.js";
import { api, query as queryString } from "../../lib/api.js";
import { FunnElement } from "../../lib/element.js";
import { number, t } from "../../lib/i18n.js";
import { link, sourcePath } from "../../lib/router.js";
import { keepOneTabStop, moveInGrid } from "../../parts/grid-keys.js";
import { emptyState } from "../../parts/empty.js";
import { problem } from "../../parts/problem.js";

/** @typedef {import("./find-state.js").FindState} FindState */
/** @typedef {{source: string, source_name: string, start: number, end: number, left: string, match: string, right: string, speaker: string|null}} Row */

const SORTS = /** @type {const} */ (["position", "left", "right"]);
const CONTEXT = 60;
const FIRST_ROWS = 300;

export class FunnFindKwic extends FunnElement {
  static properties = {
    state: { attribute: false }, turn: { attribute: false }, found: { state: true }, isBusy: { state: true }, failure: { state: true }, limit: { state: true },
  };

  constructor() {
    super();
    /** @type {FindState} */ this.state = /** @type {any} */ (null);
    /** @type {(change: Partial<FindState>) => void} */ this.turn = () => {};
    /** @type {{rows: Row[], total: number} | null} */ this.found = null;
    this.isBusy = false;
    /** @type {any} */ this.failure = null;
    this.limit = FIRST_ROWS;
    /** @type {AbortController | null} */ this.asking = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("state")) this.#ask();
  }

  async #ask() {
    this.asking?.abort();
    const { pattern, regex, sort, query } = this.state;
    this.failure = null;
    this.limit = FIRST_ROWS;
    if (!pattern) {
      this.found = null;
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    this.isBusy = true;
    try {
      this.found = await api.get(`/api/kwic${queryString({ pattern, regex: regex ? 1 : 0, sort, context: CONTEXT, where: query })}`, asking.signal);
    } catch (error) {
      if (asking.signal.aborted) return;
      this.found = null;
      this.failure = error;
    }
    this.isBusy = false;
  }

  render() {
    const { state, found } = this;
    return html`<form class="pattern-form" @submit=${this.#submit}>
        <label class="grow"><span>${t("kwic-pattern")}</span><input type="text" name="pattern" .value=${state.pattern} autocomplete="off" spellcheck="false" aria-invalid=${this.failure ? "true" : "false"} /></label>
        <label class="check"><input type="checkbox" name="regex" .checked=${state.regex} /><span>${t("kwic-regex")}</span></label>
        <label class="tool"><span>${t("kwic-sort")}</span><select name="sort">${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === state.sort}>${t(`kwic-sort-${sort}`)}</option>`)}</select></label>
        <button class="button primary">${t("query-run")}</button>
      </form>
      ${this.failure ? problem(this.failure) : nothing}
      ${!state.pattern ? emptyState({ title: t("kwic-empty"), text: t("kwic-empty-hint") }) : nothing}
      ${this.isBusy && !found ? html`<p class="quiet loading">${t("find-asking")}</p>` : nothing}
      ${found ? this.#table(found) : nothing}`;
  }

  /** @param {{rows: Row[], total: number}} found */
  #table(found) {
    const rows = found.rows.slice(0, this.limit);
    return html`<p class="result-bar"><span role="status">${t("kwic-count", { n: found.total })}</span></p>
      <div class="kwic-scroll"><table class="kwic" role="grid" aria-label=${t("find-view-kwic")} @click=${link}
        @keydown=${(/** @type {KeyboardEvent} */ event) => moveInGrid(event, /** @type {HTMLElement} */ (event.currentTarget))}
        @focusin=${(/** @type {FocusEvent} */ event) => keepOneTabStop(/** @type {HTMLElement} */ (event.currentTarget), /** @type {Element} */ (event.target))}>
        <thead class="hidden"><tr><th scope="col">${t("kwic-left")}</th><th scope="col">${t("kwic-match")}</th><th scope="col">${t("kwic-right")}</th><th scope="col">${t("source")}</th></tr></thead>
        <tbody>${rows.map((row) => html`<tr data-row>
          <td role="gridcell" class="kwic-left"><bdi>${row.left}</bdi></td>
          <td role="gridcell" class="kwic-match"><a data-cell tabindex="-1" href=${sourcePath(row.source, row.start, row.end)}>${row.match}</a></td>
          <td role="gridcell" class="kwic-right">${row.right}</td>
          <td role="gridcell" class="kwic-source">${row.source_name}${row.speaker ? html` <span class="speaker">${row.speaker}</span>` : nothing}</td></tr>`)}</tbody>
      </table></div>
      ${rows.length < found.rows.length ? html`<button class="button" @click=${() => { this.limit = found.rows.length; }}>${t("grid-show-all", { shown: rows.length, n: found.rows.length })}</button>` : nothing}
      ${found.rows.length < found.total ? html`<p class="quiet">${t("kwic-part", { shown: number(found.rows.length), n: number(found.total) })}</p>` : nothing}`;
  }

  updated() {
    keepOneTabStop(this.querySelector("table"));
  }

  /** @param {SubmitEvent} event */
  #submit = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.turn({ pattern: String(form.get("pattern") ?? ""), regex: form.has("regex"), sort: /** @type {any} */ (form.get("sort")) });
  };
}

customElements.define("funn-find-kwic", FunnFindKwic);
