// <funn-codebook>: the room of the codes: the tree at the left, the code one works on in the middle.
import { html } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { announce, complain } from "../../lib/announce.js";
import { register } from "../../lib/keys.js";
import { t } from "../../lib/i18n.js";
import { go } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { emptyState } from "../../parts/empty.js";
import { icon } from "../../parts/icons.js";
import { panes, showPane } from "../../parts/panes.js";
import { createCode, moveCode, removeCode, renameCode } from "./code-deeds.js";
import "../../parts/code-tree.js";
import "./code-sheet.js";

export class FunnCodebook extends FunnElement {
  static properties = { place: { attribute: false }, filter: { state: true }, isLoaded: { state: true } };
  static watches = ["codes", "panes"];

  constructor() {
    super();
    /** @type {import("../../lib/types.js").Place | null} */ this.place = null;
    this.filter = "";
    this.isLoaded = false;
    /** The code just made, whose name is to be written. */ this.naming = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(register(
      { key: "n", label: () => t("code-new"), run: () => this.#create(null), room: "codebook" },
      { key: "Shift+n", label: () => t("code-new-under"), run: () => this.#create(this.place?.id ?? null), when: () => Boolean(this.place?.id), room: "codebook" },
    ));
    store.load("codes").then(() => { this.isLoaded = true; }, complain);
  }

  /** Makes a code and opens it with its name ready to be written. @param {string | null} parent */
  async #create(parent) {
    const id = await createCode(parent);
    if (!id) return;
    const tree = /** @type {import("../../parts/code-tree.js").FunnCodeTree | null} */ (this.querySelector("funn-code-tree"));
    if (tree) tree.folded = new Set([...tree.folded].filter((each) => each !== parent));
    this.naming = id;
    go(`/codebook/${id}`);
  }

  async updated() {
    if (this.naming === "" || this.naming !== this.place?.id) return;
    const sheet = /** @type {import("./code-sheet.js").FunnCodeSheet | null} */ (this.querySelector("funn-code-sheet"));
    await sheet?.updateComplete;
    const field = /** @type {HTMLInputElement | null} */ (sheet?.querySelector("[data-code-name]"));
    if (!field) return;
    this.naming = "";
    field.focus();
    field.select();
  }

  render() {
    const id = this.place?.id ?? "";
    const code = store.codeById.get(id);
    return panes({
      room: "codebook", listLabel: t("room-codebook"), mainLabel: t("code"),
      list: this.#list(id),
      main: !this.isLoaded ? html`<p class="quiet loading">${t("loading")}</p>` : code ? html`<funn-code-sheet .code=${code}></funn-code-sheet>` : html`<h1 class="hidden">${t("room-codebook")}</h1>${this.#empty()}`,
    });
  }

  /** @param {string} id */
  #list(id) {
    return html`<header class="pane-head"><h2>${t("code-count", { count: store.codes.length })}</h2>
        <button class="icon-button" aria-label=${t("code-new")} title=${t("code-new")} @click=${() => this.#create(null)}>${icon("plus")}</button></header>
      ${store.codes.length ? html`<div class="tree-filter"><input type="search" aria-label=${t("filter-codes")} placeholder=${t("filter-codes")} .value=${this.filter}
        @input=${(/** @type {InputEvent} */ event) => { this.filter = /** @type {HTMLInputElement} */ (event.target).value; }}></div>` : ""}
      <funn-code-tree editable .label=${t("code-tree")} .selected=${id} .filter=${this.filter}
        @open=${(/** @type {CustomEvent} */ event) => { go(`/codebook/${event.detail}`); showPane("main"); }}
        @rename=${(/** @type {CustomEvent} */ event) => renameCode(event.detail.id, event.detail.name)}
        @move=${(/** @type {CustomEvent} */ event) => moveCode(event.detail.id, event.detail.parent, event.detail.before)}
        @remove=${(/** @type {CustomEvent} */ event) => removeCode(event.detail)}
        @create=${(/** @type {CustomEvent} */ event) => this.#create(event.detail)}
        @say=${(/** @type {CustomEvent} */ event) => announce(event.detail)}></funn-code-tree>`;
  }

  #empty() {
    return store.codes.length === 0
      ? emptyState({ title: t("codebook-empty"), text: t("codebook-empty-hint"), action: html`<button class="button primary" @click=${() => this.#create(null)}>${icon("plus")}${t("code-new")}</button>` })
      : emptyState({ title: t("codebook-choose"), text: t("codebook-choose-hint") });
  }
}

customElements.define("funn-codebook", FunnCodebook);
