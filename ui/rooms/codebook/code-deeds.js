// What one does to codes: make, rename, move, merge, split, delete. All can be undone, so nothing asks first.
import { html } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { number, t } from "../../lib/i18n.js";
import { go } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { withDescendants } from "../../lib/tree.js";
import { pickCode } from "../../parts/code-picker.js";
import { openDialog } from "../../parts/dialog.js";

/** @import { Code } from "../../lib/types.js" */

/** Makes a code under a parent; returns its id. @param {string | null} parent @returns {Promise<string | null>} */
export async function createCode(parent) {
  const siblings = store.codes.filter((code) => code.parent === parent).map((code) => code.name);
  const base = t("code-unnamed");
  let name = base;
  for (let n = 2; siblings.includes(name); n += 1) name = `${base} ${n}`;
  try {
    const answer = await api.post("/api/codes", parent ? { name, parent } : { name });
    await store.refresh("codes");
    return answer.code;
  } catch (error) {
    complain(error);
    return null;
  }
}

/** @param {string} id @param {string} name */
export function renameCode(id, name) {
  return api.patch(`/api/codes/${id}`, { name }).catch(complain);
}

/** @param {string} id @param {string | null} parent @param {string | null} [before] */
export function moveCode(id, parent, before = null) {
  return api.post(`/api/codes/${id}/move`, { parent, before }).catch(complain);
}

/** Deletes a code with all under it; one steps back with undo. @param {string} id */
export async function removeCode(id) {
  const code = store.codeById.get(id);
  try {
    await api.del(`/api/codes/${id}`);
    go(code?.parent ? `/codebook/${code.parent}` : "/codebook", { replace: true });
  } catch (error) {
    complain(error);
  }
}

/** Asks where a code is to stand, and moves it. @param {Code} code */
export async function moveTo(code) {
  const picked = await pickCode({
    title: t("move-to", { name: code.name }), allowCreate: false, withFacets: false, onlyCodable: false, topLevel: true, without: withDescendants(store.codes, code.id),
  });
  if (picked) await moveCode(code.id, picked.codes[0] || null);
}

/** Asks what to merge a code with, shows what moves, and merges. @param {Code} code */
export async function mergeInto(code) {
  const picked = await pickCode({ title: t("merge-with", { name: code.name }), allowCreate: false, withFacets: false, onlyCodable: false, without: withDescendants(store.codes, code.id) });
  const into = picked && store.codeById.get(picked.codes[0]);
  if (!into) return;
  try {
    const preview = await api.get(`/api/codes/${code.id}/merge-preview?into=${into.id}`);
    const isSure = await openDialog({
      title: t("merge-title", { name: code.name, into: into.name }),
      body: (close) => html`
        <ul class="preview-list">
          <li>${t("merge-codings", { count: preview.codings, into: into.name })}</li>
          ${preview.duplicates ? html`<li>${t("merge-duplicates", { count: preview.duplicates })}</li>` : ""}
          ${preview.children ? html`<li>${t("merge-children", { count: preview.children, into: into.name })}</li>` : ""}
          ${preview.memos ? html`<li>${t("merge-memos", { count: preview.memos })}</li>` : ""}
          <li>${t("merge-gone", { name: code.name })}</li>
        </ul>
        <div class="dialog-actions"><button class="button" @click=${() => close(null)}>${t("leave-it")}</button>
          <button class="button primary" autofocus @click=${() => close(true)}>${t("merge-do", { count: number(preview.codings) })}</button></div>`,
    });
    if (!isSure) return;
    await api.post(`/api/codes/${code.id}/merge`, { into: into.id });
    go(`/codebook/${into.id}`, { replace: true });
  } catch (error) {
    complain(error);
  }
}
