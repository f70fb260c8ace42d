// The small bar at a selection: code it, repeat the last code, write a memo; each with its key.
import { html, nothing } from "../../../vendor/lit.js";
import { FunnElement } from "../../../lib/element.js";
import { t } from "../../../lib/i18n.js";
import { keyLabel } from "../../../lib/keys.js";
import { icon } from "../../../parts/icons.js";

const GAP_PX = 8;

export class FunnPickBar extends FunnElement {
  static properties = { session: { attribute: false }, reader: { attribute: false }, lastName: {}, spot: { state: true } };

  constructor() {
    super();
    /** @type {import("./session.js").Session | null} */ this.session = null;
    /** @type {import("./reader.js").FunnReader | null} */ this.reader = null;
    this.lastName = "";
    /** @type {{ left: number, top: number } | null} */ this.spot = null;
    /** @type {import("./reader.js").FunnReader | null} */ this.heard = null;
    this.onPicked = () => this.#place();
  }

  updated() {
    if (this.heard === this.reader) return;
    this.heard?.removeEventListener("picked", this.onPicked);
    this.heard = this.reader;
    this.heard?.addEventListener("picked", this.onPicked);
    this.heard?.scroller.addEventListener("scroll", this.onPicked, { passive: true });
  }

  /** Stands under the end of the selection, inside the reader. */
  #place() {
    const { session, reader } = this;
    if (!session?.hasSelection || !reader || document.querySelector("dialog:modal")) {
      if (this.spot) this.spot = null;
      return;
    }
    const rect = reader.view.rectOf(session.span.end - 1);
    const box = this.getBoundingClientRect();
    if (!rect || rect.bottom < box.top || rect.top > box.bottom) {
      if (this.spot) this.spot = null;
      return;
    }
    const width = this.querySelector("div")?.offsetWidth ?? 260;
    this.spot = {
      left: Math.max(GAP_PX, Math.min(rect.right - box.left - width / 2, box.width - width - GAP_PX)),
      top: Math.min(rect.bottom - box.top + GAP_PX, box.height - 52),
    };
  }

  render() {
    if (!this.spot) return nothing;
    const tell = (/** @type {string} */ name) => () => this.dispatchEvent(new CustomEvent(name));
    return html`<div class="pick-bar" role="toolbar" aria-label=${t("pick-bar")} .style=${`--left: ${this.spot.left}px; --top: ${this.spot.top}px`}
      @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}>
      <button @click=${tell("code")}>${icon("tag")}${t("do-code")}<kbd>${keyLabel("c")}</kbd></button>
      ${this.lastName ? html`<button @click=${tell("repeat")} title=${t("key-repeat")}>${icon("repeat")}<span class="pick-last">${this.lastName}</span><kbd>${keyLabel("r")}</kbd></button>` : nothing}
      <button @click=${tell("memo")}>${icon("memo")}${t("memo")}<kbd>${keyLabel("m")}</kbd></button>
    </div>`;
  }
}

customElements.define("funn-pick-bar", FunnPickBar);
