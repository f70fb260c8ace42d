// <funn-passage-panel>: the passages behind a number, with the query that made it written above, ready to edit.
import { html, nothing } from "../vendor/lit.js";
import { api, query as queryString } from "../lib/api.js";
import { FunnElement } from "../lib/element.js";
import { number, t } from "../lib/i18n.js";
import { link } from "../lib/router.js";
import { store } from "../lib/state.js";
import { icon } from "./icons.js";
import { passageLine } from "./passage-line.js";
import "./query-bar.js";

/** @import { Segment } from "../lib/types.js" */
/** @typedef {{query?: string, total: number, segments: Segment[]}} Answer */
/** @typedef {(page: {offset: number, limit: number, signal?: AbortSignal}) => Promise<Answer>} Load */

const PAGE = 100;

export class FunnPassagePanel extends FunnElement {
  static watches = ["codes", "cases"];

  static properties = {
    heading: {}, query: {}, load: { attribute: false }, name: {},
    answer: { state: true }, problem: { state: true }, isBusy: { state: true }, edited: { state: true },
  };

  constructor() {
    super();
    /** What the number counts: "Forankring × Asker". */ this.heading = "";
    /** The query, where it is known beforehand. */ this.query = "";
    /** Fetches the number's own passages; null = ask with `query`. @type {Load|null} */ this.load = null;
    /** What is shown, as one text: when it changes the passages are fetched. */ this.name = "";
    /** @type {Answer | null} */ this.answer = null;
    /** @type {any} */ this.problem = null;
    this.isBusy = false;
    /** The query as the reader changed it; null while it is the number's own. @type {string|null} */ this.edited = null;
    /** @type {AbortController|null} */ this.asking = null;
  }

  connectedCallback() {
    super.connectedCallback();
    store.load("codes").catch(() => {});
    store.load("cases").catch(() => {});
    this.until(store.onChange(() => this.#ask()));
    this.until(() => this.asking?.abort());
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("name") && !changed.has("query")) return;
    this.edited = null;
    this.answer = null;
    this.problem = null;
    this.#ask();
  }

  render() {
    const { answer } = this;
    return html`<div class="passage-panel" @keydown=${this.#keydown} @click=${link}>
      <header class="panel-head">
        <h2 id="passage-panel-title" tabindex="-1">${this.heading}</h2>
        <button class="icon-button" @click=${this.close} aria-label=${t("panel-close")} title=${`${t("panel-close")} (Esc)`}>${icon("close")}</button>
      </header>
      <funn-query-bar .value=${this.#shownQuery()} .problem=${this.problem} .label=${t("panel-query")}
        @query-run=${(/** @type {CustomEvent<string>} */ event) => this.#run(event.detail)}></funn-query-bar>
      <p class="panel-count" role="status">
        <span>${answer ? t("panel-count", { n: answer.total }) : this.isBusy ? t("panel-loading") : nothing}</span>
        ${answer ? html`<a href=${`/find${queryString({ q: this.#shownQuery() })}`}>${t("panel-open-find")}</a>` : nothing}
        ${this.edited !== null ? html`<button class="link-button" @click=${this.#restore}>${t("panel-own-query")}</button>` : nothing}
      </p>
      ${answer && answer.total === 0 ? html`<p class="quiet">${t("panel-none")}</p>` : nothing}
      <ol class="passages">${(answer?.segments ?? []).map((segment) => html`<li class="passage">${passageLine(segment)}</li>`)}</ol>
      ${this.#rest()}
    </div>`;
  }

  /** The button for passages beyond those shown. */
  #rest() {
    const shown = this.answer?.segments.length ?? 0;
    const total = this.answer?.total ?? 0;
    if (shown >= total) return nothing;
    return html`<button class="button" ?disabled=${this.isBusy} @click=${this.#more}>${t("panel-more", { shown: number(shown), n: number(total) })}</button>`;
  }

  /** Puts the reader at the head of the panel. */
  async focusHead() {
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector("h2"))?.focus();
  }

  close = () => { this.dispatchEvent(new CustomEvent("close")); };

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  }

  #shownQuery() {
    return this.edited ?? this.answer?.query ?? this.query;
  }

  /** @param {string} text */
  #run(text) {
    const own = this.answer?.query ?? this.query;
    this.edited = this.edited === null && text === own ? null : text;
    this.#ask();
  }

  #restore = () => {
    this.edited = null;
    this.answer = null;
    this.#ask();
  };

  /** @param {number} offset @param {AbortSignal} [signal] @returns {Promise<Answer>} */
  #fetch(offset, signal) {
    if (this.edited === null && this.load) return this.load({ offset, limit: PAGE, signal });
    return api.get(`/api/find${queryString({ q: this.edited ?? this.query, offset, limit: PAGE })}`, signal);
  }

  async #ask() {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.isBusy = true;
    try {
      const answer = await this.#fetch(0, asking.signal);
      if (asking.signal.aborted) return;
      this.answer = this.edited === null ? answer : { ...answer, query: this.edited };
      this.problem = null;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.problem = error;
    }
    this.isBusy = false;
  }

  #more = async () => {
    const before = this.answer;
    if (!before) return;
    this.isBusy = true;
    try {
      const next = await this.#fetch(before.segments.length);
      if (this.answer === before) this.answer = { ...before, segments: [...before.segments, ...next.segments] };
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };
}

customElements.define("funn-passage-panel", FunnPassagePanel);

/**
 * Opens the passages of a number in a drawer beside what is shown; Escape closes it and gives the focus back.
 * @param {{heading: string, query?: string, load?: Load}} what `load` fetches the number's own passages; without it the query is asked
 * @returns {Promise<void>} when the drawer has been closed
 */
export function showPassages({ heading, query = "", load }) {
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  document.querySelector(".passage-drawer")?.remove();
  const drawer = document.createElement("aside");
  drawer.className = "passage-drawer";
  drawer.setAttribute("aria-labelledby", "passage-panel-title");
  const panel = /** @type {FunnPassagePanel} */ (document.createElement("funn-passage-panel"));
  Object.assign(panel, { heading, query, load: load ?? null, name: `${heading}\n${query}` });
  drawer.append(panel);
  document.body.append(drawer);
  panel.focusHead();
  return new Promise((resolve) => {
    const close = () => {
      removeEventListener("popstate", close);
      drawer.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve();
    };
    panel.addEventListener("close", close);
    panel.addEventListener("click", (event) => { if (/** @type {HTMLElement} */ (event.target).closest("a") && event.defaultPrevented) close(); });
    addEventListener("popstate", close);
  });
}
