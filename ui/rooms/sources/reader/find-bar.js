// The find bar over the reader: the browser's own find sees only what is drawn, this one sees the whole text.
import { html } from "../../../vendor/lit.js";
import { FunnElement } from "../../../lib/element.js";
import { t } from "../../../lib/i18n.js";
import { icon } from "../../../parts/icons.js";
import { findAll } from "./find-text.js";

/** `<funn-reader-find .reader>`; `open()` shows it. */
export class FunnReaderFind extends FunnElement {
  static properties = { reader: { attribute: false }, isOpen: { state: true }, wanted: { state: true }, found: { state: true }, now: { state: true } };

  constructor() {
    super();
    /** @type {import("./reader.js").FunnReader | null} */ this.reader = null;
    this.isOpen = false;
    this.wanted = "";
    /** @type {{ start: number, end: number }[]} */ this.found = [];
    this.now = -1;
  }

  /** Shows the bar with the selected words in it. */
  async open() {
    const session = this.reader?.session;
    if (!session) return;
    this.isOpen = true;
    const { start, end } = session.span;
    if (end > start && end - start < 80) this.wanted = session.text.slice(start, end);
    await this.updateComplete;
    const field = this.querySelector("input");
    field?.focus();
    field?.select();
    this.#search(session.selection.head);
  }

  close() {
    this.isOpen = false;
    this.reader?.setFound([], -1);
    const hit = this.found[this.now];
    if (hit) this.reader?.session?.select(hit.start, hit.end);
    this.reader?.scroller.focus({ preventScroll: true });
  }

  /** @param {number} from */
  #search(from) {
    const session = this.reader?.session;
    this.found = session ? findAll(session.text, this.wanted) : [];
    const next = this.found.findIndex((hit) => hit.start >= from);
    this.now = this.found.length === 0 ? -1 : Math.max(0, next);
    this.reader?.setFound(this.found, this.now);
  }

  /** @param {1 | -1} direction */
  #go(direction) {
    if (this.found.length === 0) return;
    this.now = (this.now + direction + this.found.length) % this.found.length;
    this.reader?.setFound(this.found, this.now);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter") this.#go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  render() {
    if (!this.isOpen) return html``;
    const count = this.found.length;
    return html`<div class="find-bar" role="search">
      <input type="text" aria-label=${t("find-in-text")} placeholder=${t("find-in-text")} .value=${this.wanted} @keydown=${this.#key}
        @input=${(/** @type {InputEvent} */ event) => { this.wanted = /** @type {HTMLInputElement} */ (event.target).value; this.#search(this.found[this.now]?.start ?? 0); }}>
      <span class="quiet" role="status">${this.wanted ? t("find-count", { now: this.now + 1, count }) : ""}</span>
      <button class="icon-button" aria-label=${t("find-previous")} ?disabled=${count === 0} @click=${() => this.#go(-1)}>${icon("up")}</button>
      <button class="icon-button" aria-label=${t("find-next")} ?disabled=${count === 0} @click=${() => this.#go(1)}>${icon("down")}</button>
      <button class="icon-button" aria-label=${t("close")} @click=${() => this.close()}>${icon("close")}</button>
    </div>`;
  }
}

customElements.define("funn-reader-find", FunnReaderFind);
