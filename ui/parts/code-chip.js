// A code in a line of text or a list: its stripe, its name, its path on hover.
import { html, nothing } from "../vendor/lit.js";
import { link } from "../lib/router.js";
import { t } from "../lib/i18n.js";
import { hueOf } from "./hues.js";
import { icon } from "./icons.js";

/** The small mark of a code's hue and pattern. @param {string} id */
export function swatch(id) {
  return html`<span class="swatch hue-${hueOf(id)}" aria-hidden="true"></span>`;
}

/** @param {{ id: string, name: string, path?: string } | undefined} code
 * @param {{ href?: string, onRemove?: () => void, full?: boolean }} [options] `full` shows the whole path */
export function codeChip(code, { href, onRemove, full = false } = {}) {
  if (!code) return html`<span class="chip">${t("code-gone")}</span>`;
  const name = full ? code.path ?? code.name : code.name;
  const inner = html`${swatch(code.id)}<span class="chip-name">${name}</span>`;
  return html`<span class="chip" title=${code.path ?? code.name}>
    ${href ? html`<a href=${href} @click=${link}>${inner}</a>` : inner}
    ${onRemove ? html`<button class="chip-remove" aria-label=${t("remove-named", { name: code.name })} @click=${onRemove}>${icon("close")}</button>` : nothing}
  </span>`;
}
