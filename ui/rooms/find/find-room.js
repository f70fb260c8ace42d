// <funn-find>: questions asked of the study in its query language; passages, a concordance, and coding from a pattern.
import { html } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { t } from "../../lib/i18n.js";
import { register } from "../../lib/keys.js";
import { go, link } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { panes, showPane } from "../../parts/panes.js";
import { FIRST, readState, stateUrl } from "./find-state.js";
import { savedQueries } from "./saved-queries.js";
import "../../parts/query-bar.js";
import "./find-passages.js";
import "./find-kwic.js";
import "./find-autocode.js";

/** @typedef {import("./find-state.js").FindState} FindState */

const VIEWS = /** @type {const} */ (["passages", "kwic", "autocode"]);

export class FunnFind extends FunnElement {
  static watches = ["queries", "codes", "cases", "panes"];
  static properties = { place: { attribute: false }, state: { state: true }, problem: { state: true }, renaming: { state: true } };

  constructor() {
    super();
    /** @type {import("../../lib/types.js").Place | null} */ this.place = null;
    /** @type {FindState} */ this.state = FIRST;
    /** The query's error, from whichever view asked it. @type {any} */ this.problem = null;
    /** Id of the saved query whose name is being changed. @type {string | null} */ this.renaming = null;
  }

  connectedCallback() {
    super.connectedCallback();
    for (const name of /** @type {const} */ (["queries", "codes", "cases"])) store.load(name).catch((error) => { this.problem ??= error; });
    this.until(register(
      { key: "q", label: () => t("find-key-query"), run: () => this.#bar()?.focusField(), room: "find" },
    ));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("place") || !this.place) return;
    const next = readState(this.place.path.split("?")[1] ?? "");
    if (next.query !== this.state.query) this.problem = null;
    this.state = next;
    showPane("main");
  }

  firstUpdated() {
    if (!this.state.query && this.state.view === "passages") this.#bar()?.focusField();
  }

  /** @returns {any} */
  #bar() {
    return this.querySelector(".find-head funn-query-bar");
  }

  render() {
    const turn = (/** @type {Partial<FindState>} */ change) => this.#turn(change);
    const list = savedQueries({
      current: this.state.query, renaming: this.renaming,
      rename: (id) => { this.renaming = id; }, href: (query) => stateUrl({ ...FIRST, query }),
    });
    return panes({ room: "find", list, listLabel: t("find-saved"), main: this.#main(turn), mainLabel: t("find-results") });
  }

  /** @param {(change: Partial<FindState>) => void} turn */
  #main(turn) {
    const { state } = this;
    return html`<div class="find" @click=${link}>
      <header class="find-head">
        <h1 class="hidden">${t("room-find")}</h1>
        <nav class="tabs" aria-label=${t("find-views")}>${VIEWS.map((view) => html`
          <a href=${stateUrl({ ...state, view })} aria-current=${view === state.view ? "page" : "false"}>${t(`find-view-${view}`)}</a>`)}</nav>
        <funn-query-bar .value=${state.query} .problem=${this.problem} .isLarge=${state.view === "passages"}
          .label=${t(state.view === "passages" ? "find-query" : "find-limit")} .placeholder=${t(state.view === "passages" ? "query-placeholder" : "find-limit-hint")}
          @query-run=${(/** @type {CustomEvent<string>} */ event) => { this.problem = null; turn({ query: event.detail }); }}></funn-query-bar>
      </header>
      ${this.#view(turn)}
    </div>`;
  }

  /** @param {(change: Partial<FindState>) => void} turn */
  #view(turn) {
    const refuse = (/** @type {CustomEvent} */ event) => { this.problem = event.detail; };
    switch (this.state.view) {
      case "kwic": return html`<funn-find-kwic .state=${this.state} .turn=${turn} @query-refused=${refuse}></funn-find-kwic>`;
      case "autocode": return html`<funn-find-autocode .state=${this.state} .turn=${turn} @query-refused=${refuse}></funn-find-autocode>`;
      default: return html`<funn-find-passages .state=${this.state} .turn=${turn} @query-refused=${refuse}></funn-find-passages>`;
    }
  }

  /** @param {Partial<FindState>} change */
  #turn(change) {
    go(stateUrl({ ...this.state, ...change }));
  }
}

customElements.define("funn-find", FunnFind);
