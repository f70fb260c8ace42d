// Short messages for the status bar and for screen readers.
import { errorWords } from "./errors.js";

/** @typedef {{ text: string, undo?: boolean, tone?: "plain" | "error", hint?: string }} Message */
/** @type {Set<(message: Message) => void>} */
const listeners = new Set();

/** Shows a message in the status bar and has it read out. @param {string} text @param {Omit<Message, "text">} [more] */
export function announce(text, more = {}) {
  const message = { text, ...more };
  listeners.forEach((fn) => fn(message));
}

/** Shows a failure: what happened, and what to do. @param {unknown} error */
export function complain(error) {
  const { title, detail } = errorWords(error);
  announce(title, { tone: "error", hint: detail });
}

/** @param {(message: Message) => void} fn */
export function onMessage(fn) {
  listeners.add(fn);
  return () => { listeners.delete(fn); };
}
