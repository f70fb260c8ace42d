// Choosing codes by typing: names, paths and definitions are searched, new codes are made in place, facets set by keys.
import { html, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { store } from "../lib/state.js";
import { t } from "../lib/i18n.js";
import { isMac } from "../lib/keys.js";
import { rank } from "../lib/match.js";
import { parentPath } from "../lib/tree.js";
import { noteRecent, recentCodes } from "../lib/recent.js";
import { openDialog } from "./dialog.js";
import { codeChip, swatch } from "./code-chip.js";
import { facetGlyph } from "./facet-glyph.js";
import { icon } from "./icons.js";

/** @import { Code } from "../lib/types.js" */
/** @typedef {{ codes: string[], paths: string[], facets: [string, string][] }} Picked */
/** @typedef {{ kind: "code", code: Code } | { kind: "new", path: string }} Option */
/** @typedef {{ title: string, quote?: string, multiple?: boolean, withFacets?: boolean, allowCreate?: boolean, onlyCodable?: boolean, without?: ReadonlySet<string>, topLevel?: boolean, facets?: [string, string][] }} PickOptions */

const SHOWN = 60;

/** Asks for a code. `topLevel` offers "no parent" (answered as `codes: [""]`).
 * @param {PickOptions} options @returns {Promise<Picked | null>} */
export async function pickCode(options) {
  await store.load("codes");
  return openDialog({
    title: options.title, className: "picker", light: true,
    body: (close) => html`<funn-code-picker .options=${options} .done=${close}></funn-code-picker>`,
  });
}

export class FunnCodePicker extends FunnElement {
  static properties = { options: { attribute: false }, done: { attribute: false }, typed: { state: true }, active: { state: true }, chosen: { state: true }, facets: { state: true } };
  static watches = ["codes"];

  constructor() {
    super();
    /** @type {PickOptions} */ this.options = { title: "" };
    /** @type {(picked: Picked | null) => void} */ this.done = () => {};
    this.typed = "";
    this.active = 0;
    /** @type {Option[]} */ this.chosen = [];
    /** @type {Map<string, string>} */ this.facets = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.facets = new Map(this.options.facets ?? []);
  }

  /** Facet values in the order of their keys. */
  get values() {
    if (this.options.withFacets === false) return [];
    return (store.study?.facets ?? []).flatMap((facet) => facet.values.map((value) => ({ facet, value }))).slice(0, 9);
  }

  /** @returns {Option[]} */
  get offers() {
    const { without, onlyCodable = true, allowCreate = true, topLevel = false } = this.options;
    const recent = recentCodes();
    const codes = store.codes.filter((code) => !without?.has(code.id) && (!onlyCodable || code.is_codable));
    const bonus = (/** @type {Code} */ code) => { const at = recent.indexOf(code.id); return at < 0 ? 0 : 9 - at; };
    const found = rank(this.typed, codes, (code) => ({ name: code.name, path: code.path, about: `${code.definition} ${code.inclusion}` }), bonus);
    /** @type {Option[]} */
    const offers = found.slice(0, SHOWN).map((code) => ({ kind: "code", code }));
    const path = this.typed.split("/").map((step) => step.trim()).filter(Boolean).join("/");
    const exists = store.codes.some((code) => code.path.toLowerCase() === path.toLowerCase() || (code.name.toLowerCase() === path.toLowerCase() && !path.includes("/")));
    if (allowCreate && path !== "" && !exists) offers.push({ kind: "new", path });
    if (topLevel && this.typed === "") offers.unshift({ kind: "new", path: "" });
    return offers;
  }

  render() {
    const offers = this.offers;
    const active = Math.min(this.active, offers.length - 1);
    return html`
      ${this.options.quote ? html`<blockquote class="picker-quote">${this.options.quote}</blockquote>` : nothing}
      <div class="picker-field">${icon("search")}
        ${this.chosen.map((option) => html`<span class="picker-chosen">${option.kind === "code" ? codeChip(option.code, { onRemove: () => this.#drop(option) }) : option.path}</span>`)}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="picker-list" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          aria-label=${this.options.title} placeholder=${t(this.options.allowCreate === false ? "picker-placeholder-find" : "picker-placeholder")}
          aria-activedescendant=${offers.length ? `picker-${active}` : nothing}
          .value=${this.typed} @input=${this.#input} @keydown=${this.#key}></div>
      <ul class="picker-list" id="picker-list" role="listbox" aria-label=${this.options.title}>
        ${repeat(offers, (option) => (option.kind === "code" ? option.code.id : "new"), (option, index) => this.#offer(option, index, index === active))}
      </ul>
      ${offers.length === 0 ? html`<p class="quiet picker-none">${t("picker-none")}</p>` : nothing}
      ${this.values.length ? html`<div class="picker-facets" role="group" aria-label=${t("facets")}>${this.values.map((each, index) => this.#facet(each, index))}</div>` : nothing}
      <p class="picker-help">${this.#help()}</p>`;
  }

  firstUpdated() {
    this.querySelector("input")?.focus();
  }

  updated() {
    this.querySelector(".picker-list [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #help() {
    const mod = isMac ? "⌘" : "Ctrl";
    return html`<span><kbd>↵</kbd> ${t("picker-key-choose")}</span>
      ${this.options.multiple ? html`<span><kbd>${mod} ↵</kbd> ${t("picker-key-several")}</span>` : nothing}
      ${this.options.allowCreate === false ? nothing : html`<span><kbd>Tab</kbd> ${t("picker-key-under")}</span>`}
      <span><kbd>Esc</kbd> ${t("picker-key-leave")}</span>`;
  }

  /** @param {Option} option @param {number} index @param {boolean} active */
  #offer(option, index, active) {
    const inner = option.kind === "code"
      ? html`${swatch(option.code.id)}<span class="picker-name">${option.code.name}</span><span class="picker-path">${parentPath(option.code)}</span>
        ${option.code.definition ? html`<span class="picker-about">${option.code.definition}</span>` : nothing}`
      : html`${icon(option.path ? "plus" : "up")}<span class="picker-name">${option.path ? t("picker-create", { path: option.path }) : t("top-level")}</span>`;
    return html`<li role="option" id=${`picker-${index}`} aria-selected=${active ? "true" : "false"}
      @pointermove=${() => { if (this.active !== index) this.active = index; }} @click=${() => this.#finish(option)}>${inner}</li>`;
  }

  /** @param {{ facet: import("../lib/types.js").Facet, value: import("../lib/types.js").FacetValue }} each @param {number} index */
  #facet({ facet, value }, index) {
    const on = this.facets.get(facet.id) === value.id;
    return html`<button class="facet-toggle" aria-pressed=${on ? "true" : "false"} title=${facet.name} @click=${() => this.#toggle(index)}>
      <kbd>${isMac ? "⌥" : "Alt"} ${index + 1}</kbd>${facetGlyph(value.glyph)}${value.name}</button>`;
  }

  /** @param {number} index */
  #toggle(index) {
    const each = this.values[index];
    if (!each) return;
    const next = new Map(this.facets);
    if (next.get(each.facet.id) === each.value.id) next.delete(each.facet.id);
    else next.set(each.facet.id, each.value.id);
    this.facets = next;
  }

  /** @param {InputEvent} event */
  #input(event) {
    this.typed = /** @type {HTMLInputElement} */ (event.target).value;
    this.active = 0;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const offers = this.offers;
    const active = Math.min(this.active, offers.length - 1);
    const option = offers[active];
    const digit = /^Digit([1-9])$/.exec(event.code);
    if (event.altKey && digit) this.#toggle(Number(digit[1]) - 1);
    else if (event.key === "ArrowDown") this.active = (active + 1) % Math.max(1, offers.length);
    else if (event.key === "ArrowUp") this.active = (active - 1 + offers.length) % Math.max(1, offers.length);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.options.multiple && option) this.#add(option);
    else if (event.key === "Enter" && option) this.#finish(option);
    else if (event.key === "Tab" && !event.shiftKey && option?.kind === "code" && this.typed !== "" && this.options.allowCreate !== false) this.#under(option.code);
    else if (event.key === "Backspace" && this.typed === "" && this.chosen.length) this.chosen = this.chosen.slice(0, -1);
    else return;
    event.preventDefault();
  }

  /** Puts a code's path in the field, so that what is typed next is made under it. @param {Code} code */
  #under(code) {
    this.typed = `${code.path}/`;
    this.active = this.offers.length - 1;
  }

  /** @param {Option} option */
  #add(option) {
    this.chosen = [...this.chosen, option];
    this.typed = "";
    this.active = 0;
  }

  /** @param {Option} option */
  #drop(option) {
    this.chosen = this.chosen.filter((each) => each !== option);
  }

  /** @param {Option} option */
  #finish(option) {
    const all = [...this.chosen, option];
    const codes = all.flatMap((each) => (each.kind === "code" ? [each.code.id] : each.path === "" ? [""] : []));
    const paths = all.flatMap((each) => (each.kind === "new" && each.path !== "" ? [each.path] : []));
    noteRecent(codes.filter(Boolean));
    this.done({ codes: [...new Set(codes)], paths: [...new Set(paths)], facets: [...this.facets] });
  }
}

customElements.define("funn-code-picker", FunnCodePicker);
