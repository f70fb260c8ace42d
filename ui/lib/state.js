// What the server knows, kept in the browser: one observable store, fresh by itself when anybody writes.
import { api, isWriting, onReach, onWrite } from "./api.js";

/** @import { Study, Source, Code, Memo, CasesAnswer, Written, ChangeEvent } from "./types.js" */
/** @typedef {"study" | "sources" | "codes" | "cases" | "memos" | "sets" | "participants" | "facets" | "queries"} ListName */

/** @type {Record<ListName, string>} */
const PATHS = {
  study: "/api/study", sources: "/api/sources", codes: "/api/codes", cases: "/api/cases", memos: "/api/memos",
  sets: "/api/sets", participants: "/api/participants", facets: "/api/facets", queries: "/api/queries",
};

/** Which lists a change of a noun makes stale; `study` (counts, undo) always is. @type {Record<string, ListName[]>} */
const STALE = {
  coding: ["codes", "sources"], code: ["codes"], source: ["sources", "cases"], text: ["sources"], case: ["cases", "sources"],
  "case-kind": ["cases"], attribute: ["cases", "sources"], value: ["cases", "sources"], tie: ["cases", "sources"], relation: ["cases"],
  memo: ["memos", "codes", "sources"], set: ["sets"], facet: ["facets"], query: ["queries"], "saved-query": ["queries"], participant: ["participants", "sources"],
};
const SETTLE_MS = 120;
const RETRY_MS = 3000;

class Store {
  /** @type {Study | null} */ study = null;
  /** @type {Source[]} */ sources = [];
  /** @type {Code[]} */ codes = [];
  /** @type {CasesAnswer | null} */ cases = null;
  /** @type {Memo[]} */ memos = [];
  /** @type {any[]} */ sets = [];
  /** @type {any[]} */ participants = [];
  /** @type {any[]} */ facets = [];
  /** @type {any[]} */ queries = [];
  /** Codes by id. @type {Map<string, Code>} */ codeById = new Map();
  /** False while the server does not answer. */ reachable = true;
  /** The last thing done here or elsewhere, for the status bar. @type {{ summary: import("./types.js").Summary, at: Date, mine: boolean } | null} */ last = null;

  /** @type {Set<(names: Set<string>) => void>} */ #listeners = new Set();
  /** @type {Set<(change: ChangeEvent, mine: boolean) => void>} */ #changeListeners = new Set();
  /** @type {Map<string, Promise<any>>} */ #loading = new Map();
  /** @type {Set<string>} */ #loaded = new Set();
  /** @type {Set<ListName>} */ #stale = new Set();
  /** @type {Set<number>} */ #mine = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** Calls `fn` with the names of what changed (`study`, `codes`, `reachable`, `last` …). Returns the function that stops it.
   * @param {(names: Set<string>) => void} fn */
  subscribe(fn) {
    this.#listeners.add(fn);
    return () => { this.#listeners.delete(fn); };
  }

  /** Calls `fn` for every change that reaches the study; `mine` when this page made it. @param {(change: ChangeEvent, mine: boolean) => void} fn */
  onChange(fn) {
    this.#changeListeners.add(fn);
    return () => { this.#changeListeners.delete(fn); };
  }

  /** Fetches a list unless it is here already. @param {ListName} name */
  load(name) {
    if (this.#loaded.has(name)) return Promise.resolve(this[name]);
    return this.#loading.get(name) ?? this.#fetch(name);
  }

  /** Fetches lists anew. @param {ListName[]} names */
  refresh(...names) {
    return Promise.all(names.map((name) => this.#fetch(name)));
  }

  /** Tells every subscriber that these names changed. @param {string[]} names */
  notify(...names) {
    const set = new Set(names);
    this.#listeners.forEach((fn) => fn(set));
  }

  /** Puts lists on the way to be fetched soon, several at once. @param {ListName[]} names */
  expire(...names) {
    names.filter((name) => this.#loaded.has(name) || this.#loading.has(name)).forEach((name) => this.#stale.add(name));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const due = [...this.#stale];
      this.#stale.clear();
      this.refresh(...due).catch(() => due.forEach((name) => this.#stale.add(name)));
    }, SETTLE_MS);
  }

  /** Starts listening to the server's events. */
  listen() {
    onWrite((answer) => this.#wrote(answer));
    onReach((reachable) => this.#reach(reachable));
    this.#hear();
  }

  /** The browser takes up a broken stream by itself, but not one that was refused (a restarted server): that is tried again here. */
  #hear() {
    const events = new EventSource("/api/events");
    events.addEventListener("change", (event) => this.#settled(JSON.parse(/** @type {MessageEvent} */ (event).data)));
    events.addEventListener("open", () => this.#reach(true));
    events.addEventListener("error", () => {
      this.#reach(false);
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.#hear(), RETRY_MS);
      api.get(PATHS.study).catch((error) => { if (error.status === 401) this.notify("locked"); });
    });
  }

  /** @param {ListName} name */
  #fetch(name) {
    const asked = api.get(PATHS[name]).then((value) => {
      if (this.#loading.get(name) !== asked) return this[name];
      this.#loading.delete(name);
      this.#loaded.add(name);
      /** @type {any} */ (this)[name] = value;
      if (name === "codes") this.codeById = new Map(this.codes.map((code) => [code.id, code]));
      this.notify(name);
      return value;
    }, (error) => {
      if (this.#loading.get(name) === asked) this.#loading.delete(name);
      throw error;
    });
    this.#loading.set(name, asked);
    return asked;
  }

  /** @param {Written} answer */
  #wrote(answer) {
    this.#mine.add(answer.position);
    this.last = { summary: answer.summary, at: new Date(), mine: true };
    if (this.study) {
      // What can be undone and redone next is known for certain once the study is fetched again; until then the best guess.
      const done = { ...answer.summary, intent: /** @type {const} */ ("do") };
      const isUndo = answer.summary.intent === "undo";
      this.study = { ...this.study, position: answer.position, undo: isUndo ? this.study.undo : done, redo: isUndo ? done : answer.summary.intent === "redo" ? this.study.redo : null };
    }
    this.notify("last", "study");
    const undone = answer.summary.intent !== "do";
    /** @type {ListName[]} */
    const names = undone ? ["codes", "sources", "cases", "memos", "sets"] : STALE[answer.summary.noun] ?? ["codes", "sources", "cases", "memos", "sets"];
    this.expire("study", ...names);
  }

  /** The event of an own write may outrun its answer: it waits until nothing is under way. @param {ChangeEvent} change */
  #settled(change) {
    if (isWriting()) {
      setTimeout(() => this.#settled(change), SETTLE_MS);
      return;
    }
    const mine = this.#mine.has(change.position);
    if (!mine) this.last = { summary: change.summary, at: new Date(), mine: false };
    this.expire("study", ...change.touched.flatMap((noun) => STALE[noun] ?? []));
    this.#changeListeners.forEach((fn) => fn(change, mine));
    if (!mine) this.notify("last");
  }

  /** @param {boolean} reachable */
  #reach(reachable) {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    this.notify("reachable");
    if (reachable) this.expire(.../** @type {ListName[]} */ ([...this.#loaded]));
  }
}

export const store = new Store();
