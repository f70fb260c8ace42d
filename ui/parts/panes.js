// The three columns of a room: a list at the left, the main thing, an inspector at the right; the sides fold, a phone shows one.
import { html, nothing } from "../vendor/lit.js";
import { t } from "../lib/i18n.js";
import { store } from "../lib/state.js";
import { icon } from "./icons.js";

/** @typedef {"list" | "main" | "inspector"} PaneName */

/** Which sides are folded away, kept between visits. @param {string} side */
function isFolded(side) {
  return localStorage.getItem(`funn.folded.${side}`) === "yes";
}

/** Folds or unfolds a side. @param {"list" | "inspector"} side @param {boolean} [folded] */
export function fold(side, folded = !isFolded(side)) {
  localStorage.setItem(`funn.folded.${side}`, folded ? "yes" : "no");
  store.notify("panes");
}

/** Brings a pane to the front on a phone, and unfolds it elsewhere. @param {PaneName} pane */
export function showPane(pane) {
  document.documentElement.dataset.pane = pane;
  if (pane !== "main" && isFolded(pane)) fold(pane, false);
  store.notify("panes");
}

/** The pane a phone shows now. @returns {PaneName} */
export function shownPane() {
  return /** @type {PaneName} */ (document.documentElement.dataset.pane ?? "main");
}

/** A room that uses this names "panes" in its `watches`.
 * @param {{ room: string, main: unknown, mainLabel: string, list?: unknown, listLabel?: string, inspector?: unknown, inspectorLabel?: string }} content */
export function panes({ room, list, listLabel = "", main, mainLabel, inspector, inspectorLabel = "" }) {
  const listFolded = list && isFolded("list");
  const inspectorFolded = inspector && isFolded("inspector");
  return html`<div class="panes room-${room} ${list ? "" : "no-list"} ${inspector ? "" : "no-inspector"} ${listFolded ? "list-folded" : ""} ${inspectorFolded ? "inspector-folded" : ""}">
    ${list ? html`<section class="pane pane-list" aria-label=${listLabel}>${list}</section>` : nothing}
    ${list ? folder("list", Boolean(listFolded), listLabel) : nothing}
    <main class="pane pane-main" aria-label=${mainLabel} id="main" tabindex="-1">${main}</main>
    ${inspector ? folder("inspector", Boolean(inspectorFolded), inspectorLabel) : nothing}
    ${inspector ? html`<section class="pane pane-inspector" aria-label=${inspectorLabel}>${inspector}</section>` : nothing}
    <nav class="bottom-bar" aria-label=${t("panes")}>
      ${list ? tab("list", listLabel, "list") : nothing}
      ${tab("main", mainLabel, "text")}
      ${inspector ? tab("inspector", inspectorLabel, "tag") : nothing}
    </nav>
  </div>`;
}

/** @param {"list" | "inspector"} side @param {boolean} folded @param {string} label */
function folder(side, folded, label) {
  const name = t(folded ? "unfold" : "fold", { what: label });
  return html`<button class="folder folder-${side}" aria-expanded=${folded ? "false" : "true"} aria-label=${name} title=${name}
    @click=${() => fold(side)}>${icon("chevron")}</button>`;
}

/** @param {PaneName} pane @param {string} label @param {import("./icons.js").IconName} picture */
function tab(pane, label, picture) {
  return html`<button aria-pressed=${shownPane() === pane ? "true" : "false"} @click=${() => showPane(pane)}>${icon(picture)}<span>${label}</span></button>`;
}
