// <funn-memos>: the study's memos in time order, filtered and searched; one at a time to write in.
import { html, keyed, nothing, repeat } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { draftOf } from "../../lib/autosave.js";
import { FunnElement } from "../../lib/element.js";
import { date, number, t, time } from "../../lib/i18n.js";
import { register } from "../../lib/keys.js";
import { go, link, note } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { emptyState } from "../../parts/empty.js";
import { icon } from "../../parts/icons.js";
import { panes, showPane } from "../../parts/panes.js";
import { plainStart } from "./markdown.js";
import { byDay, filterUrl, MEMO_KINDS, readFilter, shownMemos, TARGET_TYPES } from "./memo-list.js";
import "./memo-editor.js";

/** @typedef {import("./memo-list.js").Memo} Memo */

const START = 110;

export class FunnMemos extends FunnElement {
  static watches = ["memos", "study", "panes"];
  static properties = { place: { attribute: false }, filter: { state: true }, isReady: { state: true } };

  constructor() {
    super();
    /** @type {import("../../lib/types.js").Place | null} */ this.place = null;
    this.filter = readFilter("");
    this.isReady = false;
    /** Id of the memo whose title is to get the caret. @type {string | null} */ this.made = null;
  }

  connectedCallback() {
    super.connectedCallback();
    store.load("memos").catch(complain).finally(() => { this.isReady = true; });
    this.until(register(
      { key: "n", label: () => t("memo-new"), run: () => this.#add(), room: "memos" },
      { key: "f", label: () => t("memos-search"), run: () => /** @type {HTMLElement|null} */ (this.querySelector("#memo-search"))?.focus(), room: "memos" },
    ));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("place") || !this.place) return;
    this.filter = readFilter(this.place.path.split("?")[1] ?? "");
    showPane("main");
  }

  updated() {
    if (!this.made || this.place?.id !== this.made) return;
    const editor = /** @type {any} */ (this.querySelector("funn-memo-editor"));
    if (!editor) return;
    this.made = null;
    editor.focusTitle();
  }

  render() {
    if (!this.isReady) return html`<main class="pane" id="main"><p class="quiet loading">${t("loading")}</p></main>`;
    const shown = shownMemos(/** @type {Memo[]} */ (store.memos), this.filter);
    return panes({ room: "memos", list: this.#list(shown), listLabel: t("memos-list"), main: this.#main(shown), mainLabel: t("room-memos") });
  }

  /** @param {Memo[]} shown */
  #main(shown) {
    const id = this.place?.id;
    const memo = id ? store.memos.find((each) => each.id === id) : undefined;
    if (memo) {
      return keyed(memo.id, html`<funn-memo-editor .memo=${memo} .back=${filterUrl(this.filter)} @memo-gone=${() => go(filterUrl(this.filter), { replace: true })}></funn-memo-editor>`);
    }
    if (id) return emptyState({ title: t("memo-gone"), text: t("memo-gone-hint"), action: html`<a class="button" href="/memos" @click=${link}>${t("memos-all")}</a>` });
    if (store.memos.length === 0) {
      return emptyState({ title: t("memos-empty"), text: t("memos-empty-hint"), action: html`<button class="button primary" @click=${this.#add}>${t("memo-new")}</button>` });
    }
    return this.#journal(shown);
  }

  /** The memos as one reads a journal. @param {Memo[]} shown */
  #journal(shown) {
    return html`<div class="journal" @click=${link}>
      <header class="room-head"><h1>${t("memos-journal")}</h1><span class="quiet">${t("memos-count", { n: shown.length })}</span>
        <div class="room-tools"><button class="button primary" @click=${this.#add} title="N">${icon("plus")}${t("memo-new")}</button></div></header>
      ${shown.length === 0 ? html`<p class="quiet">${t("memos-none-pass")}</p>` : nothing}
      ${byDay(shown, date).map(({ day, memos }) => html`<section class="journal-day"><h2>${day}</h2>
        ${repeat(memos, (memo) => memo.id, (memo) => html`<article class="journal-memo">
          <h3><a href=${filterUrl(this.filter, memo.id)}>${this.#titleOf(memo)}</a></h3>
          <p class="quiet memo-line">${this.#line(memo, time(memo.modified))}</p>
          <funn-markdown .text=${(draftOf(`memo:${memo.id}`) ?? memo).body ?? memo.body}></funn-markdown></article>`)}
      </section>`)}
    </div>`;
  }

  /** @param {Memo[]} shown */
  #list(shown) {
    const option = (/** @type {string} */ value, /** @type {string} */ chosen, /** @type {string} */ label) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
    const { filter } = this;
    return html`<div class="memo-list" @click=${link}>
      <div class="memo-filters">
        <label class="hidden" for="memo-search">${t("memos-search")}</label>
        <input id="memo-search" type="search" placeholder=${t("memos-search")} .value=${filter.search} autocomplete="off"
          @input=${(/** @type {Event} */ event) => this.#turn({ search: value(event) })} />
        <div class="field-pair">
          <select aria-label=${t("memo-kind")} @change=${(/** @type {Event} */ event) => this.#turn({ kind: value(event) })}>
            ${option("", filter.kind, t("memos-all-kinds"))}${MEMO_KINDS.map((kind) => option(kind, filter.kind, t(`memo-kind-${kind}`)))}</select>
          <select aria-label=${t("memos-target")} @change=${(/** @type {Event} */ event) => this.#turn({ target: value(event) })}>
            ${option("", filter.target, t("memos-all-targets"))}${TARGET_TYPES.map((type) => option(type, filter.target, t(`target-${type}`)))}</select>
        </div>
        <button class="button" @click=${this.#add}>${icon("plus")}${t("memo-new")}</button>
      </div>
      <p class="quiet list-count" role="status">${t("memos-count", { n: shown.length })}${shown.length < store.memos.length ? ` / ${number(store.memos.length)}` : ""}</p>
      <ol class="memo-items">${repeat(shown, (memo) => memo.id, (memo) => html`<li>
        <a class="memo-item" href=${filterUrl(filter, memo.id)} aria-current=${memo.id === this.place?.id ? "page" : nothing}>
          <strong>${this.#titleOf(memo)}</strong><span class="quiet memo-line">${this.#line(memo, date(memo.modified))}</span>
          <span class="memo-start">${plainStart(memo.body, START)}</span></a></li>`)}</ol>
    </div>`;
  }

  /** @param {Memo} memo */
  #titleOf(memo) {
    const title = draftOf(`memo:${memo.id}`)?.title ?? memo.title;
    return title.trim() || plainStart(memo.body, 48) || t("memo-untitled");
  }

  /** @param {Memo} memo @param {string} when */
  #line(memo, when) {
    const target = memo.target.type === "study" ? t("target-study") : `${t(`target-${memo.target.type}`)} · ${memo.target_name}`;
    return `${t(`memo-kind-${memo.kind}`)} · ${target} · ${when}`;
  }

  /** @param {Partial<import("./memo-list.js").MemoFilter>} change */
  #turn(change) {
    this.filter = { ...this.filter, ...change };
    note(filterUrl(this.filter, this.place?.id ?? undefined));
  }

  #add = async () => {
    try {
      const answer = await api.post("/api/memos", { target: { type: "study" }, kind: this.filter.kind || "note", title: "", body: "" });
      await store.refresh("memos");
      this.made = answer.id;
      go(filterUrl({ ...this.filter, target: "", search: "" }, answer.id));
    } catch (error) {
      complain(error);
    }
  };
}

/** @param {Event} event */
function value(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("funn-memos", FunnMemos);
