// The right column of the reader: the codings of the passage in view, with facets, memos and what can be done to them.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { store } from "../../lib/state.js";
import { dateTime, t } from "../../lib/i18n.js";
import { keyLabel } from "../../lib/keys.js";
import { facetGlyph } from "../../parts/facet-glyph.js";
import { icon } from "../../parts/icons.js";
import { swatch } from "../../parts/code-chip.js";
import { parentPath } from "../../lib/tree.js";
import { unitAt } from "./reader/units.js";
import { moveEdges, recode, removeCoding, toggleFacet } from "./coding-deeds.js";
import "../../parts/memo-list.js";
import "./source-sheet.js";

/** @import { Mark, Session } from "./reader/session.js" */

export class FunnInspector extends FunnElement {
  static properties = { session: { attribute: false }, memoOn: { state: true } };
  static watches = ["codes", "study", "memos"];

  constructor() {
    super();
    /** @type {Session | null} */ this.session = null;
    /** The thing a memo is being begun on. @type {string | null} */ this.memoOn = null;
    /** @type {(() => void) | null} */ this.stop = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("session")) return;
    this.stop?.();
    this.stop = this.session?.listen(() => this.requestUpdate()) ?? null;
    this.memoOn = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
  }

  /** Begins a memo on the coding in focus, else on the selected passage, else on the source. */
  async beginMemo() {
    const session = this.session;
    if (!session) return;
    const isOnSource = !session.focus && !session.hasSelection;
    this.memoOn = session.focus ?? (isOnSource ? "source" : "passage");
    await this.updateComplete;
    const wanted = session.focus ? `[data-card="${session.focus}"] funn-memo-list` : isOnSource ? ".source-memos funn-memo-list" : ".passage-memos funn-memo-list";
    const list = /** @type {import("../../parts/memo-list.js").FunnMemoList | null} */ (this.querySelector(wanted));
    await list?.add();
  }

  /** What the column is about: the coding in focus, what is selected, or the paragraph with the caret. */
  get #place() {
    const session = /** @type {Session} */ (this.session);
    const focused = session.focused;
    if (focused && !session.hasSelection) return { start: focused.start, end: focused.end };
    if (session.hasSelection) return session.span;
    const unit = session.units[unitAt(session.units, session.selection.head)];
    return unit ? { start: unit.start, end: unit.end } : { start: 0, end: 0 };
  }

  render() {
    const session = this.session;
    if (!session) return nothing;
    const place = this.#place;
    const marks = session.shown.overlapping(place.start, place.end);
    return html`<div class="inspector">
      <header class="pane-head"><h2>${this.#heading(place)}</h2></header>
      ${session.hasSelection ? this.#selected(place) : nothing}
      ${marks.length === 0 ? html`<p class="quiet inspector-none">${t(session.hasSelection ? "inspector-uncoded" : "inspector-none", { key: keyLabel("c") })}</p>` : nothing}
      <ul class="cards">${repeat(marks, (mark) => mark.id, (mark) => this.#card(mark))}</ul>
      <funn-source-sheet .source=${session.source} ?begun=${this.memoOn === "source"}></funn-source-sheet>
    </div>`;
  }

  /** @param {{ start: number, end: number }} place */
  #heading(place) {
    const session = /** @type {Session} */ (this.session);
    const first = session.units[unitAt(session.units, place.start)];
    const last = session.units[unitAt(session.units, Math.max(place.start, place.end - 1))];
    if (!first || !last) return "";
    // A stretch that begins at a heading is named by the paragraphs that follow it.
    const [from, to] = [first.number || last.number, last.number || first.number];
    if (from === 0 && to === 0) return t("inspector-heading");
    if (session.hasSelection) return t("inspector-selected", { from, to, same: from === to ? "yes" : "no" });
    return t("inspector-paragraph", { from, to, same: from === to ? "yes" : "no" });
  }

  /** @param {{ start: number, end: number }} place */
  #selected(place) {
    const session = /** @type {Session} */ (this.session);
    const target = { type: /** @type {const} */ ("passage"), id: session.source.id, start: session.index.toScalar(place.start), end: session.index.toScalar(place.end) };
    return html`<div class="passage-memos">
      <blockquote class="card-quote">${session.text.slice(place.start, Math.min(place.end, place.start + 280))}</blockquote>
      <funn-memo-list .target=${target} .quiet=${this.memoOn !== "passage"}></funn-memo-list></div>`;
  }

  /** @param {Mark} mark */
  #card(mark) {
    const session = /** @type {Session} */ (this.session);
    const code = store.codeById.get(mark.coding.code);
    const isFocus = session.focus === mark.id;
    const coder = store.study?.users.find((user) => user.id === mark.coding.coder);
    const round = store.study?.rounds.find((each) => each.id === mark.coding.round);
    const isShared = (store.study?.users.length ?? 0) > 1;
    const where = [code ? parentPath(code) : "", isShared ? coder?.name : ""].filter(Boolean).join(" · ");
    const closed = round?.closed ? t("round-closed", { name: round.name }) : "";
    return html`<li class="card ${isFocus ? "is-focus" : ""}" data-card=${mark.id}>
      <div class="card-head">${swatch(mark.coding.code)}
        <button class="card-name" aria-expanded=${isFocus ? "true" : "false"} @click=${() => session.setFocus(isFocus ? null : mark.id)}>
          ${code?.name ?? t("code-gone")}${where ? html`<small>${where}</small>` : nothing}</button>
        ${this.#glyphs(mark)}
        <button class="icon-button" aria-label=${t("change-code-of", { name: code?.name ?? "" })} title=${closed || `${t("change-code")} (${keyLabel("x")})`} ?disabled=${Boolean(closed)} @click=${() => recode(session, mark.id)}>${icon("edit")}</button>
        <button class="icon-button" aria-label=${t("remove-coding-of", { name: code?.name ?? "" })} title=${closed || `${t("remove-coding")} (${keyLabel("Delete")})`} ?disabled=${Boolean(closed)} @click=${() => removeCoding(session, mark.id)}>${icon("close")}</button>
      </div>
      ${isFocus ? this.#details(mark, coder?.name ?? "", round?.name ?? "", closed) : nothing}
      ${mark.coding.displaced ? html`<p class="failure">${icon("warn")} ${t("coding-displaced")}</p>` : nothing}
    </li>`;
  }

  /** @param {Mark} mark */
  #glyphs(mark) {
    const values = (store.study?.facets ?? []).flatMap((facet) => facet.values.filter((value) => mark.coding.facets.some(([, id]) => id === value.id)));
    return html`<span class="card-glyphs">${values.map((value) => html`<span title=${value.name}>${facetGlyph(value.glyph, value.name)}<span class="hidden">${value.name}</span></span>`)}
      ${mark.coding.memos > 0 ? html`<span title=${t("memos-on-it", { count: mark.coding.memos })}>${icon("memo")}</span>` : nothing}</span>`;
  }

  /** @param {Mark} mark @param {string} coder @param {string} round @param {string} closed why it cannot be changed, or "" */
  #details(mark, coder, round, closed) {
    const session = /** @type {Session} */ (this.session);
    return html`<div class="card-more">
      <blockquote class="card-quote">${session.text.slice(mark.start, Math.min(mark.end, mark.start + 280))}${mark.end - mark.start > 280 ? " …" : ""}</blockquote>
      ${(store.study?.facets ?? []).map((facet) => html`<div class="card-facets" role="group" aria-label=${facet.name}><span class="quiet">${facet.name}</span>
        ${facet.values.map((value) => html`<button class="facet-toggle" ?disabled=${closed !== ""} aria-pressed=${mark.coding.facets.some(([, id]) => id === value.id) ? "true" : "false"}
          @click=${() => toggleFacet(session, mark.id, facet.id, value.id)}>${facetGlyph(value.glyph)}${value.name}</button>`)}</div>`)}
      <p class="quiet">${[coder, round, dateTime(mark.coding.at), t("characters", { count: mark.coding.end - mark.coding.start })].filter(Boolean).join(" · ")}</p>
      ${closed ? html`<p class="quiet">${closed}</p>` : nothing}
      ${session.hasSelection && !closed ? html`<button class="button" @click=${() => moveEdges(session, mark.id)}>${t("move-edges")}</button>` : nothing}
      <funn-memo-list .target=${{ type: "coding", id: mark.id }}></funn-memo-list>
    </div>`;
  }
}

customElements.define("funn-inspector", FunnInspector);
