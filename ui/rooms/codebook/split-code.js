// Splitting a code: go through its passages and say, with a digit, which part each belongs to.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { api, query } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { t } from "../../lib/i18n.js";
import { codeQuery } from "../../parts/code-passages.js";
import { openDialog } from "../../parts/dialog.js";
import { icon } from "../../parts/icons.js";
import { isTyping } from "../../lib/keys.js";

/** @import { Code, Segment } from "../../lib/types.js" */
const PAGE = 500;
const MOST_PARTS = 9;

/** Opens the splitting of a code. @param {Code} code */
export async function splitCode(code) {
  try {
    const segments = await passagesOf(code);
    await openDialog({ title: t("split-title", { name: code.name }), className: "wide split", body: (close) => html`<funn-split .code=${code} .segments=${segments} .done=${() => close(null)}></funn-split>` });
  } catch (error) {
    complain(error);
  }
}

/** @param {Code} code @returns {Promise<Segment[]>} */
async function passagesOf(code) {
  /** @type {Segment[]} */
  const all = [];
  for (let total = 1; all.length < total;) {
    const page = await api.get(`/api/find${query({ q: codeQuery(code), offset: all.length, limit: PAGE })}`);
    total = page.segments.length === 0 ? 0 : page.total;
    all.push(...page.segments);
  }
  return all;
}

class FunnSplit extends FunnElement {
  static properties = { code: { attribute: false }, segments: { attribute: false }, done: { attribute: false }, parts: { state: true }, given: { state: true }, active: { state: true }, codings: { state: true } };

  constructor() {
    super();
    /** @type {Code | null} */ this.code = null;
    /** @type {Segment[]} */ this.segments = [];
    this.done = () => {};
    this.parts = ["", ""];
    /** The part (0 ..= 8) each passage is given to. @type {Map<number, number>} */ this.given = new Map();
    this.active = 0;
    /** Codings of this code, by source. @type {Map<string, Set<string>>} */ this.codings = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#loadCodings().catch(complain);
  }

  /** A passage may carry codings of other codes: only this code's are to move. */
  async #loadCodings() {
    for (const source of new Set(this.segments.map((segment) => segment.source))) {
      const list = /** @type {import("../../lib/types.js").Coding[]} */ (await api.get(`/api/sources/${source}/codings`));
      this.codings = new Map(this.codings).set(source, new Set(list.filter((coding) => coding.code === this.code?.id).map((coding) => coding.id)));
    }
  }

  render() {
    return html`<p class="quiet">${t("split-hint")}</p>
      <div class="split-parts">${this.parts.map((name, at) => html`<label class="field"><span><kbd>${at + 1}</kbd> ${t("split-part", { n: at + 1 })} · ${this.#countOf(at)}</span>
        <input type="text" .value=${name} placeholder=${t("name")} @input=${(/** @type {InputEvent} */ event) => this.#name(at, /** @type {HTMLInputElement} */ (event.target).value)}></label>`)}
        ${this.parts.length < MOST_PARTS ? html`<button class="button" @click=${() => { this.parts = [...this.parts, ""]; }}>${icon("plus")}${t("split-add")}</button>` : nothing}</div>
      <ol class="split-passages" @keydown=${this.#key}>${repeat(this.segments, (_segment, at) => at, (segment, at) => html`
        <li tabindex=${at === this.active ? "0" : "-1"} aria-label=${`${segment.source_name}: ${segment.text}`} @focus=${() => { this.active = at; }}>
          <blockquote>${segment.text}</blockquote>
          <p class="quiet">${segment.source_name}</p>
          <span class="split-choice" role="group" aria-label=${t("split-choice")}>${this.parts.map((name, part) => html`<button tabindex="-1" aria-pressed=${this.given.get(at) === part ? "true" : "false"}
            @click=${() => this.#give(at, part)}>${part + 1}${name ? ` ${name}` : ""}</button>`)}</span></li>`)}</ol>
      <div class="dialog-actions"><span class="quiet">${t("split-left", { count: this.segments.length - this.given.size })}</span>
        <button class="button" @click=${() => this.done()}>${t("leave-it")}</button>
        <button class="button primary" ?disabled=${!this.#isReady()} @click=${this.#split}>${t("split-do")}</button></div>`;
  }

  /** @param {number} part */
  #countOf(part) {
    return [...this.given.values()].filter((each) => each === part).length;
  }

  /** @param {number} at @param {string} name */
  #name(at, name) {
    this.parts = this.parts.map((each, order) => (order === at ? name : each));
  }

  /** @param {number} at @param {number} part */
  #give(at, part) {
    const next = new Map(this.given);
    if (next.get(at) === part) next.delete(at);
    else next.set(at, part);
    this.given = next;
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    if (isTyping(event)) return;
    const digit = Number(event.key);
    let next = this.active;
    if (digit >= 1 && digit <= this.parts.length) {
      this.#give(this.active, digit - 1);
      next += 1;
    } else if (event.key === "ArrowDown") next += 1;
    else if (event.key === "ArrowUp") next -= 1;
    else return;
    event.preventDefault();
    this.active = Math.max(0, Math.min(this.segments.length - 1, next));
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelectorAll(".split-passages > li")[this.active])?.focus();
  }

  #isReady() {
    const used = this.parts.map((name, at) => ({ name: name.trim(), count: this.#countOf(at) })).filter(({ count }) => count > 0);
    return used.length > 0 && used.every(({ name }) => name !== "");
  }

  #split = async () => {
    const parts = this.parts.map((name, part) => ({
      name: name.trim(),
      codings: this.segments.flatMap((segment, at) => (this.given.get(at) === part ? segment.codings.filter((id) => this.codings.get(segment.source)?.has(id)) : [])),
    })).filter((part) => part.codings.length > 0);
    try {
      await api.post(`/api/codes/${this.code?.id}/split`, { parts });
      this.done();
    } catch (error) {
      complain(error);
    }
  };
}

customElements.define("funn-split", FunnSplit);
