// A failure where it happened: a sentence in the reader's language, and the server's own words beneath.
import { html, nothing } from "../vendor/lit.js";
import { errorWords } from "../lib/errors.js";
import { lang } from "../lib/i18n.js";

/** The failure as a paragraph that is read out. @param {unknown} error */
export function problem(error) {
  return html`<p class="problem" role="alert">${problemText(error)}</p>`;
}

/** The failure as text, for a place that has its own frame. @param {unknown} error */
export function problemText(error) {
  const { title, detail } = errorWords(error);
  return html`${title}${detail ? html` <span class="problem-detail" lang=${lang() === "en" ? nothing : "en"}>${detail}</span>` : nothing}`;
}
