// Which codings the reader shows: by code, coder, round and facet.
import { html, nothing } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { store } from "../../lib/state.js";
import { t } from "../../lib/i18n.js";
import { icon } from "../../parts/icons.js";

/** @import { Filter, Session } from "./reader/session.js" */

export class FunnFilterBar extends FunnElement {
  static properties = { session: { attribute: false }, isOpen: { state: true } };
  static watches = ["codes", "study"];

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    this.isOpen = false;
  }

  render() {
    const session = this.session;
    if (!session) return nothing;
    const { filter } = session;
    const study = store.study;
    const facets = (study?.facets ?? []).flatMap((facet) => facet.values.map((value) => ({ id: value.id, name: `${facet.name}: ${value.name}` })));
    return html`<button class="icon-button" aria-expanded=${this.isOpen ? "true" : "false"} aria-pressed=${session.isFiltered ? "true" : "false"}
        aria-label=${t("filter-codings")} title=${t("filter-codings")} @click=${() => { this.isOpen = !this.isOpen; }}>${icon("filter")}</button>
      ${this.isOpen || session.isFiltered ? html`<div class="filter-bar" role="group" aria-label=${t("filter-codings")}>
        ${this.#choice("code", t("code"), store.codes.map((code) => ({ id: code.id, name: code.path })), filter.code)}
        ${(study?.users.length ?? 0) > 1 ? this.#choice("coder", t("coder"), study?.users ?? [], filter.coder) : nothing}
        ${(study?.rounds.length ?? 0) > 1 ? this.#choice("round", t("round"), study?.rounds ?? [], filter.round) : nothing}
        ${facets.length ? this.#choice("facet", t("facet"), facets, filter.facet) : nothing}
        ${session.isFiltered ? html`<span class="quiet" role="status">${t("filter-shown", { shown: session.shown.size, count: session.marks.size })}</span>
          <button class="text-button" @click=${() => this.#set({ code: "", coder: "", round: "", facet: "" })}>${t("filter-clear")}</button>` : nothing}
      </div>` : nothing}`;
  }

  /** @param {keyof Filter} key @param {string} label @param {{ id: string, name: string }[]} options @param {string} now */
  #choice(key, label, options, now) {
    return html`<select aria-label=${label} @change=${(/** @type {Event} */ event) => this.#set({ [key]: /** @type {HTMLSelectElement} */ (event.target).value })}>
      <option value="" ?selected=${now === ""}>${t("all-of", { what: label.toLowerCase() })}</option>
      ${options.map((option) => html`<option value=${option.id} ?selected=${option.id === now}>${option.name}</option>`)}</select>`;
  }

  /** @param {Partial<Filter>} part */
  #set(part) {
    this.session?.setFilter(part);
    this.requestUpdate();
  }
}

customElements.define("funn-filter-bar", FunnFilterBar);
