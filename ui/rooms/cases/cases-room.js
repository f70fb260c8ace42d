// <funn-cases>: the cases of each kind as a table, and the page of one case.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { announce, complain } from "../../lib/announce.js";
import { FunnElement } from "../../lib/element.js";
import { number, t } from "../../lib/i18n.js";
import { register } from "../../lib/keys.js";
import { go, link, note } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { emptyState } from "../../parts/empty.js";
import { icon } from "../../parts/icons.js";
import { panes, showPane } from "../../parts/panes.js";
import { problemText } from "../../parts/problem.js";
import { isMissing } from "../../parts/attribute-value.js";
import { readState, stateUrl } from "./cases-state.js";
import { editAttribute, editKind, newAttribute, newKind } from "./case-dialogs.js";
import "../../parts/value-grid.js";
import "./case-page.js";

/** @typedef {import("../../parts/value-grid.js").Column} Column */

export class FunnCases extends FunnElement {
  static watches = ["cases", "sources", "panes"];
  static properties = { place: { attribute: false }, state: { state: true }, hasFilters: { state: true }, failure: { state: true } };

  constructor() {
    super();
    /** @type {import("../../lib/types.js").Place | null} */ this.place = null;
    this.state = readState("");
    this.hasFilters = false;
    /** @type {any} */ this.failure = null;
  }

  connectedCallback() {
    super.connectedCallback();
    Promise.all([store.load("cases"), store.load("sources"), store.load("codes")]).catch((error) => { this.failure = error; });
    this.until(register(
      { key: "n", label: () => t("cases-key-new"), run: () => this.#focusNew(), when: () => !this.place?.id, room: "cases" },
      { key: "f", label: () => t("cases-key-filter"), run: () => this.#toggleFilters(), when: () => !this.place?.id, room: "cases" },
    ));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("place") || !this.place) return;
    this.state = readState(this.place.path.split("?")[1] ?? "");
    if (Object.keys(this.state.filters).length > 0) this.hasFilters = true;
    showPane("main");
  }

  render() {
    const cases = store.cases;
    if (this.failure) return html`<main class="pane" id="main">${emptyState({ title: t("cases-failed"), text: problemText(this.failure) })}</main>`;
    if (!cases) return html`<main class="pane" id="main"><p class="quiet loading">${t("loading")}</p></main>`;
    const one = this.place?.id ? cases.cases.find(({ id }) => id === this.place?.id) : undefined;
    const kind = cases.kinds.find(({ id }) => id === (one?.kind ?? this.state.kind)) ?? this.#firstKind();
    const main = this.place?.id
      ? one ? html`<funn-case-page .case=${one} .kind=${kind}></funn-case-page>` : emptyState({ title: t("case-gone"), text: t("case-gone-hint"), action: html`<a class="button" href="/cases" @click=${link}>${t("cases-all")}</a>` })
      : kind ? this.#table(kind) : this.#first();
    return panes({ room: "cases", list: this.#list(kind, one), listLabel: t("cases-kinds"), main, mainLabel: t("room-cases") });
  }

  /** The kind shown when none is asked for: the one with most to show. */
  #firstKind() {
    const kinds = store.cases?.kinds ?? [];
    return [...kinds].sort((a, b) => b.attributes.length - a.attributes.length)[0];
  }

  #first() {
    return emptyState({ title: t("cases-empty"), text: t("cases-empty-hint"), action: html`<button class="button primary" @click=${this.#addKind}>${t("kind-new")}</button>` });
  }

  /** @param {any} kind @param {any} one */
  #list(kind, one) {
    const cases = store.cases;
    return html`<nav class="kind-list" aria-label=${t("cases-kinds")} @click=${link}>
      ${cases?.kinds.map((each) => {
        const members = cases.cases.filter((member) => member.kind === each.id);
        const isOpen = each.id === kind?.id;
        return html`<div class="kind-group">
          <a class="kind-link" href=${stateUrl({ kind: each.id, sort: null, filters: {} })} aria-current=${isOpen && !one ? "page" : nothing}>
            <span>${each.name}</span><span class="count">${number(members.length)}</span></a>
          ${isOpen ? html`<ul>${members.map((member) => html`<li><a href=${`/cases/${member.id}`} aria-current=${member.id === one?.id ? "page" : nothing}>${member.name}</a></li>`)}</ul>` : nothing}
        </div>`;
      })}
      <button class="button quiet-button" @click=${this.#addKind}>${icon("plus")}${t("kind-new")}</button>
    </nav>`;
  }

  /** @param {any} kind */
  #table(kind) {
    const rows = store.cases?.cases.filter((one) => one.kind === kind.id) ?? [];
    return html`<div class="cases-table">
      <header class="room-head">
        <h1>${kind.name}</h1>
        <span class="quiet">${t("cases-count", { n: rows.length })}</span>
        <div class="room-tools">
          <button class="button" aria-pressed=${this.hasFilters ? "true" : "false"} @click=${this.#toggleFilters} title="F">${icon("filter")}${t("cases-filter")}</button>
          <button class="button" @click=${() => newAttribute(kind)}>${icon("plus")}${t("attribute-new")}</button>
          <button class="button" @click=${() => editKind(kind)}>${icon("edit")}${t("kind-edit")}</button>
        </div>
      </header>
      ${rows.length === 0 ? html`<p class="quiet">${t("cases-none-of-kind")}</p>` : html`
        <funn-value-grid .columns=${this.#columns(kind)} .rows=${rows} .label=${kind.name} .sort=${this.state.sort} .filters=${this.state.filters}
          .hasFilters=${this.hasFilters} .save=${this.#save} @sort-change=${(/** @type {CustomEvent} */ event) => this.#turn({ sort: event.detail })}
          @filter-change=${(/** @type {CustomEvent} */ event) => this.#turn({ filters: event.detail })}></funn-value-grid>`}
      <form class="new-case" @submit=${(/** @type {SubmitEvent} */ event) => this.#add(event, kind)}>
        <label for="new-case">${t("case-new")}</label>
        <input id="new-case" type="text" name="name" autocomplete="off" placeholder=${t("case-new-hint")} required />
        <button class="button">${icon("plus")}${t("case-add")}</button>
      </form>
      <p class="quiet grid-help">${t("grid-help")}</p>
      ${kind.attributes.length ? html`<details class="attribute-list"><summary>${t("attributes-of-kind", { n: kind.attributes.length })}</summary>
        <ul>${kind.attributes.map((/** @type {any} */ attribute) => html`<li><span>${attribute.name}</span> <span class="quiet">${t(`attribute-type-${attribute.type}`)}</span>
          <button class="icon-button" aria-label=${t("attribute-edit-named", { name: attribute.name })} @click=${() => editAttribute(attribute)}>${icon("edit")}</button></li>`)}</ul></details>` : nothing}
    </div>`;
  }

  /** @param {any} kind @returns {Column[]} */
  #columns(kind) {
    return [
      { key: "name", label: t("case-name"), type: "text", isEditable: true, value: (row) => row.name, href: (row) => `/cases/${row.id}` },
      ...kind.attributes.map((/** @type {any} */ attribute) => ({
        key: attribute.id, label: attribute.name, type: attribute.type, choices: attribute.choices, isEditable: true,
        value: (/** @type {any} */ row) => row.values[attribute.id],
      })),
      { key: "sources", label: t("case-sources"), type: "number", isQuiet: true, value: (row) => new Set(row.ties.map((/** @type {any} */ tie) => tie.source)).size },
      { key: "codings", label: t("case-codings"), type: "number", isQuiet: true, value: (row) => row.codings },
      { key: "words", label: t("case-words"), type: "number", isQuiet: true, value: (row) => row.words },
    ];
  }

  /** @param {any} row @param {string} key @param {import("../../parts/attribute-value.js").Value} value */
  #save = async (row, key, value) => {
    if (key === "name" && isMissing(value)) {
      announce(t("case-needs-name"), { tone: "error" });
      return;
    }
    const body = key === "name" ? { name: value } : { values: { [key]: value ?? null } };
    try {
      await api.patch(`/api/cases/${row.id}`, body);
      await store.refresh("cases");
    } catch (error) {
      complain(error);
    }
  };

  /** @param {SubmitEvent} event @param {any} kind */
  async #add(event, kind) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("name"));
    const name = field.value.trim();
    if (!name) return;
    try {
      await api.post("/api/cases", { kind: kind.id, name });
      field.value = "";
      await store.refresh("cases");
    } catch (error) {
      complain(error);
    }
    field.focus();
  }

  /** @param {Partial<import("./cases-state.js").CasesState>} change */
  #turn(change) {
    this.state = { ...this.state, ...change };
    note(stateUrl(this.state));
  }

  #toggleFilters = async () => {
    this.hasFilters = !this.hasFilters;
    if (!this.hasFilters) this.#turn({ filters: {} });
    await this.updateComplete;
    const grid = /** @type {any} */ (this.querySelector("funn-value-grid"));
    await grid?.updateComplete;
    if (this.hasFilters) grid?.querySelector(".filter-row input, .filter-row select")?.focus();
  };

  #focusNew() {
    /** @type {HTMLElement|null} */ (this.querySelector("#new-case"))?.focus();
  }

  #addKind = async () => {
    const id = await newKind();
    if (id) go(stateUrl({ kind: id, sort: null, filters: {} }));
  };
}

customElements.define("funn-cases", FunnCases);
