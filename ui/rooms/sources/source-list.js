// The left column of the sources room: the sources, and the code tree beside the reader.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { store } from "../../lib/state.js";
import { collate, number, t } from "../../lib/i18n.js";
import { link } from "../../lib/router.js";
import { foldText } from "../../lib/match.js";
import { icon } from "../../parts/icons.js";
import { chooseFiles } from "./import-files.js";
import "../../parts/code-tree.js";

const FILTER_FROM = 12;

export class FunnSourceList extends FunnElement {
  static properties = { current: {}, filter: { state: true }, codeFilter: { state: true }, isBusy: { state: true } };
  static watches = ["sources", "codes"];

  constructor() {
    super();
    this.current = "";
    this.filter = "";
    this.codeFilter = "";
    this.isBusy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    const importing = (/** @type {Event} */ event) => { this.isBusy = /** @type {CustomEvent} */ (event).detail > 0; };
    document.documentElement.addEventListener("importing", importing);
    this.until(() => document.documentElement.removeEventListener("importing", importing));
  }

  render() {
    const compare = collate();
    const needle = foldText(this.filter);
    const sources = store.sources.filter((source) => !needle || foldText(source.name).includes(needle)).sort((a, b) => compare(a.name, b.name));
    return html`<div class="side">
      <div class="side-sources">
        <header class="pane-head"><h2>${t("room-sources")}</h2>
          <button class="icon-button" aria-label=${t("import")} title=${t("import")} @click=${chooseFiles}>${icon("import")}</button></header>
        ${this.isBusy ? html`<p class="quiet side-note" role="status">${t("importing")}</p>` : nothing}
        ${store.sources.length > FILTER_FROM ? html`<div class="tree-filter"><input type="search" aria-label=${t("filter-sources")} placeholder=${t("filter-sources")} .value=${this.filter}
          @input=${(/** @type {InputEvent} */ event) => { this.filter = field(event); }}></div>` : nothing}
        <ul class="source-list">${repeat(sources, (source) => source.id, (source) => html`<li>
          <a href=${`/sources/${source.id}`} @click=${link} aria-current=${source.id === this.current ? "page" : nothing}>
            <span class="source-name">${source.name}</span>
            <span class="source-facts" title=${t("codings-count", { count: source.codings })}>${source.codings ? number(source.codings) : ""}</span></a></li>`)}</ul>
      </div>
      ${this.current ? this.#codes() : nothing}
    </div>`;
  }

  #codes() {
    return html`<div class="side-codes">
      <header class="pane-head"><h2>${t("room-codebook")}</h2></header>
      ${store.codes.length === 0 ? html`<p class="quiet side-note">${t("codes-none-beside")}</p>` : html`
        <div class="tree-filter"><input type="search" aria-label=${t("filter-codes")} placeholder=${t("filter-codes")} .value=${this.codeFilter}
          @input=${(/** @type {InputEvent} */ event) => { this.codeFilter = field(event); }}></div>
        <funn-code-tree .label=${t("code-tree")} .filter=${this.codeFilter}
          @open=${(/** @type {CustomEvent} */ event) => this.dispatchEvent(new CustomEvent("code", { detail: event.detail }))}></funn-code-tree>`}
    </div>`;
  }
}

/** @param {Event} event */
function field(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("funn-source-list", FunnSourceList);
