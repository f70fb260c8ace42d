// <funn-find-autocode>: a rule, what it would code, and the coding of all of it in one step that is undone in one step.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { FunnElement } from "../../lib/element.js";
import { number, t } from "../../lib/i18n.js";
import { store } from "../../lib/state.js";
import { pickCode } from "../../parts/code-picker.js";
import { emptyState } from "../../parts/empty.js";
import { icon } from "../../parts/icons.js";
import { passageLine } from "../../parts/passage-line.js";
import { problem } from "../../parts/problem.js";
import { ruleOf } from "./find-state.js";

/** @typedef {import("./find-state.js").FindState} FindState */
/** @typedef {import("./grouping.js").Segment} Segment */

const BY = /** @type {const} */ (["text", "regex", "speaker", "heading"]);
const EXTENDS = /** @type {const} */ (["none", "sentence", "paragraph", "turn", "section"]);

export class FunnFindAutocode extends FunnElement {
  static watches = ["codes", "cases"];
  static properties = {
    state: { attribute: false }, turn: { attribute: false }, found: { state: true }, left: { state: true },
    isBusy: { state: true }, failure: { state: true }, done: { state: true },
  };

  constructor() {
    super();
    /** @type {FindState} */ this.state = /** @type {any} */ (null);
    /** @type {(change: Partial<FindState>) => void} */ this.turn = () => {};
    /** @type {{segments: Segment[], total: number} | null} */ this.found = null;
    /** Indices that are left out. @type {Set<number>} */ this.left = new Set();
    this.isBusy = false;
    /** @type {any} */ this.failure = null;
    /** What the last coding did. @type {{n: number, code: string} | null} */ this.done = null;
    /** @type {AbortController | null} */ this.asking = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("state")) this.#preview();
  }

  async #preview() {
    this.asking?.abort();
    this.found = null;
    this.left = new Set();
    this.failure = null;
    this.done = null;
    if (!this.state.pattern) return;
    const asking = new AbortController();
    this.asking = asking;
    this.isBusy = true;
    try {
      const found = await api.post("/api/autocode/preview", { rule: ruleOf(this.state) });
      if (asking.signal.aborted) return;
      this.found = found;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.failure = error;
    }
    this.isBusy = false;
  }

  render() {
    const { state, found } = this;
    return html`<form class="pattern-form" @submit=${this.#submit}>
        <label class="tool"><span>${t("autocode-by")}</span><select name="by" @change=${(/** @type {Event} */ event) => this.turn({ by: /** @type {any} */ (event.target).value })}>
          ${BY.map((by) => html`<option value=${by} ?selected=${by === state.by}>${t(`autocode-by-${by}`)}</option>`)}</select></label>
        <label class="grow"><span>${t(`autocode-pattern-${state.by}`)}</span><input type="text" name="pattern" .value=${state.pattern} autocomplete="off" spellcheck="false" aria-invalid=${this.failure ? "true" : "false"} /></label>
        ${state.by === "text" || state.by === "regex" ? html`<label class="tool"><span>${t("autocode-extend")}</span><select name="extend">
          ${EXTENDS.map((extend) => html`<option value=${extend} ?selected=${extend === state.extend}>${t(`autocode-extend-${extend}`)}</option>`)}</select></label>
          <label class="until"><span>${t("autocode-until")}</span><input type="text" name="until" .value=${state.until} placeholder=${t("autocode-until-hint")} autocomplete="off" spellcheck="false" /></label>` : nothing}
        <button class="button">${t("autocode-show")}</button>
      </form>
      ${this.failure ? problem(this.failure) : nothing}
      ${this.done ? html`<p class="done-note" role="status">${icon("check")}${t("autocode-done", this.done)}</p>` : nothing}
      ${!state.pattern ? emptyState({ title: t("autocode-empty"), text: t("autocode-empty-hint") }) : nothing}
      ${this.isBusy ? html`<p class="quiet loading">${t("find-asking")}</p>` : nothing}
      ${found ? this.#listing(found) : nothing}`;
  }

  /** @param {{segments: Segment[], total: number}} found */
  #listing(found) {
    const n = found.total - this.left.size;
    const sources = new Set(found.segments.map(({ source }) => source)).size;
    return html`<div class="result-bar">
        <span role="status">${t("autocode-found", { n: found.total, sources })}</span>
        ${found.segments.length > 0 ? html`<button class="link-button" @click=${this.#all}>${t(this.left.size ? "autocode-all" : "autocode-none")}</button>` : nothing}
        <div class="room-tools"><button class="button primary" ?disabled=${n === 0} @click=${this.#code}>${icon("tag")}${t("autocode-code", { n })}</button></div>
      </div>
      ${found.segments.length < found.total ? html`<p class="quiet">${t("autocode-part", { shown: number(found.segments.length), n: number(found.total) })}</p>` : nothing}
      <ol class="passages">${found.segments.map((segment, index) => html`<li class="passage ${this.left.has(index) ? "is-left" : ""}">
        <input type="checkbox" class="passage-mark" id=${`hit-${index}`} .checked=${!this.left.has(index)} @change=${() => this.#toggle(index)}
          aria-label=${t("find-mark", { source: segment.source_name, start: segment.start, end: segment.end })} />
        <div class="passage-content">${passageLine(segment)}</div></li>`)}</ol>`;
  }

  /** @param {number} index */
  #toggle(index) {
    const left = new Set(this.left);
    if (!left.delete(index)) left.add(index);
    this.left = left;
  }

  #all = () => {
    this.left = this.left.size ? new Set() : new Set(this.found?.segments.keys());
  };

  #code = async () => {
    const rule = ruleOf(this.state);
    const picked = await pickCode({ title: t("autocode-pick"), multiple: false, withFacets: true, allowCreate: true });
    const code = picked?.codes[0] ?? picked?.paths[0];
    if (!picked || !code) return;
    try {
      const answer = await api.post("/api/autocode", { rule, code, except: [...this.left], facets: picked.facets });
      await store.refresh("codes");
      this.found = null;
      this.done = { n: answer.codings, code: store.codeById.get(code)?.path ?? code };
    } catch (error) {
      this.failure = error;
    }
  };

  /** @param {SubmitEvent} event */
  #submit = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const next = { by: /** @type {any} */ (form.get("by")), pattern: String(form.get("pattern") ?? ""), extend: /** @type {any} */ (form.get("extend") ?? this.state.extend), until: String(form.get("until") ?? this.state.until) };
    this.turn(next);
    if (next.pattern === this.state.pattern && next.by === this.state.by && next.extend === this.state.extend && next.until === this.state.until) this.#preview();
  };
}

customElements.define("funn-find-autocode", FunnFindAutocode);
