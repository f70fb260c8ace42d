// <funn-code-sheet>: one code: its name, colour, definition and criteria, saved as they are written; its counts and what can be done.
import { html, nothing } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { api } from "../../lib/api.js";
import { autosave, draftOf, flush, onSave, saveState } from "../../lib/autosave.js";
import { complain } from "../../lib/announce.js";
import { number, t } from "../../lib/i18n.js";
import { HUES } from "../../lib/palette.js";
import { link } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { hueOf } from "../../parts/hues.js";
import { icon } from "../../parts/icons.js";
import { showCodePassages } from "../../parts/code-passages.js";
import { mergeInto, moveTo, removeCode } from "./code-deeds.js";
import { splitCode } from "./split-code.js";
import "../../parts/memo-list.js";

/** @import { Code } from "../../lib/types.js" */
const FIELDS = /** @type {const} */ (["definition", "inclusion", "exclusion", "example"]);

export class FunnCodeSheet extends FunnElement {
  static properties = { code: { attribute: false } };
  static watches = ["codes", "memos"];

  constructor() {
    super();
    /** @type {Code | null} */ this.code = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(onSave(() => this.requestUpdate()));
  }

  render() {
    const code = this.code;
    if (!code) return nothing;
    return html`<article class="code-sheet">
      <h1 class="hidden">${code.name}</h1>
      ${this.#path(code)}
      <div class="code-title"><span class="swatch big hue-${hueOf(code.id)}" aria-hidden="true"></span>
        <input data-code-name type="text" class="code-name" aria-label=${t("name")} .value=${this.#value(code, "name")}
          @input=${(/** @type {Event} */ event) => this.#write(code, "name", event)} @blur=${() => flush(`code:${code.id}:name`)}></div>
      <p class="code-counts">
        <button class="count-link" @click=${() => showCodePassages(code)}>${t("code-codings", { count: code.codings_with_descendants })}</button>
        <span class="quiet">${code.codings !== code.codings_with_descendants ? t("code-own", { count: code.codings }) : ""} ${t("code-sources", { count: code.sources })}</span></p>
      ${this.#colours(code)}
      ${FIELDS.map((field) => this.#field(code, field))}
      <label class="check"><input type="checkbox" .checked=${!code.is_codable} @change=${(/** @type {Event} */ event) => this.#patch(code, { is_codable: !(/** @type {HTMLInputElement} */ (event.target).checked) })}> ${t("code-heading-only")}</label>
      <div class="code-deeds">
        <button class="button" @click=${() => moveTo(code)}>${icon("move")}${t("move-elsewhere")}</button>
        <button class="button" @click=${() => mergeInto(code)}>${icon("merge")}${t("merge")}</button>
        <button class="button" ?disabled=${code.codings < 2} @click=${() => splitCode(code)}>${icon("split")}${t("split")}</button>
        <button class="button" @click=${() => removeCode(code.id)}>${icon("trash")}${t("code-delete")}</button>
      </div>
      <section class="code-memos"><h2>${t("memos")}</h2><funn-memo-list .target=${{ type: "code", id: code.id }}></funn-memo-list></section>
    </article>`;
  }

  /** @param {Code} code */
  #path(code) {
    /** @type {Code[]} */
    const above = [];
    for (let each = code.parent ? store.codeById.get(code.parent) : undefined; each; each = each.parent ? store.codeById.get(each.parent) : undefined) above.unshift(each);
    return html`<nav class="code-path" aria-label=${t("code-path")}>${above.map((each) => html`<a href=${`/codebook/${each.id}`} @click=${link}>${each.name}</a><span aria-hidden="true"> / </span>`)}</nav>`;
  }

  /** @param {Code} code */
  #colours(code) {
    const now = hueOf(code.id);
    return html`<fieldset class="colours"><legend>${t("colour")}</legend>
      ${HUES.map(({ hue, name, hex }) => html`<label title=${t(`hue-${name}`)}><input type="radio" name="hue" .checked=${Boolean(code.colour) && hue === now} aria-label=${t(`hue-${name}`)}
        @change=${() => this.#patch(code, { colour: hex })}><span class="swatch big hue-${hue}" aria-hidden="true"></span></label>`)}
      <label class="colour-auto"><input type="radio" name="hue" .checked=${!code.colour} @change=${() => this.#patch(code, { colour: null })}><span>${t("colour-inherit")}</span></label>
    </fieldset>`;
  }

  /** @param {Code} code @param {typeof FIELDS[number]} field */
  #field(code, field) {
    const state = saveState(`code:${code.id}:${field}`);
    return html`<label class="field code-field"><span>${t(`code-${field}`)} <em class="quiet" role="status">${state === "saved" ? "" : t(`save-${state}`)}</em></span>
      <textarea rows="2" placeholder=${t(`code-${field}-hint`)} .value=${this.#value(code, field)}
        @input=${(/** @type {Event} */ event) => this.#write(code, field, event)} @blur=${() => flush(`code:${code.id}:${field}`)}></textarea></label>`;
  }

  /** @param {Code} code @param {"name" | typeof FIELDS[number]} field */
  #value(code, field) {
    return draftOf(`code:${code.id}:${field}`) ?? code[field];
  }

  /** @param {Code} code @param {"name" | typeof FIELDS[number]} field @param {Event} event */
  #write(code, field, event) {
    const written = /** @type {HTMLInputElement} */ (event.target).value;
    if (field === "name" && written.trim() === "") return;
    autosave(`code:${code.id}:${field}`, written, async (value, options) => {
      await api.patch(`/api/codes/${code.id}`, { [field]: field === "name" ? value.trim() : value }, options);
      const kept = store.codeById.get(code.id);
      if (kept) kept[field] = value;
    });
  }

  /** @param {Code} code @param {Record<string, unknown>} part */
  #patch(code, part) {
    api.patch(`/api/codes/${code.id}`, part).catch(complain);
  }
}

customElements.define("funn-code-sheet", FunnCodeSheet);
