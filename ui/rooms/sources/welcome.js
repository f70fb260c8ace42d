// What a newcomer meets first: the study's own words of welcome, until they are put away.
import { html } from "../../vendor/lit.js";
import { t } from "../../lib/i18n.js";
import { link } from "../../lib/router.js";
import { store } from "../../lib/state.js";

const KEPT = "funn.welcomed";

/** True once the welcome has been put away, or where the study has none. */
export function isWelcomed() {
  const study = store.study;
  return !study?.welcome || localStorage.getItem(KEPT) === study.id;
}

/** The welcome; `done` is called when it is put away. @param {() => void} done */
export function welcome(done) {
  const study = store.study;
  const first = store.sources[0];
  const leave = () => {
    localStorage.setItem(KEPT, study?.id ?? "");
    done();
  };
  return html`<section class="welcome" aria-labelledby="welcome-title">
    <h1 id="welcome-title">${study?.title}</h1>
    ${study?.question ? html`<p class="welcome-question">${study.question}</p>` : ""}
    <ol class="welcome-words">${steps(study?.welcome ?? "", study?.language ?? "").map((step) => html`<li>${step}</li>`)}</ol>
    <div class="empty-action">
      ${first ? html`<a class="button primary" href=${`/sources/${first.id}`} @click=${link}>${t("welcome-read", { name: first.name })}</a>` : ""}
      <button class="button" @click=${leave}>${t("welcome-leave")}</button>
    </div>
  </section>`;
}

/** The welcome as steps: its lines, or its sentences where it is one line. @param {string} words @param {string} language */
export function steps(words, language) {
  const lines = words.split(/\n+/).map((line) => line.trim()).filter(Boolean);
  if (lines.length !== 1) return lines;
  const sentences = new Intl.Segmenter(language || undefined, { granularity: "sentence" }).segment(lines[0]);
  return [...sentences].map(({ segment }) => segment.trim()).filter(Boolean);
}
