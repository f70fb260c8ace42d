// The memos on one thing (a source, a passage, a coding, a code, a case …), written where they stand, saved by themselves.
import { html, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { store } from "../lib/state.js";
import { api } from "../lib/api.js";
import { autosave, draftOf, flush, onSave, saveState } from "../lib/autosave.js";
import { complain } from "../lib/announce.js";
import { dateTime, t } from "../lib/i18n.js";
import { icon } from "./icons.js";

/** @import { Memo, Target } from "../lib/types.js" */

export const MEMO_KINDS = ["note", "theory", "method", "reflection", "to-do"];

/** True when a memo is on just this. @param {Target} a @param {Target} b */
export function sameTarget(a, b) {
  return a.type === b.type && (a.id ?? null) === (b.id ?? null) && (a.start ?? null) === (b.start ?? null) && (a.end ?? null) === (b.end ?? null);
}

/** `<funn-memo-list .target .open>`: `open` begins a new memo at once. */
export class FunnMemoList extends FunnElement {
  static properties = { target: { attribute: false }, open: { type: Boolean }, quiet: { type: Boolean }, making: { state: true } };
  static watches = ["memos", "study"];

  constructor() {
    super();
    /** @type {Target} */ this.target = { type: "study" };
    this.open = false;
    /** True leaves out the button that adds. */ this.quiet = false;
    this.making = false;
    /** @type {string | null} */ this.wanted = null;
  }

  connectedCallback() {
    super.connectedCallback();
    store.load("memos").catch(complain);
    this.until(onSave(() => this.requestUpdate()));
    if (this.open) this.add();
  }

  get memos() {
    return store.memos.filter((memo) => sameTarget(memo.target, this.target));
  }

  /** Begins a new memo and puts the caret in it. */
  async add() {
    if (this.making) return;
    this.making = true;
    try {
      const answer = await api.post("/api/memos", { target: this.target, kind: "note", title: "", body: "" });
      this.wanted = answer.memo ?? null;
      await store.refresh("memos");
    } catch (error) {
      complain(error);
    }
    this.making = false;
  }

  render() {
    return html`${repeat(this.memos, (memo) => memo.id, (memo) => this.#memo(memo))}
      ${this.quiet ? nothing : html`<button class="button quiet-button" ?disabled=${this.making} @click=${() => this.add()}>${icon("memo")}${t("memo-add")}</button>`}`;
  }

  updated() {
    if (!this.wanted) return;
    const area = /** @type {HTMLElement | null} */ (this.querySelector(`[data-memo="${this.wanted}"] textarea`));
    if (area) {
      area.focus();
      this.wanted = null;
    }
  }

  /** @param {Memo} memo */
  #memo(memo) {
    const key = `memo:${memo.id}`;
    const shown = { ...memo, ...(draftOf(key) ?? {}) };
    const state = saveState(key);
    const mine = memo.user === store.study?.user.id;
    const change = (/** @type {Partial<Memo>} */ part) => {
      autosave(key, { ...(draftOf(key) ?? {}), ...part }, async (value, options) => {
        await api.patch(`/api/memos/${memo.id}`, value, options);
        store.memos = store.memos.map((each) => (each.id === memo.id ? { ...each, ...value, modified: new Date().toISOString() } : each));
      });
    };
    return html`<article class="memo" data-memo=${memo.id}>
      <textarea rows="3" aria-label=${t("memo-body")} placeholder=${t("memo-placeholder")} .value=${shown.body}
        @input=${(/** @type {InputEvent} */ event) => change({ body: field(event) })} @blur=${() => flush(key)}></textarea>
      <footer>
        <select aria-label=${t("memo-kind")} .value=${shown.kind} @change=${(/** @type {Event} */ event) => { change({ kind: field(event) }); flush(key); }}>
          ${MEMO_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === shown.kind}>${t(`memo-kind-${kind}`)}</option>`)}</select>
        <span class="quiet">${state === "saved" ? `${mine ? "" : `${userName(memo.user)} · `}${dateTime(memo.modified)}` : t(`save-${state}`)}</span>
        <button class="icon-button" aria-label=${t("memo-delete")} title=${t("memo-delete")} @click=${() => api.del(`/api/memos/${memo.id}`).catch(complain)}>${icon("trash")}</button>
      </footer>
    </article>`;
  }
}

/** @param {Event} event */
function field(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

/** @param {string} id */
function userName(id) {
  return store.study?.users.find((user) => user.id === id)?.name ?? "";
}

customElements.define("funn-memo-list", FunnMemoList);
