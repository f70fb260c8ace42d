// The saved queries: run, save under a name, rename, delete.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { t } from "../../lib/i18n.js";
import { link } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { icon } from "../../parts/icons.js";

/**
 * @param {{current: string, renaming: string|null, rename: (id: string|null) => void, href: (query: string) => string}} room
 */
export function savedQueries({ current, renaming, rename, href }) {
  const isSaved = store.queries.some(({ text }) => text === current);
  return html`<div class="saved-queries" @click=${link}>
    <h2>${t("find-saved")}</h2>
    ${store.queries.length === 0 ? html`<p class="quiet">${t("find-saved-none")}</p>` : nothing}
    <ul>${repeat(store.queries, (query) => query.id, (query) => (query.id === renaming ? nameForm(query, rename) : html`<li>
      <a href=${href(query.text)} aria-current=${query.text === current ? "page" : nothing} title=${query.text}><strong>${query.name}</strong><code>${query.text}</code></a>
      <span class="row-tools">
        <button class="icon-button" aria-label=${t("rename-named", { name: query.name })} title=${t("rename-named", { name: query.name })} @click=${() => rename(query.id)}>${icon("edit")}</button>
        <button class="icon-button" aria-label=${t("remove-named", { name: query.name })} title=${t("remove-named", { name: query.name })} @click=${() => write(() => api.del(`/api/queries/${query.id}`))}>${icon("trash")}</button>
      </span></li>`))}</ul>
    ${current.trim() && !isSaved ? html`<form class="save-query" @submit=${(/** @type {SubmitEvent} */ event) => save(event, current)}>
      <label for="query-name">${t("find-save-as")}</label>
      <input id="query-name" type="text" name="name" required autocomplete="off" placeholder=${t("find-save-name")} />
      <button class="button">${t("find-save")}</button></form>` : nothing}
  </div>`;
}

/** @param {{id: string, name: string}} query @param {(id: string|null) => void} rename */
function nameForm(query, rename) {
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const name = nameIn(event);
    if (!name || name === query.name || await write(() => api.patch(`/api/queries/${query.id}`, { name }))) rename(null);
  };
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    rename(null);
  };
  return html`<li><form class="save-query" @submit=${submit} @keydown=${leave}>
    <input type="text" name="name" value=${query.name} required autocomplete="off" aria-label=${t("rename-named", { name: query.name })} />
    <button class="button">${t("save")}</button></form></li>`;
}

/** @param {SubmitEvent} event @param {string} text */
async function save(event, text) {
  event.preventDefault();
  const name = nameIn(event);
  if (name) await write(() => api.post("/api/queries", { name, text }));
}

/** @param {SubmitEvent} event */
function nameIn(event) {
  return String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name") ?? "").trim();
}

/** @param {() => Promise<any>} run */
async function write(run) {
  try {
    await run();
    await store.refresh("queries");
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
