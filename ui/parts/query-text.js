// Editing a query as text: taking a completion, keeping positions in step, marking the place of an error. Pure.

/**
 * @typedef {{insert: string, label: string, kind: "field"|"value"|"operator", replace: [number, number], detail: string}} Completion
 */

/**
 * The server counts scalar values, an input element UTF-16 units.
 * @param {string} text @param {number} units @returns {number}
 */
export function scalarsBefore(text, units) {
  return Array.from(text.slice(0, units)).length;
}

/** @param {string} text @param {number} scalars @returns {number} */
export function unitsBefore(text, scalars) {
  return Array.from(text).slice(0, scalars).join("").length;
}

/**
 * @param {string} text @param {Completion} completion
 * @returns {{text: string, cursor: number}} the cursor in UTF-16 units
 */
export function takeCompletion(text, completion) {
  const characters = Array.from(text);
  const [start, end] = completion.replace;
  const before = characters.slice(0, start).join("");
  const after = characters.slice(end).join("");
  const opens = /[:(.]$/u.test(completion.insert);
  const gap = opens || /^\s/u.test(after) ? "" : " ";
  const insert = completion.insert.trimEnd() + gap;
  return { text: before + insert + after, cursor: before.length + insert.length };
}

/**
 * The query in three parts around the place of an error; an empty place is widened to be seen.
 * @param {string} text @param {[number, number]} span scalar values
 * @returns {{before: string, wrong: string, after: string}}
 */
export function splitAtError(text, span) {
  const characters = Array.from(text);
  const start = Math.max(0, Math.min(span[0], characters.length));
  const end = Math.max(start, Math.min(span[1], characters.length));
  if (start < end) return { before: characters.slice(0, start).join(""), wrong: characters.slice(start, end).join(""), after: characters.slice(end).join("") };
  return { before: characters.slice(0, start).join(""), wrong: characters[start] ?? "\u00a0", after: characters.slice(start + 1).join("") };
}
