// The relations of a case: a list, and a form that adds one.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { locale, t } from "../../lib/i18n.js";
import { store } from "../../lib/state.js";
import { formatDate } from "../../parts/attribute-value.js";
import { icon } from "../../parts/icons.js";
import { relationsOf } from "./cases-state.js";

const ARROWS = { out: "→", in: "←", both: "↔" };

/** @param {{id: string, name: string}} one */
export function relationsSection(one) {
  const relations = relationsOf(store.cases?.relations ?? [], one.id);
  return html`<section aria-labelledby="case-relations"><h2 id="case-relations">${t("case-relations")}</h2>
    ${relations.length === 0 ? html`<p class="quiet">${t("case-no-relations")}</p>` : nothing}
    <ul class="relations">${relations.map((line) => relationLine(line))}</ul>
    ${form(one)}
  </section>`;
}

/** @param {ReturnType<typeof relationsOf>[number]} line */
function relationLine({ relation, other, way }) {
  const name = store.cases?.cases.find(({ id }) => id === other)?.name ?? t("case-gone");
  const period = [relation.since, relation.until].some(Boolean)
    ? `${relation.since ? formatDate(relation.since, locale()) : ""}–${relation.until ? formatDate(relation.until, locale()) : ""}` : "";
  return html`<li><span class="relation-way" role="img" aria-label=${t(`relation-${way}`)}>${ARROWS[/** @type {keyof typeof ARROWS} */ (way)]}</span>
    <span class="relation-text"><span>${relation.kind}</span> <a href=${`/cases/${other}`}>${name}</a>
    ${period ? html`<span class="quiet">${period}</span>` : nothing}</span>
    <button class="icon-button" aria-label=${t("relation-remove", { kind: relation.kind, name })} @click=${() => write(() => api.del(`/api/relations/${relation.id}`))}>${icon("close")}</button></li>`;
}

/** @param {{id: string}} one */
function form(one) {
  const others = store.cases?.cases.filter(({ id }) => id !== one.id) ?? [];
  const known = [...new Set((store.cases?.relations ?? []).map((/** @type {any} */ relation) => relation.kind))];
  if (others.length === 0) return nothing;
  return html`<details class="relation-add"><summary>${t("relation-add")}</summary>
    <form class="stack-form" @submit=${(/** @type {SubmitEvent} */ event) => add(event, one.id)}>
      <label>${t("relation-kind")}<input type="text" name="kind" list="relation-kinds" required autocomplete="off" /></label>
      <datalist id="relation-kinds">${known.map((kind) => html`<option value=${kind}></option>`)}</datalist>
      <label>${t("relation-to")}<select name="to" required><option value=""></option>${others.map((other) => html`<option value=${other.id}>${other.name}</option>`)}</select></label>
      <label>${t("relation-direction")}<select name="direction"><option value="one-way">${t("relation-one-way")}</option><option value="mutual">${t("relation-mutual")}</option></select></label>
      <div class="field-pair"><label>${t("relation-since")}<input type="date" name="since" /></label><label>${t("relation-until")}<input type="date" name="until" /></label></div>
      <button class="button">${t("relation-make")}</button>
    </form></details>`;
}

/** @param {SubmitEvent} event @param {string} from */
async function add(event, from) {
  event.preventDefault();
  const element = /** @type {HTMLFormElement} */ (event.target);
  const values = Object.fromEntries([...new FormData(element)].filter(([, value]) => value !== ""));
  if (await write(() => api.post("/api/relations", { from, ...values }))) element.reset();
}

/** @param {() => Promise<any>} run */
async function write(run) {
  try {
    await run();
    await store.refresh("cases");
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
