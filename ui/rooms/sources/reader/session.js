// One source being read: its text, its codings, what is selected and filtered, and the writing of codings. No markup.
// Offsets here are UTF-16; they become the server's positions only where something is fetched or sent.
import { api } from "../../../lib/api.js";
import { locale } from "../../../lib/i18n.js";
import { TextIndex } from "../../../lib/positions.js";
import { store } from "../../../lib/state.js";
import { IntervalIndex } from "./intervals.js";
import { Lanes } from "./lanes.js";
import { Steps, trimmed } from "./steps.js";
import { unitsOf } from "./units.js";

/** @import { Coding, SourceText } from "../../../lib/types.js" */
/** @typedef {{ id: string, start: number, end: number, coding: Coding }} Mark */
/** @typedef {{ start: number, end: number }} Span */
/** @typedef {{ code: string, coder: string, round: string, facet: string }} Filter each `""` for all */
/** @typedef {"codings" | "added" | "selection" | "focus" | "filter" | "source"} News */

let temporary = 0;

export class Session {
  /** @type {Map<string, Mark>} */ marks = new Map();
  /** The codings that the filter lets through. @type {IntervalIndex<Mark>} */ shown = new IntervalIndex();
  lanes = new Lanes();
  /** @type {Filter} */ filter = { code: "", coder: "", round: "", facet: "" };
  /** Where a selection began and where it ends now; equal for a caret. */ selection = { anchor: 0, head: 0 };
  /** The coding in focus. @type {string | null} */ focus = null;
  /** The coding added last, while nothing else changed: drawn alone. @type {Mark | null} */ newest = null;
  hasCodings = false;
  /** @type {Set<(news: News) => void>} */ #listeners = new Set();
  /** @type {(() => void) | null} */ #stop = null;
  /** Changes made here, which need no fetching. @type {Set<number>} */ #own = new Set();

  /** @param {SourceText} source */
  constructor(source) {
    this.source = source;
    this.index = new TextIndex(source.text);
    this.text = source.text;
    this.units = unitsOf(source, this.index);
    this.steps = new Steps(this.text, this.units, locale());
  }

  /** Calls `fn` when something changed. @param {(news: News) => void} fn */
  listen(fn) {
    this.#listeners.add(fn);
    return () => { this.#listeners.delete(fn); };
  }

  /** Follows what others (and undo) do to this source until `close`. */
  follow() {
    const stopChanges = store.onChange((change) => {
      if (this.#own.has(change.position)) return;
      const concerns = change.sources.includes(this.source.id) || (change.sources.length === 0 && change.touched.includes("coding"));
      if (concerns) this.fetch().catch(() => {});
    });
    // After a pause (the machine slept, the server restarted) what was missed is fetched.
    const stopReach = store.subscribe((names) => { if (names.has("reachable") && store.reachable) this.fetch().catch(() => {}); });
    this.#stop = () => {
      stopChanges();
      stopReach();
    };
  }

  close() {
    this.#stop?.();
    this.#listeners.clear();
  }

  /** Fetches the codings. */
  async fetch() {
    this.take(await api.get(`/api/sources/${this.source.id}/codings`));
  }

  /** Takes the codings the server gave. @param {Coding[]} codings */
  take(codings) {
    this.marks = new Map(codings.map((coding) => [coding.id, this.#mark(coding)]));
    this.hasCodings = true;
    if (this.focus && !this.marks.has(this.focus)) this.focus = null;
    this.refilter();
  }

  /** @param {Partial<Filter>} part */
  setFilter(part) {
    this.filter = { ...this.filter, ...part };
    this.refilter();
    this.tell("filter");
  }

  get isFiltered() {
    return Object.values(this.filter).some((value) => value !== "");
  }

  /** Works out anew which codings show, and their lanes. */
  refilter() {
    const codes = this.filter.code ? withDescendantsOf(this.filter.code) : null;
    const { coder, round, facet } = this.filter;
    const passing = [...this.marks.values()].filter(({ coding }) => (!codes || codes.has(coding.code)) && (!coder || coding.coder === coder)
      && (!round || coding.round === round) && (!facet || coding.facets.some(([, value]) => value === facet)));
    this.shown = new IntervalIndex(passing);
    this.lanes = new Lanes(this.shown.all);
    this.newest = null;
    this.tell("codings");
  }

  /** The selected stretch, without white space at its ends. @returns {Span} */
  get span() {
    const { anchor, head } = this.selection;
    return anchor === head ? { start: head, end: head } : trimmed(this.text, Math.min(anchor, head), Math.max(anchor, head));
  }

  get hasSelection() {
    const { start, end } = this.span;
    return end > start;
  }

  /** @param {number} anchor @param {number} head */
  select(anchor, head) {
    if (this.selection.anchor === anchor && this.selection.head === head) return;
    this.selection = { anchor, head };
    this.tell("selection");
  }

  /** @param {string | null} id */
  setFocus(id) {
    if (this.focus === id) return;
    this.focus = id;
    this.tell("focus");
  }

  get focused() {
    return this.focus ? this.marks.get(this.focus) ?? null : null;
  }

  /** Codes a stretch. It shows at once; where the server refuses, it goes away again.
   * @param {Span} span @param {{ codes: string[], paths: string[], facets: [string, string][] }} picked */
  async code(span, { codes, paths, facets }) {
    const study = store.study;
    const guessed = codes.map((code) => this.#put({
      id: `new-${(temporary += 1)}`, code, start: this.index.toScalar(span.start), end: this.index.toScalar(span.end), coder: study?.user.id ?? "",
      round: study?.open_round ?? null, facets, weight: null, displaced: false, at: new Date().toISOString(), memos: 0,
    }));
    try {
      const answer = await api.post("/api/codings", { source: this.source.id, start: this.index.toScalar(span.start), end: this.index.toScalar(span.end), codes, paths, facets });
      this.#own.add(answer.position);
      if (paths.length > 0) {
        await store.refresh("codes");
        await this.fetch();
      } else guessed.forEach((mark, order) => this.#rename(mark, answer.codings[order]));
      if (answer.codings.length > 0) this.setFocus(answer.codings[answer.codings.length - 1]);
      return answer;
    } catch (error) {
      guessed.forEach((mark) => this.#take(mark));
      this.tell("codings");
      throw error;
    }
  }

  /** Removes codings. @param {string[]} ids */
  async uncode(ids) {
    const gone = ids.map((id) => this.marks.get(id)).filter((mark) => mark !== undefined);
    if (this.focus && ids.includes(this.focus)) this.focus = null;
    gone.forEach((mark) => this.#take(mark));
    this.tell("codings");
    try {
      const answer = ids.length === 1 ? await api.del(`/api/codings/${ids[0]}`) : await api.post("/api/uncode", { codings: ids });
      this.#own.add(answer.position);
    } catch (error) {
      gone.forEach((mark) => this.#put(mark.coding));
      this.tell("codings");
      throw error;
    }
  }

  /** Changes a coding: its code, its facets or its extent. @param {string} id @param {Partial<Coding>} part */
  async change(id, part) {
    const mark = this.marks.get(id);
    if (!mark) return;
    const before = mark.coding;
    this.#replace(mark, { ...before, ...part });
    try {
      const answer = await api.patch(`/api/codings/${id}`, part);
      this.#own.add(answer.position);
    } catch (error) {
      const now = this.marks.get(id);
      if (now) this.#replace(now, before);
      throw error;
    }
  }

  /** @param {News} news */
  tell(news) {
    this.#listeners.forEach((fn) => fn(news));
  }

  /** @param {Coding} coding @returns {Mark} */
  #mark(coding) {
    return { id: coding.id, start: this.index.toUtf16(coding.start), end: this.index.toUtf16(coding.end), coding };
  }

  /** @param {Coding} coding */
  #put(coding) {
    const mark = this.#mark(coding);
    this.marks.set(mark.id, mark);
    this.shown.add(mark);
    this.lanes.add(mark);
    this.newest = mark;
    this.tell("added");
    return mark;
  }

  /** @param {Mark} mark */
  #take(mark) {
    this.marks.delete(mark.id);
    this.shown.remove(mark);
    this.lanes.remove(mark.id);
    this.newest = null;
  }

  /** @param {Mark} mark @param {Coding} coding */
  #replace(mark, coding) {
    this.#take(mark);
    this.#put(coding);
    this.tell("codings");
  }

  /** A coding shown before the server answered gets the id it was given. @param {Mark} mark @param {string} id */
  #rename(mark, id) {
    if (!this.marks.has(mark.id)) return;
    this.#take(mark);
    if (this.marks.has(id)) return;
    this.#put({ ...mark.coding, id });
    this.tell("codings");
  }
}

/** @param {string} id */
function withDescendantsOf(id) {
  const found = new Set([id]);
  for (const code of store.codes) if (code.parent && found.has(code.parent)) found.add(code.id);
  return found;
}
