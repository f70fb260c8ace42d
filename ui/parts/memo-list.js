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

/** @typedef {{ key: string, target: Target, id: string | null, written?: Partial<Memo> }} Begun */

let begunSoFar = 0;

export const MEMO_KINDS = ["note", "theory", "method", "reflection", "to-do"];

/** True when a memo is on just this. @param {Target} a @param {Target} b */
export function sameTarget(a, b) {
  return a.type === b.type && (a.id ?? null) === (b.id ?? null) && (a.start ?? null) === (b.start ?? null) && (a.end ?? null) === (b.end ?? null);
}

/** `<funn-memo-list .target .open>`: `open` begins a new memo at once. */
export class FunnMemoList extends FunnElement {
  static properties = { target: { attribute: false }, open: { type: Boolean }, quiet: { type: Boolean }, begun: { state: true } };
  static watches = ["memos", "study"];

  constructor() {
    super();
    /** @type {Target} */ this.target = { type: "study" };
    this.open = false;
    /** True leaves out the button that adds. */ this.quiet = false;
    /** A memo being written that is not in the list yet. @type {Begun | null} */ this.begun = null;
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

  /** Begins a new memo and puts the caret in it. Nothing is sent before something is written. */
  async add() {
    if (!this.begun) this.begun = { key: `memo:new:${(begunSoFar += 1)}`, target: this.target, id: null };
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("[data-begun] textarea"))?.focus();
  }

  /** The first saving makes the memo, the later ones change it. @param {Begun} begun @param {Partial<Memo>} part */
  #write(begun, part) {
    autosave(begun.key, { kind: "note", title: "", ...(draftOf(begun.key) ?? begun.written ?? {}), ...part }, async (value, options) => {
      begun.written = value;
      if (begun.id) await api.patch(`/api/memos/${begun.id}`, value, options);
      else begun.id = (await api.post("/api/memos", { target: begun.target, ...value })).id;
      this.requestUpdate();
    });
  }

  /** A begun memo takes its place in the list once one leaves it. @param {Begun} begun */
  async #leave(begun) {
    await flush(begun.key);
    if (this.begun !== begun || (begun.id && saveState(begun.key) !== "saved")) return;
    if (begun.id) await store.refresh("memos").catch(complain);
    this.begun = null;
  }

  render() {
    const memos = this.memos.filter((memo) => memo.id !== this.begun?.id);
    return html`${repeat(memos, (memo) => memo.id, (memo) => this.#memo(memo))}
      ${this.begun ? this.#new(this.begun) : this.quiet ? nothing : html`<button class="button quiet-button" @click=${() => this.add()}>${icon("memo")}${t("memo-add")}</button>`}`;
  }

  /** @param {Begun} begun */
  #new(begun) {
    const shown = draftOf(begun.key) ?? begun.written ?? { kind: "note", body: "" };
    return html`<article class="memo" data-begun @focusout=${(/** @type {FocusEvent} */ event) => {
      if (!(/** @type {HTMLElement} */ (event.currentTarget).contains(/** @type {Node | null} */ (event.relatedTarget)))) this.#leave(begun);
    }}>
      <textarea rows="3" aria-label=${t("memo-body")} placeholder=${t("memo-placeholder")} .value=${shown.body ?? ""}
        @input=${(/** @type {InputEvent} */ event) => this.#write(begun, { body: field(event) })}></textarea>
      <footer>${kindField(shown.kind, (kind) => this.#write(begun, { kind }))}
        <span class="quiet" role="status">${saveState(begun.key) === "saved" ? (begun.id ? t("saved") : "") : t(`save-${saveState(begun.key)}`)}</span></footer>
    </article>`;
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
        ${kindField(shown.kind, (kind) => { change({ kind }); flush(key); })}
        <span class="quiet">${state === "saved" ? `${mine ? "" : `${userName(memo.user)} · `}${dateTime(memo.modified)}` : t(`save-${state}`)}</span>
        <button class="icon-button" aria-label=${t("memo-delete")} title=${t("memo-delete")} @click=${() => api.del(`/api/memos/${memo.id}`).catch(complain)}>${icon("trash")}</button>
      </footer>
    </article>`;
  }
}

/** @param {string} now @param {(kind: string) => void} choose */
function kindField(now, choose) {
  return html`<select aria-label=${t("memo-kind")} @change=${(/** @type {Event} */ event) => choose(field(event))}>
    ${MEMO_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === now}>${t(`memo-kind-${kind}`)}</option>`)}</select>`;
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
