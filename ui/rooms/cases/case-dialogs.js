// Dialogs that make and change kinds of cases and their attributes.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { t } from "../../lib/i18n.js";
import { store } from "../../lib/state.js";
import { openDialog } from "../../parts/dialog.js";
import { problemText } from "../../parts/problem.js";
import { readChoices } from "./cases-state.js";

const TYPES = ["text", "number", "boolean", "date", "choice"];

/**
 * A dialog with a form that saves before it closes: a refusal is worded in the dialog and nothing typed is lost.
 * @param {{title: string, fields: (state: {problem: any, redraw: () => void}) => unknown, save: (form: FormData) => Promise<any>, action: string, remove?: {label: string, run: () => Promise<any>}}} content
 * @returns {Promise<any>} what `save` gave, or null when it was left
 */
function formDialog({ title, fields, save, action, remove }) {
  /** @type {any} */
  let problem = null;
  return openDialog({
    title,
    body: (close, redraw) => {
      const attempt = async (/** @type {() => Promise<any>} */ run) => {
        try {
          const answer = await run();
          await store.refresh("cases");
          close(answer ?? true);
        } catch (error) {
          problem = error;
          redraw();
        }
      };
      const submit = (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        attempt(() => save(new FormData(/** @type {HTMLFormElement} */ (event.target))));
      };
      return html`<form class="stack-form" @submit=${submit}>
        ${fields({ problem, redraw })}
        ${problem ? html`<p class="problem" role="alert">${problemText(problem)}</p>` : nothing}
        <footer class="form-foot">
          ${remove ? html`<button type="button" class="button danger" @click=${() => attempt(remove.run)}>${remove.label}</button>` : nothing}
          <button class="button primary">${action}</button>
        </footer>
      </form>`;
    },
  });
}

/** @param {string} label @param {string} name @param {string} value @param {string} [hint] */
function textField(label, name, value, hint = "") {
  return html`<label>${label}<input type="text" name=${name} value=${value} required autocomplete="off" autofocus />
    ${hint ? html`<small class="quiet">${hint}</small>` : nothing}</label>`;
}

/** @param {FormData} form @param {string} name */
function word(form, name) {
  return String(form.get(name) ?? "").trim();
}

/** Asks for a new kind of case. @returns {Promise<string|null>} its id */
export async function newKind() {
  const answer = await formDialog({
    title: t("kind-new"), action: t("kind-make"),
    fields: () => textField(t("kind-name"), "name", "", t("kind-name-hint")),
    save: (form) => api.post("/api/case-kinds", { name: word(form, "name") }),
  });
  return answer?.id ?? null;
}

/** @param {{id: string, name: string}} kind */
export function editKind(kind) {
  const members = store.cases?.cases.filter((one) => one.kind === kind.id).length ?? 0;
  return formDialog({
    title: t("kind-edit"), action: t("save"),
    fields: () => textField(t("kind-name"), "name", kind.name),
    save: (form) => api.patch(`/api/case-kinds/${kind.id}`, { name: word(form, "name") }),
    remove: { label: t("kind-delete", { n: members }), run: () => api.del(`/api/case-kinds/${kind.id}`) },
  });
}

/** @param {{id: string, name: string}} kind */
export function newAttribute(kind) {
  let type = "text";
  return formDialog({
    title: t("attribute-new-for", { kind: kind.name }), action: t("attribute-make"),
    fields: ({ redraw }) => html`${textField(t("attribute-name"), "name", "")}
      <fieldset class="type-choice"><legend>${t("attribute-type")}</legend>
        ${TYPES.map((each) => html`<label class="radio"><input type="radio" name="type" value=${each} ?checked=${each === type}
          @change=${() => { type = each; redraw(); }} /><span>${t(`attribute-type-${each}`)} <small class="quiet">${t(`attribute-type-${each}-example`)}</small></span></label>`)}
      </fieldset>
      ${type === "choice" ? choicesField([]) : nothing}`,
    save: (form) => {
      const choices = type === "choice" ? { choices: readChoices(word(form, "choices")) } : {};
      return api.post("/api/attributes", { owner: kind.id, name: word(form, "name"), type, ...choices });
    },
  });
}

/** @param {{id: string, name: string, type: string, choices?: string[]}} attribute */
export function editAttribute(attribute) {
  return formDialog({
    title: t("attribute-edit"), action: t("save"),
    fields: () => html`${textField(t("attribute-name"), "name", attribute.name)}
      ${attribute.type === "choice" ? choicesField(attribute.choices ?? []) : nothing}`,
    save: (form) => {
      const choices = attribute.type === "choice" ? { choices: readChoices(word(form, "choices")) } : {};
      return api.patch(`/api/attributes/${attribute.id}`, { name: word(form, "name"), ...choices });
    },
    remove: { label: t("attribute-delete"), run: () => api.del(`/api/attributes/${attribute.id}`) },
  });
}

/** @param {string[]} choices */
function choicesField(choices) {
  return html`<label>${t("attribute-choices")}<textarea name="choices" rows="5" required .value=${choices.join("\n")}></textarea>
    <small class="quiet">${t("attribute-choices-hint")}</small></label>`;
}
