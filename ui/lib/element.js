// The base of every element here: Lit in light DOM, drawn anew when the parts of the store it names change.
import { LitElement } from "../vendor/lit.js";
import { store } from "./state.js";

/** Extend it, say in `static watches` what of the store it draws, and put cleaning up in `this.until(stop)`. */
export class FunnElement extends LitElement {
  /** Names of the store's parts that draw this element anew. @type {string[]} */
  static watches = [];

  /** @type {(() => unknown)[]} */ #stops = [];

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const watched = /** @type {typeof FunnElement} */ (this.constructor).watches;
    if (watched.length > 0) {
      this.until(store.subscribe((names) => { if (watched.some((name) => names.has(name))) this.requestUpdate(); }));
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
  }

  /** Calls `stop` when the element leaves the page. @param {() => unknown} stop */
  until(stop) {
    this.#stops.push(stop);
  }
}
