// Words, numbers and dates in the reader's language; the words stand in lang/*.ftl.
import { FluentBundle, FluentResource } from "../vendor/fluent.js";

/** The languages that are complete, with the name each gives itself. */
export const LANGUAGES = /** @type {const} */ ([["nb", "Bokmål"], ["nn", "Nynorsk"], ["en", "English"]]);
/** What each language asks of `Intl`, the best first: few browsers carry the tables of nynorsk.
 * @type {Record<string, string[]>} */
const LOCALES = { nb: ["nb-NO", "nb"], nn: ["nn-NO", "nn", "nb-NO"], en: ["en-GB", "en"] };
const KEPT = "funn.language";
/** @type {Map<string, string>} */
const locales = new Map();
/** @type {FluentBundle | null} */
let bundle = null;
let current = "nb";
/** @type {Set<() => void>} */
const listeners = new Set();

/** The language in use, as it is named in `LANGUAGES`. */
export function lang() {
  return current;
}

/** The locale for numbers, dates, plurals and sorting: the first one wished for that every part of `Intl` used here knows.
 * @param {string} [language] */
export function locale(language = current) {
  const found = locales.get(language) ?? bestLocale(LOCALES[language] ?? [language]);
  locales.set(language, found);
  return found;
}

/** @param {string[]} wished */
function bestLocale(wished) {
  /** @type {{ supportedLocalesOf(tag: string): string[] }[]} */
  const parts = [Intl.Collator, Intl.DateTimeFormat, Intl.NumberFormat, Intl.ListFormat, Intl.PluralRules];
  return wished.find((tag) => parts.every((part) => part.supportedLocalesOf(tag).length > 0)) ?? wished[wished.length - 1];
}

/** The language to start in: the one chosen before, else the study's, else the browser's. @param {string} [studyLanguage] */
export function preferredLanguage(studyLanguage) {
  return firstKnown([localStorage.getItem(KEPT)]) ?? languageFor(studyLanguage, navigator.languages);
}

/** The language of a study for a reader: a Norwegian study is read in nynorsk where the study is in nynorsk, or the reader prefers it to bokmål.
 * @param {string | undefined} studyLanguage @param {readonly string[]} readers the reader's tags, the dearest first */
export function languageFor(studyLanguage, readers) {
  const read = firstKnown([studyLanguage, ...readers]) ?? "nb";
  const norwegian = readers.map(known).find((code) => code === "nb" || code === "nn");
  return read === "nb" && norwegian === "nn" ? "nn" : read;
}

/** @param {readonly (string | null | undefined)[]} tags */
function firstKnown(tags) {
  return tags.map(known).find((code) => code !== null) ?? null;
}

/** The language here that a BCP 47 tag means. @param {string | null | undefined} tag */
function known(tag) {
  const short = tag?.toLowerCase().split(/[-_]/u)[0];
  const meant = short === "no" ? "nb" : short;
  return LANGUAGES.map(([code]) => /** @type {string} */ (code)).find((code) => code === meant) ?? null;
}

/** Loads a language and makes it the one in use. @param {string} code @param {{ keep?: boolean }} [options] */
export async function setLang(code, { keep = false } = {}) {
  const made = new FluentBundle(locale(code), { useIsolating: false });
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
  return kept("number", options, () => new Intl.NumberFormat(locale(), options)).format(value);
}

/** @param {string | Date} value @param {Intl.DateTimeFormatOptions} style */
function moment(value, style) {
  return kept("date", style, () => new Intl.DateTimeFormat(locale(), style)).format(new Date(value));
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
  return kept("list", undefined, () => new Intl.ListFormat(locale(), { type: "conjunction" })).format(names);
}

/** A comparison of names in the language's alphabet (… z æ ø å), digits by their value. @returns {(a: string, b: string) => number} */
export function collate() {
  return kept("collate", undefined, () => new Intl.Collator(locale(), { numeric: true })).compare;
}
