// The frame: top bar, the room being visited, the side panel of passages, the status bar.
import { html, keyed, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { store } from "../lib/state.js";
import { lang, onLang, t } from "../lib/i18n.js";
import { go, here, link, onPlace, ROOMS } from "../lib/router.js";
import { keyLabel, register } from "../lib/keys.js";
import { redo, undo } from "../lib/undo.js";
import { complain } from "../lib/announce.js";
import { icon } from "./icons.js";
import { openKeyHelp } from "./key-help.js";
import { openPalette } from "./palette.js";
import { openSettings } from "./settings.js";
import { fold, showPane } from "./panes.js";
import { closePassages } from "./passage-panel.js";
import "./status-bar.js";

/** The module of each room, loaded when it is first visited. @type {Record<string, () => Promise<unknown>>} */
const LOAD = {
  sources: () => import("../rooms/sources/sources-room.js"),
  codebook: () => import("../rooms/codebook/codebook-room.js"),
  cases: () => import("../rooms/cases/cases-room.js"),
  compare: () => import("../rooms/compare/compare-room.js"),
  memos: () => import("../rooms/memos/memos-room.js"),
  find: () => import("../rooms/find/find-room.js"),
};

class FunnApp extends FunnElement {
  static properties = { place: { state: true }, room: { state: true }, started: { state: true }, failed: { state: true } };
  static watches = ["study"];

  constructor() {
    super();
    this.place = here();
    /** @type {string | null} */ this.room = null;
    this.started = false;
    /** @type {string | null} */ this.failed = null;
  }

  /** Draws the frame; called once the study is known. */
  start() {
    this.started = true;
    this.until(onPlace((place) => this.#visit(place)));
    this.until(onLang(() => this.requestUpdate()));
    this.#keys();
    this.#visit(here());
  }

  #keys() {
    const group = "general";
    this.until(register(
      { key: "Mod+k", label: () => t("key-palette"), run: () => openPalette(), room: group, inFields: true, hidden: true },
      { key: "?", label: () => t("key-help"), run: () => openKeyHelp(), room: group },
      { key: "Mod+z", label: () => t("undo"), run: () => undo(), when: () => Boolean(store.study?.undo), room: group },
      { key: "Mod+Shift+z | Mod+y", label: () => t("redo"), run: () => redo(), when: () => Boolean(store.study?.redo), room: group },
      { key: "/", label: () => t("key-find"), run: () => go("/find"), room: group },
      { key: "Mod+b", label: () => t("key-fold-list"), run: () => fold("list"), room: group },
      { key: "Mod+i", label: () => t("key-fold-inspector"), run: () => fold("inspector"), room: group },
      ...ROOMS.map((room, index) => ({ key: `Alt+${index + 1}`, label: () => t("key-go", { room: t(`room-${room}`) }), run: () => go(`/${room}`), room: group })),
    ));
  }

  /** @param {import("../lib/types.js").Place} place */
  async #visit(place) {
    const room = LOAD[place.room] ? place.room : "sources";
    if (this.room !== null && room !== this.room) closePassages();
    if (room !== this.room) showPane(place.id ? "main" : "list");
    this.place = place;
    try {
      await LOAD[room]();
      this.room = room;
      this.failed = null;
    } catch (error) {
      this.failed = room;
      complain(error);
    }
    this.#title();
  }

  #title() {
    document.title = `${t(`room-${this.room ?? "sources"}`)} · ${store.study?.title ?? "Funn"}`;
  }

  render() {
    if (!this.started) return nothing;
    return html`<a class="skip-link" href="#main" @click=${skip}>${t("skip")}</a>
      ${this.#bar()}
      <div class="stage">
        ${this.failed ? html`<main class="pane"><div class="empty"><h2>${t("room-failed")}</h2><p>${t("room-failed-hint")}</p></div></main>` : this.#room()}
        <funn-passage-panel></funn-passage-panel>
      </div>
      <funn-status-bar></funn-status-bar>`;
  }

  #bar() {
    const study = store.study;
    return html`<header class="top-bar">
      <a class="study-name" href="/" @click=${link} title=${study?.question ?? ""}>${study?.title}</a>
      <nav class="rooms" aria-label=${t("rooms")}>${repeat([...ROOMS], (room) => room, (room) => html`
        <a href=${`/${room}`} @click=${link} aria-current=${this.room === room ? "page" : nothing}>${t(`room-${room}`)}</a>`)}</nav>
      <button class="find-or-do" @click=${() => openPalette()}>${icon("search")}<span>${t("palette-open")}</span><kbd aria-hidden="true">${keyLabel("Mod+k")}</kbd></button>
      <button class="user-button" @click=${() => openSettings()} aria-label=${t("settings-open", { name: study?.user.name ?? "" })} title=${t("settings")}>
        <span class="user-initials" aria-hidden="true">${initials(study?.user.name ?? "")}</span></button>
    </header>`;
  }

  #room() {
    const place = this.place;
    switch (this.room) {
      case "sources": return keyed(lang(), html`<funn-sources .place=${place}></funn-sources>`);
      case "codebook": return keyed(lang(), html`<funn-codebook .place=${place}></funn-codebook>`);
      case "cases": return keyed(lang(), html`<funn-cases .place=${place}></funn-cases>`);
      case "compare": return keyed(lang(), html`<funn-compare .place=${place}></funn-compare>`);
      case "memos": return keyed(lang(), html`<funn-memos .place=${place}></funn-memos>`);
      case "find": return keyed(lang(), html`<funn-find .place=${place}></funn-find>`);
      default: return html`<main class="pane"><p class="quiet loading">${t("loading")}</p></main>`;
    }
  }
}

/** @param {MouseEvent} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** @param {string} name */
function initials(name) {
  return name.split(/\s+/).map((part) => [...part][0] ?? "").slice(0, 2).join("").toUpperCase();
}

customElements.define("funn-app", FunnApp);
