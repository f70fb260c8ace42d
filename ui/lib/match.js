// Type-ahead: which codes (or commands, or sources) fit what is typed, best first.

const STREWN = 10;

/** Lower case without accents, except the letters that are letters of their own in Norwegian. @param {string} text */
export function foldText(text) {
  return text.toLowerCase().normalize("NFC").replace(/[^æøåäö\u0000-\u007f]/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""));
}

/** How well `needle` (folded) fits: 0 not at all, higher is better. @param {string} needle @param {{ name: string, path?: string, about?: string }} item */
export function score(needle, { name, path = "", about = "" }) {
  if (needle === "") return 1;
  const foldedName = foldText(name);
  if (foldedName === needle) return 100;
  if (foldedName.startsWith(needle)) return 80;
  if (wordStarts(foldedName, needle)) return 60;
  if (foldedName.includes(needle)) return 50;
  const foldedPath = foldText(path);
  if (inOrder(foldedPath, needle.split(/[/\s]+/).filter(Boolean))) return 40;
  if (foldText(about).includes(needle)) return 20;
  return isSubsequence(foldedName, needle) ? STREWN : 0;
}

/** The items that fit, best first, equal ones in their own order. @template T
 * @param {string} typed @param {T[]} items @param {(item: T) => { name: string, path?: string, about?: string }} describe
 * @param {(item: T) => number} [bonus] 0 ..= 9, lifts what was used lately
 * @returns {T[]} */
export function rank(typed, items, describe, bonus = () => 0) {
  const needle = foldText(typed.trim());
  const scored = items.map((item, order) => ({ item, order, points: score(needle, describe(item)) }));
  // Letters strewn over a name count only where nothing fits better.
  const least = scored.some(({ points }) => points > STREWN) ? STREWN + 1 : 1;
  return scored
    .filter(({ points }) => points > 0 && (needle === "" || points >= least))
    .map((each) => ({ ...each, points: each.points + bonus(each.item) }))
    .sort((a, b) => b.points - a.points || a.order - b.order)
    .map(({ item }) => item);
}

/** @param {string} text @param {string} needle */
function wordStarts(text, needle) {
  return text.split(/[\s\-/–]+/u).some((word) => word.startsWith(needle));
}

/** @param {string} text @param {string[]} parts */
function inOrder(text, parts) {
  let from = 0;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return parts.length > 0;
}

/** @param {string} text @param {string} needle */
function isSubsequence(text, needle) {
  if (needle.length < 3) return false;
  let at = 0;
  for (const letter of text) if (letter === needle[at]) at += 1;
  return at === needle.length;
}
