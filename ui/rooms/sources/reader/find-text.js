// Where a text stands in a text, without regard to case or to how many spaces part the words.

const MOST = 20000;

/** Every place a text stands, without regard to case. @param {string} text @param {string} wanted @returns {{ start: number, end: number }[]} */
export function findAll(text, wanted) {
  if (wanted.trim() === "") return [];
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
  /** @type {{ start: number, end: number }[]} */
  const found = [];
  for (const { index, 0: words } of text.matchAll(pattern)) {
    found.push({ start: index, end: index + words.length });
    if (found.length >= MOST) break;
  }
  return found;
}
