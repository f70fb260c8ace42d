// Addresses: every view has one, going there never loads the page anew.

/** @import { Place } from "./types.js" */

export const ROOMS = /** @type {const} */ (["sources", "codebook", "cases", "compare", "memos"]);
/** @type {Record<string, string>} */
const ALIASES = { codes: "codebook" };
/** @type {Set<(place: Place) => void>} */
const listeners = new Set();

/** Reads an address. @param {string} href @returns {Place} */
export function parse(href) {
  const url = new URL(href, "http://local");
  const [first, id, ...rest] = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const room = first === undefined ? "sources" : ALIASES[first] ?? first;
  return { room, id: id ?? null, rest, query: Object.fromEntries(url.searchParams), path: url.pathname + url.search };
}

/** The place shown now. */
export function here() {
  return parse(location.href);
}

/** Goes to an address inside the workbench. @param {string} path @param {{ replace?: boolean }} [options] */
export function go(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", path);
  else if (path !== location.pathname + location.search) history.pushState(null, "", path);
  tell();
}

/** Changes the address without telling anybody (to keep what is selected in it). @param {string} path */
export function note(path) {
  history.replaceState(null, "", path);
}

/** For `@click` on an `<a href>`: goes there without loading the page; lets the browser open new tabs. @param {MouseEvent} event */
export function link(event) {
  const anchor = /** @type {HTMLElement} */ (event.target).closest("a");
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (anchor.target || anchor.origin !== location.origin) return;
  event.preventDefault();
  go(anchor.pathname + anchor.search);
}

/** Calls `fn` with each new place. @param {(place: Place) => void} fn */
export function onPlace(fn) {
  listeners.add(fn);
  return () => { listeners.delete(fn); };
}

/** The address of a source, at a passage (scalar positions) where given. @param {string} id @param {number} [start] @param {number} [end] */
export function sourcePath(id, start, end) {
  return `/sources/${id}${start === undefined ? "" : `?at=${start}-${end ?? start}`}`;
}

function tell() {
  const place = here();
  listeners.forEach((fn) => fn(place));
}

if (typeof window !== "undefined") window.addEventListener("popstate", tell);
