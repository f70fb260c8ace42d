// Dialogs: one native <dialog> at a time, focus kept inside and given back, Escape closes.
import { html, nothing, render } from "../vendor/lit.js";
import { t } from "../lib/i18n.js";
import { icon } from "./icons.js";

/**
 * Opens a dialog and resolves with what `close(value)` is given, or null when it is left.
 * @template T
 * @param {{ title: string, body: (close: (value: T | null) => void, redraw: () => void) => unknown, className?: string, hideTitle?: boolean, light?: boolean }} content
 *   `light` closes on a click outside as well.
 * @returns {Promise<T | null>}
 */
export function openDialog({ title, body, className = "", hideTitle = false, light = false }) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const dialog = document.createElement("dialog");
  dialog.className = `dialog ${className}`;
  dialog.setAttribute("aria-label", title);
  document.body.append(dialog);
  return new Promise((resolve) => {
    /** @type {T | null} */
    let answer = null;
    const close = (/** @type {T | null} */ value) => {
      answer = value;
      dialog.close();
    };
    const redraw = () => render(frame(title, hideTitle, body(close, redraw), () => close(null)), dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(answer);
    });
    if (light) dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) close(null); });
    redraw();
    dialog.showModal();
    const first = /** @type {HTMLElement | null} */ (dialog.querySelector("[autofocus], input[type=text], textarea"));
    first?.focus();
  });
}

/** @param {string} title @param {boolean} hideTitle @param {unknown} body @param {() => void} leave */
function frame(title, hideTitle, body, leave) {
  return html`${hideTitle ? nothing : html`<header class="dialog-head"><h2>${title}</h2>
    <button class="icon-button" aria-label=${t("close")} @click=${leave}>${icon("close")}</button></header>`}
    <div class="dialog-body">${body}</div>`;
}
