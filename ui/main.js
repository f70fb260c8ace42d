// Where the workbench starts: language, study, frame; rooms are loaded when they are first visited.
import { html, render } from "./vendor/lit.js";
import { api } from "./lib/api.js";
import { announce } from "./lib/announce.js";
import { preferredLanguage, setLang, t } from "./lib/i18n.js";
import { handleKey } from "./lib/keys.js";
import { store } from "./lib/state.js";
import { problemText } from "./parts/problem.js";
import "./parts/app.js";

async function start() {
  const words = setLang(preferredLanguage());
  try {
    store.study = await api.get("/api/study");
  } catch (error) {
    await words;
    complainAtStart(/** @type {any} */ (error));
    return;
  }
  await words;
  const wished = preferredLanguage(store.study?.language);
  if (wished !== document.documentElement.lang) await setLang(wished);
  await store.load("study");
  store.listen();
  store.subscribe((names) => {
    if (names.has("locked")) announce(t("start-locked"), { tone: "error", hint: t("start-locked-hint") });
    else if (names.has("reachable") && store.reachable) announce(t("back"));
  });
  window.addEventListener("keydown", handleKey);
  const app = document.querySelector("funn-app");
  /** @type {any} */ (app)?.start();
}

/** @param {{ message: string, hint?: string, kind?: string }} error */
function complainAtStart(error) {
  const locked = error.kind === "locked" || /** @type {any} */ (error).status === 401;
  render(html`<main class="start-failure" role="alert">
    <h1>${t(locked ? "start-locked" : "start-failed")}</h1>
    <p>${locked ? t("start-locked-hint") : problemText(error)}</p>
    <button class="button primary" @click=${() => location.reload()}>${t("try-again")}</button>
  </main>`, document.body);
}

start();
