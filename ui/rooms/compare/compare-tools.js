// The controls above the matrix: what stands in rows and columns, what is counted, how it is shown.
import { html, nothing } from "../../vendor/lit.js";
import { t } from "../../lib/i18n.js";
import { icon } from "../../parts/icons.js";

/** @typedef {import("./matrix-state.js").MatrixState} MatrixState */
/** @typedef {import("./dimensions.js").Dimension} Dimension */
/** @typedef {{turn: (change: Partial<MatrixState>) => void, transpose: () => void, copy: (form: "csv"|"markdown") => void}} Actions */

const SHOWS = /** @type {const} */ (["count", "row", "column", "residual"]);
const COUNTS = /** @type {const} */ (["codings", "passages", "words", "sources"]);
const GROUPS = /** @type {const} */ (["codes", "cases", "attributes", "sources", "coding"]);

/** What a dimension is called. @param {string} key */
export function dimensionName(key) {
  const cut = key.indexOf(":");
  return cut < 0 ? t(`dimension-${key}`) : key.slice(cut + 1);
}

/**
 * @param {MatrixState} state @param {Dimension[]} dimensions @param {{name: string}[]} facets @param {Actions} actions
 */
export function compareTools(state, dimensions, facets, { turn, transpose, copy }) {
  const side = (/** @type {"rows"|"cols"} */ which) => (/** @type {Event} */ event) =>
    turn({ [which]: value(event), cell: null, sort: "", open: [] });
  return html`<div class="compare-tools">
    <div class="dimension-pair">
      <label class="tool"><span>${t("compare-rows")}</span>${dimensionSelect(dimensions, state.rows, side("rows"))}</label>
      <button class="icon-button" aria-label=${t("compare-transpose")} title=${`${t("compare-transpose")} (T)`} @click=${transpose}>${swapMark()}</button>
      <label class="tool"><span>${t("compare-cols")}</span>${dimensionSelect(dimensions, state.cols, side("cols"))}</label>
    </div>
    <label class="tool"><span>${t("compare-count")}</span><select @change=${(/** @type {Event} */ event) => turn({ count: /** @type {any} */ (value(event)) })}>
      ${COUNTS.map((count) => html`<option value=${count} ?selected=${count === state.count}>${t(`count-${count}`)}</option>`)}</select></label>
    <fieldset class="segmented"><legend>${t("compare-show")}</legend>${SHOWS.map((show) => html`
      <label><input type="radio" name="show" value=${show} .checked=${show === state.show} @change=${() => turn({ show, sort: "" })} /><span>${t(`show-${show}`)}</span></label>`)}</fieldset>
    ${facets.length ? html`<label class="tool"><span>${t("compare-layer")}</span><select @change=${(/** @type {Event} */ event) => turn({ layer: value(event) })}>
      <option value="" ?selected=${!state.layer}>${t("compare-no-layer")}</option>
      ${facets.map(({ name }) => html`<option value=${name} ?selected=${name === state.layer}>${name}</option>`)}</select></label>` : nothing}
    <details class="tool-menu" @focusout=${closeMenu} @keydown=${closeMenu}><summary class="button">${t("compare-more")}</summary><div class="tool-menu-body">
      <label class="check"><input type="checkbox" .checked=${state.exact} @change=${(/** @type {Event} */ event) => turn({ exact: isChecked(event) })} /><span>${t("compare-exact")}</span></label>
      <label class="check"><input type="checkbox" .checked=${!state.empty} @change=${(/** @type {Event} */ event) => turn({ empty: !isChecked(event) })} /><span>${t("compare-hide-empty")}</span></label>
      <button class="menu-item" @click=${() => copy("csv")}>${icon("copy")}${t("compare-copy-csv")}</button>
      <button class="menu-item" @click=${() => copy("markdown")}>${icon("copy")}${t("compare-copy-markdown")}</button>
      <button class="menu-item" @click=${() => print()}>${icon("text")}${t("compare-print")}</button>
    </div></details>
  </div>`;
}

/** @param {Dimension[]} dimensions @param {string} chosen @param {(event: Event) => void} change */
function dimensionSelect(dimensions, chosen, change) {
  const isKnown = dimensions.some(({ key }) => key === chosen);
  return html`<select @change=${change}>
    ${isKnown ? nothing : html`<option value=${chosen} selected>${dimensionName(chosen)}</option>`}
    ${GROUPS.map((group) => html`<optgroup label=${t(`dimension-group-${group}`)}>
      ${dimensions.filter((one) => one.group === group).map(({ key }) => html`<option value=${key} ?selected=${key === chosen}>${dimensionName(key)}</option>`)}</optgroup>`)}
  </select>`;
}

function swapMark() {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13"/></svg>`;
}

/** Closes the menu when the focus leaves it or Escape is pressed. @param {FocusEvent | KeyboardEvent} event */
function closeMenu(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (event instanceof KeyboardEvent) {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  } else if (event.relatedTarget && !menu.contains(/** @type {Node} */ (event.relatedTarget))) menu.open = false;
}

/** @param {Event} event */
function value(event) {
  return /** @type {HTMLSelectElement} */ (event.target).value;
}

/** @param {Event} event */
function isChecked(event) {
  return /** @type {HTMLInputElement} */ (event.target).checked;
}
