// <funn-query-bar>: a query as text, with completions while it is typed and errors marked at their place.
import { html, nothing } from "../vendor/lit.js";
import { api, query as queryString } from "../lib/api.js";
import { FunnElement } from "../lib/element.js";
import { t } from "../lib/i18n.js";
import { problemText } from "./problem.js";
import { scalarsBefore, splitAtError, takeCompletion, unitsBefore } from "./query-text.js";

/** @typedef {import("./query-text.js").Completion} Completion */

const PAUSE_MS = 90;
let count = 0;

export class FunnQueryBar extends FunnElement {
  static properties = {
    value: {}, problem: { attribute: false }, label: {}, placeholder: {}, isLarge: { attribute: false }, isLabelled: { attribute: false },
    text: { state: true }, options: { state: true }, chosen: { state: true },
  };

  constructor() {
    super();
    /** The query that is in force. */ this.value = "";
    /** The error of the query in force, with its place. @type {{message: string, hint?: string, span?: [number, number]|null} | null} */ this.problem = null;
    this.label = "";
    this.placeholder = "";
    this.isLarge = false;
    /** The label is shown, not only read out. */ this.isLabelled = false;
    /** What stands in the field. */ this.text = "";
    /** @type {Completion[]} */ this.options = [];
    /** Index of the completion under the keys; -1 = none. */ this.chosen = -1;
    this.key = `query-${(count += 1)}`;
    /** @type {ReturnType<typeof setTimeout>|undefined} */ this.timer = undefined;
    this.asked = 0;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("value") && changed.get("value") !== this.value) this.text = this.value;
  }

  render() {
    const isOpen = this.options.length > 0;
    const wrong = this.problem?.span ? splitAtError(this.value, this.problem.span) : null;
    return html`<form class="query-bar ${this.isLarge ? "is-large" : ""}" role="search" aria-label=${this.label} @submit=${this.#submit} @focusout=${this.#focusout}>
      <label class=${this.isLabelled ? "query-label" : "hidden"} for=${this.key}>${this.label}</label>
      <div class="query-field">
        <input id=${this.key} class="query-input" type="text" spellcheck="false" autocapitalize="off" autocomplete="off" enterkeyhint="search"
          role="combobox" aria-autocomplete="list" aria-expanded=${isOpen ? "true" : "false"} aria-controls=${`${this.key}-list`}
          aria-activedescendant=${this.chosen >= 0 ? `${this.key}-${this.chosen}` : nothing}
          aria-invalid=${this.problem ? "true" : "false"} aria-describedby=${this.problem ? `${this.key}-problem` : nothing}
          placeholder=${this.placeholder || t("query-placeholder")} .value=${this.text} @input=${this.#input} @keydown=${this.#keydown} @click=${this.#planOptions} />
        <ul id=${`${this.key}-list`} class="query-options" role="listbox" aria-label=${t("query-completions")} ?hidden=${!isOpen}>
          ${this.options.map((option, index) => html`<li id=${`${this.key}-${index}`} role="option" aria-selected=${index === this.chosen ? "true" : "false"}
            @pointerdown=${(/** @type {Event} */ event) => { event.preventDefault(); this.#take(option); }}>
            <span class="option-label">${option.label}</span><span class="option-detail">${option.detail}</span></li>`)}
        </ul>
      </div>
      ${this.text !== this.value ? html`<button class="button query-run">${t("query-run")}</button>` : nothing}
      ${this.problem ? html`<div class="query-problem" id=${`${this.key}-problem`} role="alert">
        ${wrong ? html`<code class="query-wrong" aria-hidden="true">${wrong.before}<span class="wrong-place">${wrong.wrong}</span>${wrong.after}</code>` : nothing}
        <p>${problemText(this.problem)}
        ${wrong ? html`<button type="button" class="link-button" @click=${this.#toPlace}>${t("query-to-place")}</button>` : nothing}</p></div>` : nothing}
    </form>`;
  }

  updated() {
    this.querySelector('[role="option"][aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  get field() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"));
  }

  /** Puts the cursor in the field. */
  async focusField() {
    await this.updateComplete;
    this.field?.focus();
  }

  #input = () => {
    this.text = this.field.value;
    this.dispatchEvent(new CustomEvent("query-input", { detail: this.text }));
    this.#planOptions();
  };

  #planOptions = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#askOptions(), PAUSE_MS);
  };

  async #askOptions() {
    const asked = (this.asked += 1);
    const cursor = scalarsBefore(this.text, this.field?.selectionStart ?? this.text.length);
    try {
      const options = await api.get(`/api/complete${queryString({ q: this.text })}${this.text ? "&" : "?"}cursor=${cursor}`);
      if (asked !== this.asked || !this.contains(document.activeElement)) return;
      this.options = options;
    } catch {
      this.options = [];
    }
    this.chosen = -1;
  }

  /** @param {KeyboardEvent} event */
  #keydown = (event) => {
    const { length } = this.options;
    if (event.key === "Escape" && length > 0) {
      event.preventDefault();
      event.stopPropagation();
      this.#shut();
    } else if (event.key === "ArrowDown" && length === 0) {
      event.preventDefault();
      this.#askOptions();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (length === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.chosen = this.chosen < 0 && step < 0 ? length - 1 : (this.chosen + step + length) % length;
    } else if ((event.key === "Enter" || event.key === "Tab") && this.chosen >= 0 && !event.shiftKey) {
      event.preventDefault();
      this.#take(this.options[this.chosen]);
    }
  };

  /** @param {Completion} option */
  async #take(option) {
    const { text, cursor } = takeCompletion(this.text, option);
    this.text = text;
    this.#shut();
    await this.updateComplete;
    this.field.focus();
    this.field.setSelectionRange(cursor, cursor);
    this.dispatchEvent(new CustomEvent("query-input", { detail: this.text }));
    if (/[:(.]$/u.test(option.insert)) this.#askOptions();
  }

  #shut() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.options = [];
    this.chosen = -1;
  }

  /** @param {FocusEvent} event */
  #focusout = (event) => {
    if (!this.contains(/** @type {Node|null} */ (event.relatedTarget))) this.#shut();
  };

  /** @param {Event} event */
  #submit = (event) => {
    event.preventDefault();
    this.#shut();
    this.dispatchEvent(new CustomEvent("query-run", { detail: this.text.trim() }));
  };

  #toPlace = async () => {
    if (!this.problem?.span) return;
    this.text = this.value;
    await this.updateComplete;
    const [start, end] = this.problem.span;
    this.field.focus();
    this.field.setSelectionRange(unitsBefore(this.value, start), unitsBefore(this.value, end));
  };
}

customElements.define("funn-query-bar", FunnQueryBar);
