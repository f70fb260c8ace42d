// The empty state of a room or a list: one sentence that teaches, one button.
import { html, nothing } from "../vendor/lit.js";

/** @param {{ title: string, text?: unknown, action?: unknown }} content */
export function emptyState({ title, text, action }) {
  return html`<div class="empty">
    <h2>${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${action ? html`<div class="empty-action">${action}</div>` : nothing}
  </div>`;
}
