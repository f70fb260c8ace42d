// The field that edits one typed value: text, number, date or choice, with its problem worded beside it.
import { html, nothing } from "../vendor/lit.js";
import { locale, t } from "../lib/i18n.js";
import { editText, isMissing, parseValue } from "./attribute-value.js";

/**
 * @typedef {import("./attribute-value.js").Attribute} Attribute
 * @typedef {import("./attribute-value.js").Value} Value
 * @typedef {import("./attribute-value.js").Parsed} Parsed
 * @typedef {{keydown: (event: KeyboardEvent) => void, blur: (event: FocusEvent) => void}} Handlers
 */

/**
 * @param {Attribute} attribute @param {Value} value
 * @param {{typed: string|null, problem: string}} editing `typed` replaces the value when typing began the edit
 * @param {Handlers} on
 */
export function cellEditor(attribute, value, editing, on) {
  const label = attribute.name;
  const field = attribute.type === "choice" ? choiceField(attribute, value, label, on) : inputField(attribute, value, editing, label, on);
  return html`<span class="cell-editor">${field}
    ${editing.problem ? html`<span class="field-problem" id="cell-problem" role="alert">${editing.problem}</span>` : nothing}</span>`;
}

/** @param {Attribute} attribute @param {Value} value @param {string} label @param {Handlers} on */
function choiceField(attribute, value, label, on) {
  const choices = attribute.choices ?? [];
  const foreign = !isMissing(value) && !choices.includes(String(value));
  return html`<select data-editor aria-label=${label} @keydown=${on.keydown} @blur=${on.blur}>
    <option value="" ?selected=${isMissing(value)}>${t("grid-no-value")}</option>
    ${foreign ? html`<option value=${String(value)} selected>${value}</option>` : nothing}
    ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`)}
  </select>`;
}

/**
 * @param {Attribute} attribute @param {Value} value @param {{typed: string|null, problem: string}} editing
 * @param {string} label @param {Handlers} on
 */
function inputField(attribute, value, editing, label, on) {
  const isDate = attribute.type === "date";
  const text = editing.typed ?? editText(attribute, value, locale());
  return html`<input data-editor type=${isDate ? "date" : "text"} inputmode=${attribute.type === "number" ? "decimal" : "text"}
    value=${text} aria-label=${label} autocomplete="off" aria-invalid=${editing.problem ? "true" : "false"}
    aria-describedby=${editing.problem ? "cell-problem" : nothing} @keydown=${on.keydown} @blur=${on.blur} />`;
}

/** @param {Element|null} field @param {Attribute} attribute @returns {Parsed} */
export function readEditor(field, attribute) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return { ok: true, value: null };
  if (field instanceof HTMLInputElement && field.type === "date" && field.validity.badInput) return { ok: false, problem: "date" };
  return parseValue(attribute, field.value, locale());
}
