// <funn-passage-panel>: the passages behind a number, with the query that made it written above, ready to edit.
import { html, nothing } from "../vendor/lit.js";
import { api, query as queryString } from "../lib/api.js";
import { FunnElement } from "../lib/element.js";
import { number, onLang, t } from "../lib/i18n.js";
import { link } from "../lib/router.js";
import { store } from "../lib/state.js";
import { icon } from "./icons.js";
import { passageLine } from "./passage-line.js";
import "./query-bar.js";

/** @import { Segment } from "../lib/types.js" */
/** @typedef {{query?: string, total: number, segments: Segment[]}} Answer */
/** @typedef {(page: {offset: number, limit: number, signal?: AbortSignal}) => Promise<Answer>} Load */
/** @typedef {{heading: string, query?: string, load?: Load, name?: string, onClose?: () => void}} What */

const PAGE = 100;
/** @type {FunnPassagePanel | null} */
let panel = null;

/**
 * Opens the passages of a number beside what is shown. `load` fetches the number's own passages; without it the query is asked.
 * `name` tells one number from another (heading and query unless told); `onClose` is called when the reader closes the panel.
 * @param {What} what
 * @param {{keepFocus?: boolean}} [options] true leaves the focus where it is
 */
export function showPassages(what, { keepFocus = false } = {}) {
  panel?.open(what, keepFocus);
}

/** Closes the panel without telling whoever opened it. */
export function closePassages() {
  panel?.shut();
}

/** The one in the frame; it draws nothing until `showPassages` is called. */
export class FunnPassagePanel extends FunnElement {
  static watches = ["codes", "cases"];

  static properties = {
    what: { state: true }, answer: { state: true }, problem: { state: true }, isBusy: { state: true }, edited: { state: true },
  };

  constructor() {
    super();
    /** @type {What | null} */ this.what = null;
    /** @type {Answer | null} */ this.answer = null;
    /** @type {any} */ this.problem = null;
    this.isBusy = false;
    /** The query as the reader changed it; null while it is the number's own. @type {string|null} */ this.edited = null;
    /** @type {AbortController|null} */ this.asking = null;
    /** Where the focus goes back to. @type {HTMLElement|null} */ this.cameFrom = null;
  }

  connectedCallback() {
    super.connectedCallback();
    panel = this;
    this.until(store.onChange(() => { if (this.what) this.#ask(); }));
    this.until(onLang(() => this.requestUpdate()));
    this.until(() => this.asking?.abort());
  }

  /** @param {What} what @param {boolean} keepFocus */
  open(what, keepFocus) {
    store.load("codes").catch(() => {});
    store.load("cases").catch(() => {});
    const isSame = this.what !== null && nameOf(this.what) === nameOf(what);
    this.what = what;
    if (!isSame) {
      this.edited = null;
      this.answer = null;
      this.problem = null;
      this.#ask();
    }
    if (keepFocus) return;
    if (!this.contains(document.activeElement)) this.cameFrom = /** @type {HTMLElement|null} */ (document.activeElement);
    this.#focusHead();
  }

  /** Takes the panel away. */
  shut() {
    this.asking?.abort();
    this.what = null;
    this.answer = null;
  }

  render() {
    const { answer, what } = this;
    if (!what) return nothing;
    return html`<aside class="passage-panel" aria-labelledby="passage-panel-title" @keydown=${this.#keydown} @click=${link}>
      <header class="panel-head">
        <h2 id="passage-panel-title" tabindex="-1">${what.heading}</h2>
        <button class="icon-button" @click=${this.#close} aria-label=${t("panel-close")} title=${`${t("panel-close")} (Esc)`}>${icon("close")}</button>
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
    </aside>`;
  }

  /** The button for passages beyond those shown. */
  #rest() {
    const shown = this.answer?.segments.length ?? 0;
    const total = this.answer?.total ?? 0;
    if (shown >= total) return nothing;
    return html`<button class="button" ?disabled=${this.isBusy} @click=${this.#more}>${t("panel-more", { shown: number(shown), n: number(total) })}</button>`;
  }

  async #focusHead() {
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector("h2"))?.focus();
  }

  #close = () => {
    const { what, cameFrom } = this;
    this.shut();
    if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
    what?.onClose?.();
  };

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.#close();
  }

  #shownQuery() {
    return this.edited ?? this.answer?.query ?? this.what?.query ?? "";
  }

  /** @param {string} text */
  #run(text) {
    const own = this.answer?.query ?? this.what?.query ?? "";
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
    if (this.edited === null && this.what?.load) return this.what.load({ offset, limit: PAGE, signal });
    return api.get(`/api/find${queryString({ q: this.edited ?? this.what?.query, offset, limit: PAGE })}`, signal);
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

/** @param {What} what */
function nameOf(what) {
  return what.name ?? `${what.heading}\n${what.query ?? ""}`;
}

customElements.define("funn-passage-panel", FunnPassagePanel);
