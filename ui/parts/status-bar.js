// The bar at the foot: what was done last, with undo; whether all is saved; read out to screen readers.
import { html, nothing } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { store } from "../lib/state.js";
import { onMessage } from "../lib/announce.js";
import { hasUnsaved, onSave } from "../lib/autosave.js";
import { t, time } from "../lib/i18n.js";
import { keyLabel } from "../lib/keys.js";
import { redo, undo, wordSummary } from "../lib/undo.js";
import { icon } from "./icons.js";

class FunnStatusBar extends FunnElement {
  static properties = { message: { state: true } };
  static watches = ["last", "study", "reachable"];

  constructor() {
    super();
    /** @type {import("../lib/announce.js").Message | null} */ this.message = null;
    /** @type {Date | null} */ this.savedAt = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(onMessage((message) => { this.message = message; }));
    this.until(onSave(() => this.requestUpdate()));
    this.until(store.subscribe((names) => { if (names.has("last")) this.#deed(); }));
  }

  #deed() {
    const last = store.last;
    if (!last) return;
    if (last.mine) this.savedAt = last.at;
    const words = wordSummary(last.summary);
    this.message = { text: last.mine ? words : t("done-elsewhere", { what: words }), undo: last.mine && last.summary.intent === "do" };
  }

  render() {
    const message = this.message;
    const isError = message?.tone === "error";
    return html`<footer class="status-bar ${isError ? "is-error" : ""}">
      <span class="status-said">
        <span role="status" aria-live="polite">${message && !isError ? message.text : ""}</span>
        <span role="alert">${message && isError ? html`${icon("warn")} ${message.text}${message.hint ? html` <span class="status-hint">${message.hint}</span>` : nothing}` : nothing}</span>
        ${message?.undo && store.study?.undo ? html`<button class="text-button" @click=${() => undo()}>${t("undo")}</button>` : nothing}
        ${isError ? html`<button class="icon-button" aria-label=${t("close")} @click=${() => { this.message = null; }}>${icon("close")}</button>` : nothing}
      </span>
      <span class="status-tools">
        ${this.#history()}
        <span class="status-saved ${store.reachable ? "" : "is-away"}">${this.#saved()}</span>
      </span>
    </footer>`;
  }

  #history() {
    const { undo: last = null, redo: next = null } = store.study ?? {};
    const back = last ? t("undo-what", { what: wordSummary({ ...last, intent: "do" }) }) : t("undo");
    const forth = next ? t("redo-what", { what: wordSummary({ ...next, intent: "do" }) }) : t("redo");
    return html`<button class="icon-button" ?disabled=${!last} aria-label=${back} title=${`${back} (${keyLabel("Mod+z")})`} @click=${() => undo()}>${icon("undo")}</button>
      <button class="icon-button" ?disabled=${!next} aria-label=${forth} title=${`${forth} (${keyLabel("Mod+Shift+z")})`} @click=${() => redo()}>${icon("redo")}</button>`;
  }

  #saved() {
    if (!store.reachable) return html`${icon("warn")} ${t("away")}`;
    if (hasUnsaved()) return t("save-saving");
    return this.savedAt ? t("saved-at", { time: time(this.savedAt) }) : t("saved");
  }
}

customElements.define("funn-status-bar", FunnStatusBar);
