// What is known of the source being read: name, kind, size, cases, attributes, memos on it.
import { html, nothing } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { store } from "../../lib/state.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { date, number, t } from "../../lib/i18n.js";
import { go, link } from "../../lib/router.js";
import { icon } from "../../parts/icons.js";
import "../../parts/memo-list.js";

export const SOURCE_KINDS = ["transcript", "document", "field-note", "survey-answer"];

export class FunnSourceSheet extends FunnElement {
  static properties = { source: { attribute: false }, begun: { type: Boolean } };
  static watches = ["sources", "cases", "memos"];

  constructor() {
    super();
    /** @type {import("../../lib/types.js").Source | null} */ this.source = null;
    this.begun = false;
  }

  connectedCallback() {
    super.connectedCallback();
    store.load("cases").catch(() => {});
  }

  render() {
    const source = store.sources.find((each) => each.id === this.source?.id) ?? this.source;
    if (!source) return nothing;
    const cases = (store.cases?.cases ?? []).filter((each) => source.cases?.includes(each.id));
    const attributes = (store.cases?.source_attributes ?? []).filter((each) => source.values?.[each.id] !== undefined && source.values[each.id] !== null);
    return html`<details class="source-sheet" ?open=${this.begun}>
      <summary>${t("about-source")}</summary>
      <label class="field"><span>${t("name")}</span><input type="text" .value=${source.name} @change=${(/** @type {Event} */ event) => this.#patch({ name: value(event) })}></label>
      <label class="field"><span>${t("kind")}</span><select @change=${(/** @type {Event} */ event) => this.#patch({ kind: value(event) })}>
        ${SOURCE_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === source.kind}>${t(`kind-${kind}`)}</option>`)}</select></label>
      <dl class="facts">
        <div><dt>${t("words")}</dt><dd>${number(source.words ?? 0)}</dd></div>
        <div><dt>${t("codings")}</dt><dd>${number(source.codings ?? 0)}</dd></div>
        ${source.participant ? html`<div><dt>${t("participant")}</dt><dd>${source.participant}</dd></div>` : nothing}
        ${cases.length ? html`<div><dt>${t("room-cases")}</dt><dd>${cases.map((each) => html`<a href=${`/cases/${each.id}`} @click=${link}>${each.name}</a> `)}</dd></div>` : nothing}
        ${attributes.map((each) => html`<div><dt>${each.name}</dt><dd>${String(source.values[each.id])}</dd></div>`)}
        <div><dt>${t("added")}</dt><dd>${date(source.added)}</dd></div>
        <div><dt>${t("format")}</dt><dd>${source.format}${source.encoding ? ` · ${source.encoding}` : ""}</dd></div>
      </dl>
      <div class="source-memos"><h3>${t("memos-on-source")}</h3><funn-memo-list .target=${{ type: "source", id: source.id }}></funn-memo-list></div>
      <button class="button quiet-button" @click=${() => this.#remove(source.id)}>${icon("trash")}${t("source-delete")}</button>
    </details>`;
  }

  /** @param {Record<string, unknown>} part */
  #patch(part) {
    api.patch(`/api/sources/${this.source?.id}`, part).catch(complain);
  }

  /** @param {string} id */
  #remove(id) {
    api.del(`/api/sources/${id}`).then(() => go("/sources"), complain);
  }
}

/** @param {Event} event */
function value(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

customElements.define("funn-source-sheet", FunnSourceSheet);
