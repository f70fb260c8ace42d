// <funn-code-tree>: the codebook as an ARIA tree: beside the reader it codes the selection, in its own room it is where one orders it.
import { html, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { store } from "../lib/state.js";
import { number, t } from "../lib/i18n.js";
import { foldText } from "../lib/match.js";
import { childrenOf, visibleRows, withDescendants } from "../lib/tree.js";
import { swatch } from "./code-chip.js";
import { icon } from "./icons.js";

/** @import { Code } from "../lib/types.js" */
/** @import { Row } from "../lib/tree.js" */
/** @typedef {{ id: string, where: "into" | "before" }} Drop */

/**
 * Events: `open` (detail: code id) when a code is chosen with Enter or a click; `rename` ({id, name}); `move` ({id, parent, before});
 * `remove` (id); `create` (parent id or null). `.editable` switches on renaming, moving and removing.
 */
export class FunnCodeTree extends FunnElement {
  static properties = {
    editable: { type: Boolean }, selected: {}, filter: {}, label: {}, folded: { state: true }, active: { state: true }, renaming: { state: true },
    cut: { state: true }, drop: { state: true },
  };
  static watches = ["codes"];

  constructor() {
    super();
    this.editable = false;
    this.selected = "";
    this.filter = "";
    this.label = "";
    /** @type {Set<string>} */ this.folded = new Set();
    /** The code that Tab reaches. */ this.active = "";
    this.renaming = "";
    /** The code being moved with cut and paste. */ this.cut = "";
    /** @type {Drop | null} */ this.drop = null;
    this.dragged = "";
  }

  get rows() {
    if (!this.filter.trim()) return visibleRows(store.codes, this.folded);
    const needle = foldText(this.filter.trim());
    const byId = store.codeById;
    const kept = new Set();
    for (const code of store.codes) {
      if (!foldText(code.path).includes(needle) && !foldText(code.definition).includes(needle)) continue;
      for (let each = /** @type {Code | undefined} */ (code); each; each = each.parent ? byId.get(each.parent) : undefined) kept.add(each.id);
    }
    return visibleRows(store.codes.filter((code) => kept.has(code.id)), new Set());
  }

  render() {
    const rows = this.rows;
    const active = rows.some((row) => row.code.id === this.active) ? this.active : rows.some((row) => row.code.id === this.selected) ? this.selected : rows[0]?.code.id;
    return html`<div class="code-tree" role="tree" aria-label=${this.label} @keydown=${this.#key} @dragleave=${() => { this.drop = null; }}>
      ${repeat(rows, (row) => row.code.id, (row) => this.#row(row, row.code.id === active))}
    </div>`;
  }

  /** @param {Row} row @param {boolean} isActive */
  #row({ code, level, hasChildren, index, siblings }, isActive) {
    const isFolded = this.folded.has(code.id);
    const drop = this.drop?.id === code.id ? `drop-${this.drop.where}` : "";
    return html`<div role="treeitem" class="${drop} ${code.is_codable ? "" : "is-heading"} ${this.cut === code.id ? "is-cut" : ""}" data-code=${code.id}
      aria-level=${level} aria-posinset=${index} aria-setsize=${siblings} aria-expanded=${hasChildren ? (isFolded ? "false" : "true") : nothing}
      aria-selected=${this.selected === code.id ? "true" : "false"} aria-label=${t("tree-code", { name: code.name, count: code.codings_with_descendants })}
      tabindex=${isActive ? "0" : "-1"} draggable=${this.editable ? "true" : "false"} title=${code.definition || code.path}
      .style=${`--level: ${level}`} @click=${(/** @type {MouseEvent} */ event) => this.#click(event, code)} @dblclick=${() => { if (this.editable) this.renaming = code.id; }}
      @dragstart=${(/** @type {DragEvent} */ event) => this.#dragStart(event, code)} @dragover=${(/** @type {DragEvent} */ event) => this.#dragOver(event, code)}
      @drop=${(/** @type {DragEvent} */ event) => this.#dropOn(event, code)} @focus=${() => { this.active = code.id; }}>
      <span class="twist" aria-hidden="true" data-twist>${hasChildren ? icon("chevron") : nothing}</span>
      ${swatch(code.id)}
      ${this.renaming === code.id ? this.#renameField(code) : html`<span class="tree-name">${code.name}</span>`}
      <span class="tree-count" aria-hidden="true">${code.codings_with_descendants ? number(code.codings_with_descendants) : ""}</span>
    </div>`;
  }

  /** @param {Code} code */
  #renameField(code) {
    const finish = (/** @type {HTMLInputElement} */ field, /** @type {boolean} */ keep) => {
      if (this.renaming !== code.id) return;
      this.renaming = "";
      const name = field.value.trim();
      if (keep && name && name !== code.name) this.#tell("rename", { id: code.id, name });
      this.updateComplete.then(() => this.#focus(code.id));
    };
    return html`<input class="tree-rename" type="text" aria-label=${t("rename")} .value=${code.name}
      @click=${(/** @type {Event} */ event) => event.stopPropagation()}
      @keydown=${(/** @type {KeyboardEvent} */ event) => {
        event.stopPropagation();
        if (event.key === "Enter" || event.key === "Escape") { event.preventDefault(); finish(/** @type {HTMLInputElement} */ (event.target), event.key === "Enter"); }
      }} @blur=${(/** @type {Event} */ event) => finish(/** @type {HTMLInputElement} */ (event.target), true)}>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has("renaming") || !this.renaming) return;
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector(".tree-rename"));
    field?.focus();
    field?.select();
  }

  /** @param {MouseEvent} event @param {Code} code */
  #click(event, code) {
    this.active = code.id;
    if (/** @type {HTMLElement} */ (event.target).closest("[data-twist]") && childrenOf(store.codes).has(code.id)) this.#fold(code.id);
    else this.#tell("open", code.id);
  }

  /** @param {string} id @param {boolean} [folded] */
  #fold(id, folded = !this.folded.has(id)) {
    const next = new Set(this.folded);
    if (folded) next.add(id);
    else next.delete(id);
    this.folded = next;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = this.rows;
    const at = rows.findIndex((row) => row.code.id === (/** @type {HTMLElement} */ (event.target).dataset.code ?? this.active));
    const row = rows[at];
    if (!row || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) {
      if (!this.editable || !this.#clipboard(event.key.toLowerCase(), row)) return;
    } else if (event.altKey) {
      if (!this.editable || !this.#shift(event.key, row)) return;
    } else if (!this.#walk(event.key, rows, at, row) && !(this.editable && this.#edit(event.key, row))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} key @param {Row[]} rows @param {number} at @param {Row} row */
  #walk(key, rows, at, row) {
    const isFolded = this.folded.has(row.code.id);
    if (key === "ArrowDown") this.#focus(rows[at + 1]?.code.id);
    else if (key === "ArrowUp") this.#focus(rows[at - 1]?.code.id);
    else if (key === "Home") this.#focus(rows[0].code.id);
    else if (key === "End") this.#focus(rows[rows.length - 1].code.id);
    else if (key === "ArrowRight" && row.hasChildren && isFolded) this.#fold(row.code.id, false);
    else if (key === "ArrowRight" && row.hasChildren) this.#focus(rows[at + 1]?.code.id);
    else if (key === "ArrowLeft" && row.hasChildren && !isFolded) this.#fold(row.code.id, true);
    else if (key === "ArrowLeft") this.#focus(row.code.parent ?? undefined);
    else if (key === "Enter" || key === " ") this.#tell("open", row.code.id);
    else return false;
    return true;
  }

  /** @param {string} key @param {Row} row */
  #edit(key, row) {
    if (key === "F2") this.renaming = row.code.id;
    else if (key === "Delete") this.#tell("remove", row.code.id);
    else if (key === "Insert") this.#tell("create", row.code.id);
    else return false;
    return true;
  }

  /** Moving without dragging: Ctrl+X, then Ctrl+V on the code it is to stand under. @param {string} key @param {Row} row */
  #clipboard(key, row) {
    if (key === "x") {
      this.cut = row.code.id;
      this.#tell("say", t("tree-cut", { name: row.code.name }));
    } else if (key === "v" && this.cut && !withDescendants(store.codes, this.cut).has(row.code.id)) {
      this.#tell("move", { id: this.cut, parent: row.code.id, before: null });
      this.cut = "";
    } else return false;
    return true;
  }

  /** Alt with arrows: up and down among its neighbours, right under the one above, left out to its parent's level. @param {string} key @param {Row} row */
  #shift(key, row) {
    const { code } = row;
    const siblings = childrenOf(store.codes).get(code.parent ?? "") ?? [];
    const at = siblings.findIndex((each) => each.id === code.id);
    const above = siblings[at - 1];
    const parent = code.parent ? store.codeById.get(code.parent) : undefined;
    if (key === "ArrowUp" && above) this.#tell("move", { id: code.id, parent: code.parent, before: above.id });
    else if (key === "ArrowDown" && siblings[at + 1]) this.#tell("move", { id: code.id, parent: code.parent, before: siblings[at + 2]?.id ?? null });
    else if (key === "ArrowRight" && above) this.#tell("move", { id: code.id, parent: above.id, before: null });
    else if (key === "ArrowLeft" && parent) this.#tell("move", { id: code.id, parent: parent.parent, before: this.#after(parent) });
    else return key.startsWith("Arrow");
    return true;
  }

  /** The sibling that follows a code, or null. @param {Code} code */
  #after(code) {
    const siblings = childrenOf(store.codes).get(code.parent ?? "") ?? [];
    return siblings[siblings.findIndex((each) => each.id === code.id) + 1]?.id ?? null;
  }

  /** @param {DragEvent} event @param {Code} code */
  #dragStart(event, code) {
    this.dragged = code.id;
    event.dataTransfer?.setData("text/plain", code.id);
  }

  /** @param {DragEvent} event @param {Code} code */
  #dragOver(event, code) {
    if (!this.dragged || withDescendants(store.codes, this.dragged).has(code.id)) return;
    event.preventDefault();
    const box = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
    const where = event.clientY < box.top + box.height * 0.3 ? "before" : "into";
    if (this.drop?.id !== code.id || this.drop.where !== where) this.drop = { id: code.id, where };
  }

  /** @param {DragEvent} event @param {Code} code */
  #dropOn(event, code) {
    event.preventDefault();
    const drop = this.drop;
    if (drop && this.dragged) {
      this.#tell("move", drop.where === "into" ? { id: this.dragged, parent: code.id, before: null } : { id: this.dragged, parent: code.parent, before: code.id });
    }
    this.drop = null;
    this.dragged = "";
  }

  /** @param {string | undefined} id */
  async #focus(id) {
    if (!id) return;
    this.active = id;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-code="${id}"]`))?.focus();
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define("funn-code-tree", FunnCodeTree);
