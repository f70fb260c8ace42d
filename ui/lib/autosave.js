// Saves what is being written soon after each pause; what could not be sent stays in this page and is tried again.
// Study text is never put in the browser's own storage: that lies unencrypted on the disk.

import { complain } from "./announce.js";

/** @typedef {"saved" | "waiting" | "saving" | "failed"} SaveState */
const PAUSE_MS = 700;
const RETRY_MS = 4000;

/** @type {Map<string, Draft>} */
const drafts = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();

class Draft {
  /** @param {string} key @param {any} value @param {(value: any, options: { keepalive?: boolean }) => Promise<unknown>} save */
  constructor(key, value, save) {
    this.key = key;
    this.value = value;
    this.save = save;
    /** @type {SaveState} */ this.state = "waiting";
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  /** @param {number} wait */
  plan(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  /** @param {{ keepalive?: boolean }} [options] */
  async send(options = {}) {
    clearTimeout(this.timer);
    if (this.state === "saving") return;
    const sent = this.value;
    this.#turn("saving");
    try {
      await this.save(sent, options);
    } catch (error) {
      this.error = error;
      this.#turn("failed");
      const { kind, status } = /** @type {{ kind?: string, status?: number }} */ (error);
      // The server is away, or was started anew and waits for a login: what is written here outlasts both.
      if (kind === "offline" || status === 401) this.plan(RETRY_MS);
      else complain(error);
      return;
    }
    if (this.value === sent) {
      drafts.delete(this.key);
      this.#turn("saved");
    } else {
      this.#turn("waiting");
      this.plan(PAUSE_MS);
    }
  }

  /** @param {SaveState} state */
  #turn(state) {
    this.state = state;
    listeners.forEach((fn) => fn());
  }
}

/** Notes a new value for `key` and saves it after a pause. The same key later replaces the value, never loses it.
 * @param {string} key @param {any} value @param {(value: any, options: { keepalive?: boolean }) => Promise<unknown>} save */
export function autosave(key, value, save) {
  const draft = drafts.get(key) ?? new Draft(key, value, save);
  draft.value = value;
  draft.save = save;
  drafts.set(key, draft);
  if (draft.state !== "saving") {
    draft.state = "waiting";
    draft.plan(PAUSE_MS);
  }
  listeners.forEach((fn) => fn());
}

/** The value not yet saved for `key`, or undefined. @param {string} key */
export function draftOf(key) {
  return drafts.get(key)?.value;
}

/** Where the saving of `key` stands. @param {string} key @returns {SaveState} */
export function saveState(key) {
  return drafts.get(key)?.state ?? "saved";
}

/** Sends what waits under `key` now (on blur, before leaving). @param {string} key */
export function flush(key) {
  return drafts.get(key)?.send() ?? Promise.resolve();
}

/** True while anything written is not yet saved. */
export function hasUnsaved() {
  return drafts.size > 0;
}

/** Calls `fn` whenever a draft changes state. @param {() => void} fn */
export function onSave(fn) {
  listeners.add(fn);
  return () => { listeners.delete(fn); };
}

if (typeof window !== "undefined") {
  window.addEventListener("pagehide", () => drafts.forEach((draft) => draft.send({ keepalive: true })));
  window.addEventListener("beforeunload", (event) => { if (hasUnsaved()) event.preventDefault(); });
}
