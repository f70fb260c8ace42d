// <funn-find-passages>: the passages that answer a query, grouped, widened on a key, coded from where they stand.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { api, query as queryString } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { FunnElement } from "../../lib/element.js";
import { locale, number, t } from "../../lib/i18n.js";
import { register } from "../../lib/keys.js";
import { store } from "../../lib/state.js";
import { pickCode } from "../../parts/code-picker.js";
import { emptyState } from "../../parts/empty.js";
import { icon } from "../../parts/icons.js";
import { passageLine } from "../../parts/passage-line.js";
import { problem } from "../../parts/problem.js";
import { codePassages } from "./code-passages.js";
import { groupSegments, segmentKey } from "./grouping.js";
import { stateUrl } from "./find-state.js";
import { LAST_LEVEL, widen } from "./widen.js";

/** @typedef {import("./grouping.js").Segment} Segment */
/** @typedef {import("./find-state.js").FindState} FindState */

const PAGE = 200;
const GROUPS = /** @type {const} */ (["source", "case", "code", "speaker"]);

export class FunnFindPassages extends FunnElement {
  static watches = ["codes", "cases"];
  static properties = {
    state: { attribute: false }, turn: { attribute: false }, found: { state: true }, isBusy: { state: true },
    chosen: { state: true }, contexts: { state: true }, failure: { state: true },
  };

  constructor() {
    super();
    /** @type {FindState} */ this.state = /** @type {any} */ (null);
    /** @type {(change: Partial<FindState>) => void} */ this.turn = () => {};
    /** @type {{total: number, segments: Segment[]} | null} */ this.found = null;
    this.isBusy = false;
    /** Keys of the passages marked for coding. @type {Set<string>} */ this.chosen = new Set();
    /** How far each passage has been widened. @type {Map<string, {level: number, context: import("./widen.js").Widened}>} */ this.contexts = new Map();
    /** @type {any} */ this.failure = null;
    /** @type {AbortController | null} */ this.asking = null;
    /** @type {Map<string, Promise<{characters: string[], blocks: import("./widen.js").Span[]}>>} */ this.texts = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(store.onChange(() => { this.texts.clear(); this.#ask(); }));
    this.until(() => this.asking?.abort());
    const room = "find";
    const at = () => this.#focused();
    this.until(register(
      { key: "ArrowDown | j", label: () => t("find-key-next"), run: () => this.#step(1), when: () => this.#lines().length > 0, room, hidden: true },
      { key: "ArrowUp | k", label: () => t("find-key-previous"), run: () => this.#step(-1), when: () => at() !== null, room, hidden: true },
      { key: "+ | e", label: () => t("find-key-widen"), run: () => this.#widen(at(), 1), when: () => at() !== null, room },
      { key: "-", label: () => t("find-key-narrow"), run: () => this.#widen(at(), -1), when: () => at() !== null, room },
      { key: "x", label: () => t("find-key-mark"), run: () => this.#mark(at()), when: () => at() !== null, room },
      { key: "c", label: () => t("find-key-code"), run: () => this.#code(), when: () => at() !== null || this.chosen.size > 0, room },
    ));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has("state") || changed.get("state")?.query === this.state.query) return;
    this.found = null;
    this.chosen = new Set();
    this.contexts = new Map();
    this.#ask();
  }

  async #ask() {
    this.asking?.abort();
    this.failure = null;
    if (!this.state.query.trim()) {
      this.found = null;
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    this.isBusy = true;
    try {
      const limit = Math.max(PAGE, this.found?.segments.length ?? 0);
      this.found = await api.get(`/api/find${queryString({ q: this.state.query, limit })}`, asking.signal);
    } catch (error) {
      if (asking.signal.aborted) return;
      this.found = null;
      this.#refuse(error);
    }
    this.isBusy = false;
  }

  /** @param {any} error */
  #refuse(error) {
    if (error.kind === "query" || error.span) this.dispatchEvent(new CustomEvent("query-refused", { detail: error }));
    else this.failure = error;
  }

  render() {
    const { found, state } = this;
    if (this.failure) return problem(this.failure);
    if (!state.query.trim()) return this.#examples();
    if (!found) return this.isBusy ? html`<p class="quiet loading">${t("find-asking")}</p>` : nothing;
    const names = {
      codes: new Map(store.codes.map((code) => [code.id, code.path])),
      cases: new Map((store.cases?.cases ?? []).map((one) => [one.id, one.name])),
      none: { source: "", case: t("find-no-case"), code: t("find-no-code"), speaker: t("find-no-speaker") },
    };
    const groups = groupSegments(found.segments, state.group, names, new Intl.Collator(locale(), { numeric: true }));
    return html`${this.#bar()}
      ${found.total === 0 ? html`<p class="quiet">${t("find-none")}</p>` : nothing}
      <div class="groups">${repeat(groups, (group) => group.id ?? "", (group) => html`<section class="group" aria-label=${group.name}>
        <h2>${group.name} <span class="count">${number(group.segments.length)}</span></h2>
        <ol class="passages">${group.segments.map(({ segment }) => this.#line(segment, state.group !== "source"))}</ol></section>`)}</div>
      ${found.segments.length < found.total ? html`<button class="button" ?disabled=${this.isBusy} @click=${this.#more}>
        ${t("panel-more", { shown: number(found.segments.length), n: number(found.total) })}</button>` : nothing}
      ${this.#marked()}`;
  }

  #bar() {
    const { found, state } = this;
    return html`<div class="result-bar">
      <span role="status">${t("panel-count", { n: found?.total ?? 0 })}</span>
      <label class="tool"><span>${t("find-group")}</span><select @change=${(/** @type {Event} */ event) => this.turn({ group: /** @type {any} */ (event.target).value })}>
        ${GROUPS.map((group) => html`<option value=${group} ?selected=${group === state.group}>${t(`find-group-${group}`)}</option>`)}</select></label>
      <span class="quiet result-keys">${t("find-keys")}</span>
    </div>`;
  }

  /** What is marked, and what can be done with it: stays in sight while one reads on. */
  #marked() {
    const { chosen } = this;
    if (chosen.size === 0) return nothing;
    return html`<div class="mark-bar">
      <button class="link-button" @click=${() => { this.chosen = new Set(); }}>${t("find-unmark")}</button>
      <button class="button primary" @click=${() => this.#code()} title="C">${icon("tag")}${t("find-code", { n: chosen.size })}</button>
    </div>`;
  }

  /** @param {Segment} segment @param {boolean} hasSource */
  #line(segment, hasSource) {
    const key = segmentKey(segment);
    const widened = this.contexts.get(key);
    const isMarked = this.chosen.has(key);
    return html`<li class="passage ${isMarked ? "is-marked" : ""}" tabindex="-1" data-passage=${key} @focusin=${this.#oneStop}>
      <input type="checkbox" class="passage-mark" .checked=${isMarked} aria-label=${t("find-mark", { source: segment.source_name, start: segment.start, end: segment.end })}
        @change=${() => this.#mark(key)} />
      <div class="passage-content">${passageLine(segment, {
        hasSource, context: widened?.context,
        extra: html`<button class="link-button widen" ?disabled=${widened?.context.isAll ?? false} @click=${() => this.#widen(key, 1)}>${t("find-widen")}</button>
          ${widened ? html`<button class="link-button widen" @click=${() => this.#widen(key, -1)}>${t("find-narrow")}</button>` : nothing}`,
      })}</div></li>`;
  }

  updated() {
    const lines = this.#lines();
    if (lines.length && !lines.some((line) => line.tabIndex === 0)) lines[0].tabIndex = 0;
  }

  #examples() {
    const code = store.codes.find(({ codings }) => codings > 0)?.name ?? "";
    const one = store.cases?.cases[0]?.name ?? "";
    const facet = store.study?.facets[0];
    const examples = [
      code && `code:"${code}"`, one && code && `code:"${code}" and case:"${one}"`,
      facet?.values[0] && `${facet.name}:${facet.values[0].name}`, 'text:"*"',
    ].filter((text) => text && text !== 'text:"*"');
    return emptyState({
      title: t("find-empty"), text: t("find-empty-hint"),
      action: html`<ul class="examples">${examples.map((text) => html`<li><a href=${stateUrl({ ...this.state, query: String(text) })}><code>${text}</code></a></li>`)}</ul>`,
    });
  }

  #lines() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-passage]")]);
  }

  /** Key of the passage that holds the focus. @returns {string|null} */
  #focused() {
    const line = document.activeElement?.closest("[data-passage]");
    return line && this.contains(line) ? /** @type {HTMLElement} */ (line).dataset.passage ?? null : null;
  }

  /** @param {number} way */
  #step(way) {
    const lines = this.#lines();
    const at = lines.findIndex((line) => line.contains(document.activeElement));
    const next = lines[at < 0 ? 0 : Math.max(0, Math.min(lines.length - 1, at + way))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  /** @param {FocusEvent} event */
  #oneStop = (event) => {
    for (const line of this.#lines()) line.tabIndex = line === event.currentTarget ? 0 : -1;
  };

  /** @param {string|null} key */
  #mark(key) {
    if (!key) return;
    const chosen = new Set(this.chosen);
    if (!chosen.delete(key)) chosen.add(key);
    this.chosen = chosen;
  }

  /** @param {string|null} key @param {number} step */
  async #widen(key, step) {
    const segment = this.found?.segments.find((one) => segmentKey(one) === key);
    if (!segment || !key) return;
    const level = Math.min(LAST_LEVEL, (this.contexts.get(key)?.level ?? 0) + step);
    const contexts = new Map(this.contexts);
    if (level <= 0) contexts.delete(key);
    else {
      try {
        const { characters, blocks } = await this.#text(segment.source);
        contexts.set(key, { level, context: widen(characters, blocks, segment, level) });
      } catch (error) {
        complain(error);
      }
    }
    this.contexts = contexts;
  }

  /** @param {string} source */
  #text(source) {
    const text = this.texts.get(source) ?? api.get(`/api/sources/${source}`).then((answer) => ({ characters: Array.from(answer.text), blocks: answer.blocks }));
    this.texts.set(source, text);
    return text;
  }

  /** Codes the marked passages, or the one with the focus. */
  async #code() {
    const focused = this.#focused();
    const keys = this.chosen.size ? this.chosen : new Set(focused ? [focused] : []);
    const passages = this.found?.segments.filter((segment) => keys.has(segmentKey(segment))) ?? [];
    if (passages.length === 0) return;
    const picked = await pickCode({ title: t("find-code", { n: passages.length }), multiple: true, withFacets: true, allowCreate: true });
    if (!picked) return;
    if (await codePassages(passages, picked)) this.chosen = new Set();
    await this.#ask();
  }

  #more = async () => {
    const { found } = this;
    if (!found) return;
    this.isBusy = true;
    try {
      const next = await api.get(`/api/find${queryString({ q: this.state.query, offset: found.segments.length, limit: PAGE })}`);
      if (this.found === found) this.found = { total: next.total, segments: [...found.segments, ...next.segments] };
    } catch (error) {
      complain(error);
    }
    this.isBusy = false;
  };
}

customElements.define("funn-find-passages", FunnFindPassages);
