// Words, numbers and dates in the reader's language; the words stand in lang/*.ftl.
import { FluentBundle, FluentResource } from "../vendor/fluent.js";

/** The languages that are complete, with the name each gives itself. */
export const LANGUAGES = /** @type {const} */ ([["nb", "Bokmål"], ["en", "English"]]);
const KEPT = "funn.language";
/** @type {FluentBundle | null} */
let bundle = null;
let current = "nb";
/** @type {Set<() => void>} */
const listeners = new Set();

/** The language in use, as a BCP 47 tag. */
export function lang() {
  return current;
}

/** The language to start in: the one chosen before, else the study's, else the browser's. @param {string} [studyLanguage] */
export function preferredLanguage(studyLanguage) {
  const known = LANGUAGES.map(([code]) => /** @type {string} */ (code));
  const wished = [localStorage.getItem(KEPT), studyLanguage, ...navigator.languages].filter((tag) => tag !== null && tag !== undefined);
  for (const tag of wished) {
    const short = tag.toLowerCase().split("-")[0];
    const meant = short === "no" || short === "nn" ? "nb" : short;
    if (known.includes(meant)) return meant;
  }
  return "nb";
}

/** Loads a language and makes it the one in use. @param {string} code @param {{ keep?: boolean }} [options] */
export async function setLang(code, { keep = false } = {}) {
  const made = new FluentBundle(code, { useIsolating: false });
  const texts = await Promise.all([`${code}.ftl`, `${code}-rooms.ftl`].map(async (file) => {
    const answer = await fetch(new URL(`../lang/${file}`, import.meta.url));
    return answer.ok ? answer.text() : "";
  }));
  texts.forEach((text) => made.addResource(new FluentResource(text), { allowOverrides: true }));
  bundle = made;
  current = code;
  if (keep) localStorage.setItem(KEPT, code);
  document.documentElement.lang = code;
  listeners.forEach((fn) => fn());
}

/** Calls `fn` when the language has changed. @param {() => void} fn */
export function onLang(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

/** The words for a key, with values filled in; the key itself when the words are missing.
 * @param {string} key @param {Record<string, string | number | Date>} [args] */
export function t(key, args) {
  const [id, attribute] = key.split(".", 2);
  const message = bundle?.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  if (!bundle || !pattern) return key;
  return bundle.formatPattern(pattern, args, []);
}

/** True when the language in use has words for the key. @param {string} key */
export function has(key) {
  return bundle?.hasMessage(key) ?? false;
}

/** Formatters are dear to make and used for every number: one of each kind is kept. @type {Map<string, any>} */
const formatters = new Map();

/** @template T @param {string} kind @param {object | undefined} options @param {() => T} make @returns {T} */
function kept(kind, options, make) {
  const key = `${current} ${kind} ${options ? JSON.stringify(options) : ""}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = make();
  formatters.set(key, made);
  return made;
}

/** A number as the language writes it. @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options) {
  return kept("number", options, () => new Intl.NumberFormat(current, options)).format(value);
}

/** @param {string | Date} value @param {Intl.DateTimeFormatOptions} style */
function moment(value, style) {
  return kept("date", style, () => new Intl.DateTimeFormat(current, style)).format(new Date(value));
}

/** A date, short. @param {string | Date} value */
export function date(value) {
  return moment(value, { dateStyle: "medium" });
}

/** A time of day. @param {string | Date} value */
export function time(value) {
  return moment(value, { timeStyle: "short" });
}

/** A date and a time of day. @param {string | Date} value */
export function dateTime(value) {
  return moment(value, { dateStyle: "medium", timeStyle: "short" });
}

/** Names in a row: "a, b og c". @param {string[]} names */
export function list(names) {
  return kept("list", undefined, () => new Intl.ListFormat(current, { type: "conjunction" })).format(names);
}

/** A comparison of names in the language's alphabet (… z æ ø å), digits by their value. @returns {(a: string, b: string) => number} */
export function collate() {
  return kept("collate", undefined, () => new Intl.Collator(current, { numeric: true })).compare;
}
