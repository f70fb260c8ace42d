// Shortcuts in one register, so that the help page and the palette always tell the truth.

/**
 * @typedef {object} Shortcut
 * @property {string} key `"c"`, `"Mod+Shift+z"`, `"Shift+ArrowDown"`; `Mod` is ⌘ on a Mac, Ctrl elsewhere; several with `" | "`
 * @property {() => string} label what it does, in the language in use
 * @property {(event: KeyboardEvent) => unknown} run
 * @property {() => boolean} [when] false while it cannot be used
 * @property {string} [room] the group it is listed under
 * @property {boolean} [hidden] true keeps it out of the palette (it is still listed under `?`)
 * @property {boolean} [inFields] true lets it act while typing in a field
 */

const KEPT = "funn.single-keys";
/** @type {Set<Shortcut>} */
const shortcuts = new Set();
export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** Puts shortcuts in the register; returns the function that takes them out. @param {Shortcut[]} added */
export function register(...added) {
  added.forEach((shortcut) => shortcuts.add(shortcut));
  return () => added.forEach((shortcut) => shortcuts.delete(shortcut));
}

/** Every shortcut known now. */
export function allShortcuts() {
  return [...shortcuts];
}

/** True while keys without Ctrl or ⌘ act (they can be switched off, for speech input). */
export function singleKeys() {
  return localStorage.getItem(KEPT) !== "off";
}

/** @param {boolean} on */
export function setSingleKeys(on) {
  localStorage.setItem(KEPT, on ? "on" : "off");
}

/** The key as one reads it on this machine: "Ctrl Z", "⌘Z". @param {string} key */
export function keyLabel(key) {
  /** @type {Record<string, string>} */
  const names = { Mod: isMac ? "⌘" : "Ctrl", Shift: isMac ? "⇧" : "Shift", Alt: isMac ? "⌥" : "Alt", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Escape: "Esc", Delete: "Del", " ": "Space" };
  return key.split(" | ")[0].split("+").map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(isMac ? "" : " ");
}

/** True when the event is this key. @param {string} keys @param {KeyboardEvent} event */
export function matches(keys, event) {
  return keys.split(" | ").some((key) => {
    const parts = key.split("+");
    const name = parts.pop() || "+";
    const wants = { mod: parts.includes("Mod"), shift: parts.includes("Shift"), alt: parts.includes("Alt") };
    const mod = isMac ? event.metaKey : event.ctrlKey;
    if (wants.mod !== mod || wants.alt !== event.altKey) return false;
    const isSymbol = name.length === 1 && !/[a-z0-9]/i.test(name);
    if (!isSymbol && wants.shift !== event.shiftKey) return false;
    return event.key.toLowerCase() === name.toLowerCase();
  });
}

/** True when the event happens where letters are typed. @param {Event} event */
export function isTyping(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range", "file"].includes(target.type));
}

/** Runs the shortcut that a key press means, the one registered last first. @param {KeyboardEvent} event */
export function handleKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = isTyping(event);
  const modal = document.querySelector("dialog:modal") !== null;
  for (const shortcut of [...shortcuts].reverse()) {
    if (!matches(shortcut.key, event)) continue;
    if (modal || (typing && !shortcut.inFields)) continue;
    const isSingle = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    if (isSingle && !singleKeys() && shortcut.key !== "?") continue;
    if (shortcut.when && !shortcut.when()) continue;
    event.preventDefault();
    shortcut.run(event);
    return;
  }
}
