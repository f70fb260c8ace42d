// Language and theme: kept in this browser, not in the study.
import { html } from "../vendor/lit.js";
import { lang, LANGUAGES, setLang, t } from "../lib/i18n.js";
import { store } from "../lib/state.js";
import { openDialog } from "./dialog.js";
import { openKeyHelp } from "./key-help.js";

const THEMES = ["system", "light", "dark"];

/** The theme chosen: `system`, `light` or `dark`. */
export function theme() {
  return localStorage.getItem("funn.theme") ?? "system";
}

/** @param {string} name */
export function setTheme(name) {
  if (name === "system") localStorage.removeItem("funn.theme");
  else localStorage.setItem("funn.theme", name);
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  store.notify("theme");
}

/** Opens the settings. */
export function openSettings() {
  return openDialog({
    title: t("settings"), light: true,
    body: (close, redraw) => html`
      <p class="quiet">${t("settings-user", { name: store.study?.user.name ?? "" })}</p>
      ${choice("language", t("language"), LANGUAGES.map(([code, name]) => [code, name]), lang(), async (code) => { await setLang(code, { keep: true }); close(null); })}
      ${choice("theme", t("theme"), THEMES.map((name) => [name, t(`theme-${name}`)]), theme(), (name) => { setTheme(name); redraw(); })}
      <p><button class="button" @click=${() => { close(null); openKeyHelp(); }}>${t("keys")}</button></p>
      <p class="quiet">Funn ${store.study?.version ?? ""}</p>`,
  });
}

/** @param {string} name @param {string} label @param {string[][]} options @param {string} now @param {(value: string) => unknown} choose */
function choice(name, label, options, now, choose) {
  return html`<fieldset class="segmented"><legend>${label}</legend>${options.map(([value, words]) => html`
    <label><input type="radio" name=${name} value=${value} .checked=${value === now} @change=${() => choose(value)}><span lang=${name === "language" ? value : ""}>${words}</span></label>`)}</fieldset>`;
}
