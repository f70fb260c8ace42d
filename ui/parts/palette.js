// ⌘K: finds codes, sources and cases, and does every command, each with its key.
import { html, nothing, repeat } from "../vendor/lit.js";
import { FunnElement } from "../lib/element.js";
import { store } from "../lib/state.js";
import { t } from "../lib/i18n.js";
import { allShortcuts, keyLabel } from "../lib/keys.js";
import { rank } from "../lib/match.js";
import { go } from "../lib/router.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icons.js";
import { swatch } from "./code-chip.js";

/** @typedef {{ group: string, name: string, path?: string, about?: string, key?: string, mark?: unknown, run: () => unknown }} Entry */
const MOST_EACH = 8;
const FIRST_SHOWN = 16;
const GROUPS = ["commands", "codes", "sources", "cases", "find"];

/** Opens the palette. */
export async function openPalette() {
  for (const name of /** @type {const} */ (["codes", "sources", "cases"])) store.load(name).then(() => store.notify("palette"), () => {});
  // What acts is decided before the dialog opens: inside it every shortcut rests.
  const commands = allShortcuts().filter((shortcut) => !shortcut.hidden && (shortcut.when?.() ?? true));
  const chosen = await openDialog({
    title: t("palette-open"), className: "picker palette", light: true, hideTitle: true,
    body: (close) => html`<funn-palette .commands=${commands} .done=${close}></funn-palette>`,
  });
  /** @type {Entry | null} */ (chosen)?.run();
}

class FunnPalette extends FunnElement {
  static properties = { commands: { attribute: false }, done: { attribute: false }, typed: { state: true }, active: { state: true } };
  static watches = ["palette", "codes", "sources", "cases"];

  constructor() {
    super();
    /** @type {import("../lib/keys.js").Shortcut[]} */ this.commands = [];
    /** @type {(entry: Entry | null) => void} */ this.done = () => {};
    this.typed = "";
    this.active = 0;
  }

  /** @returns {Entry[]} */
  get entries() {
    const near = [...this.commands].sort((a, b) => Number(a.room === "general") - Number(b.room === "general"));
    /** @type {Entry[]} */
    const commands = near.map((shortcut) => ({
      group: "commands", name: shortcut.label(), key: shortcut.key, run: () => shortcut.run(new KeyboardEvent("keydown")),
    }));
    if (this.typed === "") return commands.slice(0, FIRST_SHOWN);
    const all = [
      ...commands,
      ...store.codes.map((code) => ({ group: "codes", name: code.name, path: code.path, about: code.definition, mark: swatch(code.id), run: () => go(`/codebook/${code.id}`) })),
      ...store.sources.map((source) => ({ group: "sources", name: source.name, run: () => go(`/sources/${source.id}`) })),
      ...(store.cases?.cases ?? []).map((each) => ({ group: "cases", name: each.name, run: () => go(`/cases/${each.id}`) })),
    ];
    const found = rank(this.typed, all, (entry) => entry);
    const typed = this.typed;
    return [
      ...GROUPS.flatMap((group) => found.filter((entry) => entry.group === group).slice(0, MOST_EACH)),
      { group: "find", name: t("palette-find", { text: typed }), run: () => go(`/find?q=${encodeURIComponent(`text:"${typed.replaceAll('"', '\\"')}"`)}`) },
    ];
  }

  render() {
    const entries = this.entries;
    const active = Math.min(this.active, entries.length - 1);
    return html`<div class="picker-field">${icon("search")}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          aria-label=${t("palette-open")} placeholder=${t("palette-hint")} aria-activedescendant=${`palette-${active}`} .value=${this.typed}
          @input=${(/** @type {InputEvent} */ event) => { this.typed = /** @type {HTMLInputElement} */ (event.target).value; this.active = 0; }} @keydown=${this.#key}></div>
      <ul class="picker-list" id="palette-list" role="listbox" aria-label=${t("palette-open")}>
        ${repeat(entries, (_entry, index) => index, (entry, index) => html`
          ${entries[index - 1]?.group === entry.group ? nothing : html`<li class="picker-group" role="presentation">${t(`palette-${entry.group}`)}</li>`}
          <li role="option" id=${`palette-${index}`} aria-selected=${index === active ? "true" : "false"} @click=${() => this.done(entry)}
            @pointermove=${() => { if (this.active !== index) this.active = index; }}>
            ${entry.mark ?? nothing}<span class="picker-name">${entry.name}</span>
            ${entry.path && entry.path !== entry.name ? html`<span class="picker-path">${entry.path}</span>` : nothing}
            ${entry.key ? html`<kbd>${keyLabel(entry.key)}</kbd>` : nothing}</li>`)}
      </ul>`;
  }

  firstUpdated() {
    this.querySelector("input")?.focus();
  }

  updated() {
    this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const entries = this.entries;
    const active = Math.min(this.active, entries.length - 1);
    if (event.key === "ArrowDown") this.active = (active + 1) % entries.length;
    else if (event.key === "ArrowUp") this.active = (active - 1 + entries.length) % entries.length;
    else if (event.key === "Enter") this.done(entries[active] ?? null);
    else return;
    event.preventDefault();
  }
}

customElements.define("funn-palette", FunnPalette);
