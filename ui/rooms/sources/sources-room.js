// <funn-sources>: the room of the sources: the list, the reader, the inspector.
import { html, nothing } from "../../vendor/lit.js";
import { FunnElement } from "../../lib/element.js";
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";
import { keyLabel, register } from "../../lib/keys.js";
import { t } from "../../lib/i18n.js";
import { note, sourcePath } from "../../lib/router.js";
import { store } from "../../lib/state.js";
import { emptyState } from "../../parts/empty.js";
import { icon } from "../../parts/icons.js";
import { panes, showPane } from "../../parts/panes.js";
import { problemText } from "../../parts/problem.js";
import { showCodePassages } from "../../parts/code-passages.js";
import { codeSelection, codeWith, lastCodeName, recode, removeCoding, repeatLast } from "./coding-deeds.js";
import { acceptDrops, chooseFiles } from "./import-files.js";
import { isWelcomed, welcome } from "./welcome.js";
import { Session } from "./reader/session.js";
import { readerKeys } from "./reader/reader-keys.js";
import "./inspector.js";
import "./source-list.js";
import "./filter-bar.js";
import "./reader/reader.js";
import "./reader/find-bar.js";
import "./reader/pick-bar.js";

/** @import { Place } from "../../lib/types.js" */
/** @import { FunnReader } from "./reader/reader.js" */

export class FunnSources extends FunnElement {
  static properties = { place: { attribute: false }, session: { state: true }, failure: { state: true }, isWhole: { state: true }, isLoaded: { state: true } };
  static watches = ["panes", "sources", "study", "codes"];

  constructor() {
    super();
    /** @type {Place | null} */ this.place = null;
    /** @type {Session | null} */ this.session = null;
    /** @type {any} */ this.failure = null;
    this.isWhole = false;
    this.isLoaded = false;
    this.opening = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(acceptDrops(this));
    this.until(() => this.session?.close());
    this.until(register({ key: "Mod+o", label: () => t("import"), run: chooseFiles, room: "sources" }));
    if (!isWelcomed() && !this.place?.id) showPane("main");
    store.load("codes").catch(complain);
    store.load("sources").then(() => { this.isLoaded = true; }, complain);
  }

  firstUpdated() {
    const reader = this.reader;
    const act = (/** @type {(session: Session) => unknown} */ deed) => () => { if (this.session) deed(this.session); };
    this.until(readerKeys(reader, {
      code: act(codeSelection), repeat: act(repeatLast), remove: act((session) => removeCoding(session)), recode: act((session) => recode(session)),
      memo: () => this.#memo(), find: () => this.#finder?.open(), whole: () => this.#toggleWhole(),
    }));
    this.#open();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has("place") && changed.get("place") !== undefined) this.#open();
  }

  get reader() {
    return /** @type {FunnReader} */ (this.querySelector("funn-reader"));
  }

  get #finder() {
    return /** @type {import("./reader/find-bar.js").FunnReaderFind | null} */ (this.querySelector("funn-reader-find"));
  }

  /** Opens what the address names. */
  async #open() {
    const id = this.place?.id ?? null;
    const at = this.place?.query.at ?? "";
    if (id && this.session?.source.id === id) {
      this.#goTo(at);
      return;
    }
    this.opening = id ?? "";
    this.failure = null;
    if (!id) {
      this.#show(null);
      return;
    }
    try {
      const codings = api.get(`/api/sources/${id}/codings`);
      codings.catch(() => {});
      const [source] = await Promise.all([api.get(`/api/sources/${id}`), store.load("codes")]);
      if (this.opening !== id) return;
      const session = new Session(source);
      this.#show(session);
      this.#goTo(at);
      session.take(await codings);
      session.follow();
      this.#focusAt(at);
    } catch (error) {
      if (this.opening === id) this.failure = error;
    }
  }

  /** @param {Session | null} session */
  #show(session) {
    this.session?.close();
    this.session = session;
    this.reader.open(session);
    if (!session) return;
    showPane("main");
    document.title = `${session.source.name} · ${store.study?.title ?? "Funn"}`;
    session.listen((news) => {
      if (news === "selection" || news === "focus") this.#noteAddress();
      else this.requestUpdate();
    });
  }

  /** @param {string} at */
  #goTo(at) {
    const span = this.#span(at);
    if (!span || !this.session) return;
    this.session.select(span.start, span.end);
    this.reader.view.show(span.start);
    showPane("main");
  }

  /** A link to a passage that is coded just so puts that coding in focus. @param {string} at */
  #focusAt(at) {
    const span = this.#span(at);
    const exact = span && this.session?.shown.overlapping(span.start, span.end).find((mark) => mark.start === span.start && mark.end === span.end);
    if (exact) this.session?.setFocus(exact.id);
  }

  /** @param {string} at scalar positions "10-20" */
  #span(at) {
    const found = /^(\d+)-(\d+)$/.exec(at);
    if (!found || !this.session) return null;
    return { start: this.session.index.toUtf16(Number(found[1])), end: this.session.index.toUtf16(Number(found[2])) };
  }

  /** The address follows what is selected, so that it can be sent to somebody. */
  #noteAddress() {
    clearTimeout(this.noting);
    this.noting = setTimeout(() => {
      const session = this.session;
      if (!session?.hasSelection || this.place?.id !== session.source.id) return;
      const { start, end } = session.span;
      note(sourcePath(session.source.id, session.index.toScalar(start), session.index.toScalar(end)));
    }, 300);
  }

  async #memo() {
    showPane("inspector");
    await /** @type {import("./inspector.js").FunnInspector | null} */ (this.querySelector("funn-inspector"))?.beginMemo();
  }

  #toggleWhole() {
    this.isWhole = !this.isWhole;
    this.reader.setWhole(this.isWhole);
  }

  /** A click on a code beside the reader codes the selection; with nothing selected it shows the code's passages. @param {CustomEvent<string>} event */
  #codeClicked(event) {
    const code = store.codeById.get(event.detail);
    if (!code) return;
    if (this.session?.hasSelection && code.is_codable) codeWith(this.session, { codes: [code.id], paths: [], facets: [] });
    else showCodePassages(code);
  }

  render() {
    const isOpen = Boolean(this.place?.id);
    return panes({
      room: "sources", listLabel: t("room-sources"), mainLabel: t("text"), inspectorLabel: t("inspector"),
      list: html`<funn-source-list .current=${this.place?.id ?? ""} @code=${this.#codeClicked}></funn-source-list>`,
      main: html`
        ${isOpen ? nothing : this.#start()}
        ${isOpen || !isWelcomed() ? nothing : html`<h1 class="hidden">${t("room-sources")}</h1>`}
        ${this.failure ? this.#failed() : nothing}
        <div class="reader-frame" ?hidden=${!isOpen || Boolean(this.failure)}>
          ${this.#head()}
          <funn-reader-find .reader=${this.reader}></funn-reader-find>
          <funn-reader></funn-reader>
          <funn-pick-bar .session=${this.session} .reader=${this.reader} .lastName=${lastCodeName()}
            @code=${() => this.session && codeSelection(this.session)} @repeat=${() => this.session && repeatLast(this.session)} @memo=${() => this.#memo()}></funn-pick-bar>
        </div>`,
      inspector: isOpen ? html`<funn-inspector .session=${this.session}></funn-inspector>` : undefined,
    });
  }

  #head() {
    const source = this.session?.source;
    return html`<header class="reader-head">
      <h1>${store.sources.find((each) => each.id === source?.id)?.name ?? source?.name ?? t("loading")}</h1>
      ${source ? html`<span class="quiet">${t("source-size", { words: source.words, codings: this.session?.marks.size ?? 0 })}</span>
        <funn-filter-bar .session=${this.session}></funn-filter-bar>
        <button class="icon-button" aria-pressed=${this.isWhole ? "true" : "false"} aria-label=${t("whole-text")} title=${`${t("whole-text")} (${keyLabel("f")})`} @click=${() => this.#toggleWhole()}>${icon("text")}</button>
        <button class="icon-button" aria-label=${t("find-in-text")} title=${`${t("find-in-text")} (${keyLabel("Mod+f")})`} @click=${() => this.#finder?.open()}>${icon("search")}</button>` : nothing}
    </header>`;
  }

  #start() {
    if (!this.isLoaded) return html`<p class="quiet loading">${t("loading")}</p>`;
    if (!isWelcomed()) return welcome(() => this.requestUpdate());
    if (store.sources.length === 0) {
      return emptyState({
        title: t("sources-empty"), text: t("sources-empty-hint"),
        action: html`<button class="button primary" @click=${chooseFiles}>${icon("import")}${t("choose-files")}</button>`,
      });
    }
    return emptyState({ title: t("sources-choose"), text: t("sources-choose-hint"), action: html`<button class="button" @click=${chooseFiles}>${icon("import")}${t("import-more")}</button>` });
  }

  #failed() {
    return emptyState({
      title: t("source-failed"), text: problemText(this.failure),
      action: html`<button class="button" @click=${() => { this.opening = ""; this.#open(); }}>${t("try-again")}</button>`,
    });
  }
}

customElements.define("funn-sources", FunnSources);
