// `?`: every key that acts, in groups, and a switch for the single-letter ones.
import { html } from "../vendor/lit.js";
import { allShortcuts, keyLabel, setSingleKeys, singleKeys } from "../lib/keys.js";
import { has, t } from "../lib/i18n.js";
import { openDialog } from "./dialog.js";

/** Opens the list of keys. */
export function openKeyHelp() {
  return openDialog({
    title: t("keys"), className: "wide", light: true,
    body: (_close, redraw) => html`
      <div class="key-groups">${groups().map(([room, shortcuts]) => html`<section><h3>${has(`key-group-${room}`) ? t(`key-group-${room}`) : t(`room-${room}`)}</h3>
        <dl>${shortcuts.map((shortcut) => html`<div><dt>${shortcut.label()}</dt><dd>${shortcut.key.split(" | ").map((key) => html`<kbd>${keyLabel(key)}</kbd> `)}</dd></div>`)}</dl></section>`)}</div>
      <label class="check"><input type="checkbox" .checked=${singleKeys()} @change=${(/** @type {Event} */ event) => {
        setSingleKeys(/** @type {HTMLInputElement} */ (event.target).checked);
        redraw();
      }}> ${t("single-keys")}</label>`,
  });
}

/** @returns {[string, import("../lib/keys.js").Shortcut[]][]} */
function groups() {
  /** @type {Map<string, import("../lib/keys.js").Shortcut[]>} */
  const found = new Map();
  for (const shortcut of allShortcuts()) {
    const room = shortcut.room ?? "general";
    found.set(room, [...(found.get(room) ?? []), shortcut]);
  }
  return [...found];
}
