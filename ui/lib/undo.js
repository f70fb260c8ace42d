// Undo and redo, and the words for what a change did.
import { api } from "./api.js";
import { complain } from "./announce.js";
import { has, t } from "./i18n.js";

/** @import { Summary } from "./types.js" */

/** What was done, in words: "4 tekststeder kodet". @param {Summary} summary */
export function wordSummary(summary) {
  const { deed, noun, count, subject, intent } = summary;
  const specific = `done-${deed}-${noun}`;
  const key = has(specific) ? specific : `done-${deed}`;
  const known = has(key) ? key : "done-other";
  const words = t(known, { count, subject, named: subject ? "yes" : "no", noun: has(`noun-${noun}`) ? t(`noun-${noun}`, { count }) : noun });
  return intent === "do" ? words : t(`intent-${intent}`, { what: words });
}

/** Undoes the last change of this user. */
export async function undo() {
  await step("/api/undo");
}

/** Does again what was undone last. */
export async function redo() {
  await step("/api/redo");
}

/** @param {string} path */
async function step(path) {
  try {
    await api.post(path, {});
  } catch (error) {
    complain(error);
  }
}
