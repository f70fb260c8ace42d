// Bringing documents in: sends the files, shows what was lost, asks for the encoding where the server will not guess.
import { html, nothing } from "../../vendor/lit.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { has, number, t } from "../../lib/i18n.js";
import { go } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { openDialog } from "../../parts/dialog.js";
import { icon } from "../../parts/icons.js";

/** @import { ImportAnswer, Loss, Refusal } from "../../lib/types.js" */

/** What the file chooser offers. */
export const ACCEPTED = ".txt,.md,.html,.htm,.docx,.odt,.rtf,.pdf,.vtt,.srt,.json,.tsv,.otr,.eaf,.csv";

/** Opens the file chooser. */
export function chooseFiles() {
  const field = document.createElement("input");
  field.type = "file";
  field.multiple = true;
  field.accept = ACCEPTED;
  field.addEventListener("change", () => importFiles([...(field.files ?? [])]));
  field.click();
}

/** Imports files and shows the report where there is something to say. @param {File[]} files @param {string} [encoding] */
export async function importFiles(files, encoding) {
  if (files.length === 0) return;
  const form = new FormData();
  files.forEach((file) => form.append("file", file, file.name));
  if (encoding) form.append("encoding", encoding);
  busy(files.length);
  try {
    const answer = /** @type {ImportAnswer} */ (await api.post("/api/sources", form));
    await store.refresh("sources");
    const fresh = answer.sources.filter((source) => !source.duplicate_of);
    if (answer.losses.length || answer.refused.length || answer.sources.length > fresh.length) await report(answer, files);
    if (fresh.length === 1) go(`/sources/${fresh[0].id}`);
  } catch (error) {
    complain(error);
  } finally {
    busy(0);
  }
}

/** @param {number} count */
function busy(count) {
  document.documentElement.dispatchEvent(new CustomEvent("importing", { detail: count }));
}

/** @param {ImportAnswer} answer @param {File[]} files */
function report(answer, files) {
  const fresh = answer.sources.filter((source) => !source.duplicate_of);
  const same = answer.sources.filter((source) => source.duplicate_of);
  return openDialog({
    title: t("import-report"), className: "wide",
    body: (close) => html`
      ${fresh.length ? html`<p>${icon("check")} ${t("import-done", { count: fresh.length, names: fresh.map((source) => source.name).slice(0, 4).join(", ") })}</p>` : nothing}
      ${same.map((source) => html`<p class="quiet">${t("import-duplicate", { name: source.name, other: source.duplicate_of ?? "" })}</p>`)}
      ${answer.refused.length ? refusals(answer.refused, files, close) : nothing}
      ${answer.losses.length ? losses(answer.losses) : nothing}
      <div class="dialog-actions"><button class="button" ?autofocus=${answer.refused.length === 0} @click=${() => close(null)}>${t("ok")}</button></div>`,
  });
}

/** @param {Refusal[]} refused @param {File[]} files @param {(value: null) => void} close */
function refusals(refused, files, close) {
  return html`<section><h3>${t("import-refused", { count: refused.length })}</h3><ul class="refusals">${refused.map((each) => html`<li>
    <strong>${each.file}</strong>${each.encodings?.length ? html`<p>${t("import-which-encoding")}</p>` : html`<p>${each.message}</p>${each.hint ? html`<p class="quiet">${each.hint}</p>` : nothing}`}
    ${(each.encodings ?? []).map((encoding, order) => html`<button class="button ${order === 0 ? "primary" : ""}" ?autofocus=${order === 0} @click=${() => {
      close(null);
      importFiles(files.filter((file) => file.name === each.file), encoding);
    }}>${t("import-read-as", { encoding: encodingName(encoding) })}</button>`)}</li>`)}</ul></section>`;
}

/** @param {string} encoding */
function encodingName(encoding) {
  const names = /** @type {Record<string, string>} */ ({ "windows-1252": "Windows-1252 (æ ø å)", "utf-16le": "UTF-16 LE", "utf-16be": "UTF-16 BE" });
  return names[encoding.toLowerCase()] ?? encoding;
}

/** @param {Loss[]} list */
function losses(list) {
  return html`<section><h3>${t("import-losses")}</h3><p class="quiet">${t("import-losses-hint")}</p>
    <table class="data"><thead><tr><th scope="col">${t("source")}</th><th scope="col">${t("loss")}</th><th scope="col">${t("detail")}</th><th scope="col" class="numeric">${t("count")}</th></tr></thead>
    <tbody>${list.map((loss) => html`<tr><td>${loss.source}</td><td>${has(`loss-${loss.kind}`) ? t(`loss-${loss.kind}`) : loss.kind}</td><td>${loss.detail}</td><td class="numeric">${number(loss.count)}</td></tr>`)}</tbody></table></section>`;
}

/** Lets files be dropped on an element. Returns the function that stops it. @param {HTMLElement} element */
export function acceptDrops(element) {
  const over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    element.classList.add("is-dropping");
  };
  const leave = (/** @type {DragEvent} */ event) => {
    if (!element.contains(/** @type {Node | null} */ (event.relatedTarget))) element.classList.remove("is-dropping");
  };
  const drop = (/** @type {DragEvent} */ event) => {
    element.classList.remove("is-dropping");
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    importFiles(files);
  };
  element.addEventListener("dragover", over);
  element.addEventListener("dragleave", leave);
  element.addEventListener("drop", drop);
  return () => {
    element.removeEventListener("dragover", over);
    element.removeEventListener("dragleave", leave);
    element.removeEventListener("drop", drop);
  };
}
