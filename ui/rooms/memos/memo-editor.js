// <funn-memo-editor>: one memo, written in Markdown and read beside it; saves itself soon after each pause.
// What is not yet saved stays in this page's memory: the browser's own storage would lay the text bare on the disk.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { autosave, draftOf, flush, onSave, saveState } from "../../lib/autosave.js";
import { FunnElement } from "../../lib/element.js";
import { date, t, time } from "../../lib/i18n.js";
import { link } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { icon } from "../../parts/icons.js";
import { MEMO_KINDS, targetUrl } from "./memo-list.js";
import "./markdown-view.js";

/** @typedef {import("./memo-list.js").Memo} Memo */

const VIEWS = /** @type {const} */ (["write", "both", "read"]);
const KEPT = "funn.memo-view";

export class FunnMemoEditor extends FunnElement {
  static properties = { memo: { attribute: false }, back: {}, view: { state: true } };

  constructor() {
    super();
    /** @type {Memo} */ this.memo = /** @type {any} */ (null);
    /** Address of the list it was opened from. */ this.back = "/memos";
    const kept = localStorage.getItem(KEPT);
    this.view = VIEWS.find((view) => view === kept) ?? (matchMedia("(min-width: 70rem)").matches ? "both" : "write");
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(onSave(() => this.requestUpdate()));
    this.until(() => flush(this.#key));
  }

  get #key() {
    return `memo:${this.memo.id}`;
  }

  /** The memo with what is not yet saved. @returns {Memo} */
  get shown() {
    return { ...this.memo, ...(draftOf(this.#key) ?? {}) };
  }

  render() {
    const memo = this.shown;
    return html`<article class="memo-editor view-${this.view}" @click=${link}>
      <header class="memo-head">
        <p class="crumb"><a href=${this.back}>${t("room-memos")}</a></p>
        <h1><input class="title-field" data-title type="text" aria-label=${t("memo-title")} placeholder=${t("memo-untitled")} .value=${memo.title} autocomplete="off"
          @input=${(/** @type {Event} */ event) => this.#change({ title: typed(event) })} @blur=${this.#flush} /></h1>
        <div class="memo-facts">
          <label class="tool"><span class="hidden">${t("memo-kind")}</span><select @change=${(/** @type {Event} */ event) => { this.#change({ kind: typed(event) }); this.#flush(); }}>
            ${MEMO_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === memo.kind}>${t(`memo-kind-${kind}`)}</option>`)}</select></label>
          <span class="memo-target">${this.#target(memo)}</span>
          ${memo.displaced ? html`<span class="badge warn">${t("displaced")}</span>` : nothing}
          <span class="quiet memo-dates">${t("memo-dates", { user: this.#user(memo.user), day: date(memo.created) })}</span>
          <fieldset class="segmented"><legend class="hidden">${t("memo-view")}</legend>${VIEWS.map((view) => html`
            <label><input type="radio" name="memo-view" .checked=${view === this.view} @change=${() => this.#look(view)} /><span>${t(`memo-view-${view}`)}</span></label>`)}</fieldset>
          <button class="icon-button" aria-label=${t("memo-delete")} title=${t("memo-delete")} @click=${this.#remove}>${icon("trash")}</button>
        </div>
      </header>
      <div class="memo-body">
        ${this.view === "read" ? nothing : html`<textarea class="memo-text" aria-label=${t("memo-body")} placeholder=${t("memo-write-hint")} .value=${memo.body} spellcheck="true"
          @input=${(/** @type {Event} */ event) => this.#change({ body: typed(event) })} @blur=${this.#flush}></textarea>`}
        ${this.view === "write" ? nothing : html`<div class="memo-read" role="region" aria-label=${t("memo-view-read")}>
          ${memo.body.trim() ? html`<funn-markdown .text=${memo.body}></funn-markdown>` : html`<p class="quiet">${t("memo-empty")}</p>`}</div>`}
      </div>
      <footer class="memo-state"><span role="status">${this.#state()}</span> <span class="quiet">${t("memo-markdown-hint")}</span></footer>
    </article>`;
  }

  /** Puts the caret in the title. */
  async focusTitle() {
    await this.updateComplete;
    /** @type {HTMLElement|null} */ (this.querySelector("[data-title]"))?.focus();
  }

  #state() {
    const state = saveState(this.#key);
    if (state === "saved") return t("memo-saved", { time: time(this.memo.modified) });
    return state === "failed" ? html`<span class="problem">${t("memo-not-saved")}</span> <button class="link-button" @click=${this.#flush}>${t("try-again")}</button>` : t("memo-saving");
  }

  /** @param {Memo} memo */
  #target(memo) {
    const url = targetUrl(memo.target);
    const kind = t(`target-${memo.target.type}`);
    const name = memo.target.type === "study" ? "" : memo.target_name;
    return html`${kind}${name ? html` · ${url ? html`<a href=${url}>${name}</a>` : name}` : nothing}`;
  }

  /** @param {string} id */
  #user(id) {
    return store.study?.users.find((user) => user.id === id)?.name ?? "";
  }

  /** @param {Partial<Memo>} part */
  #change(part) {
    const { memo } = this;
    autosave(this.#key, { ...(draftOf(this.#key) ?? {}), ...part }, async (value, options) => {
      await api.patch(`/api/memos/${memo.id}`, value, options);
      const modified = new Date().toISOString();
      store.memos = store.memos.map((each) => (each.id === memo.id ? { ...each, ...value, modified } : each));
      store.notify("memos");
    });
  }

  #flush = () => { flush(this.#key); };

  /** @param {typeof VIEWS[number]} view */
  #look(view) {
    this.view = view;
    localStorage.setItem(KEPT, view);
  }

  #remove = async () => {
    try {
      await flush(this.#key);
      await api.del(`/api/memos/${this.memo.id}`);
      this.dispatchEvent(new CustomEvent("memo-gone"));
    } catch (error) {
      complain(error);
    }
  };
}

/** @param {Event} event */
function typed(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("funn-memo-editor", FunnMemoEditor);
