// The code tree as the server gives it (tree order, parents by id), turned into what a tree view draws.

/** @import { Code } from "./types.js" */
/** @typedef {{ code: Code, level: number, hasChildren: boolean, index: number, siblings: number }} Row */

/** Children of each code, by parent id; `""` holds the roots. @param {Code[]} codes */
export function childrenOf(codes) {
  /** @type {Map<string, Code[]>} */
  const children = new Map();
  for (const code of codes) {
    const key = code.parent ?? "";
    const list = children.get(key);
    if (list) list.push(code);
    else children.set(key, [code]);
  }
  return children;
}

/** The rows a tree shows, given which codes are folded. @param {Code[]} codes @param {ReadonlySet<string>} folded @returns {Row[]} */
export function visibleRows(codes, folded) {
  const children = childrenOf(codes);
  /** @type {Row[]} */
  const rows = [];
  /** @param {string} parent @param {number} level */
  const walk = (parent, level) => {
    const list = children.get(parent) ?? [];
    list.forEach((code, index) => {
      const hasChildren = (children.get(code.id)?.length ?? 0) > 0;
      rows.push({ code, level, hasChildren, index: index + 1, siblings: list.length });
      if (hasChildren && !folded.has(code.id)) walk(code.id, level + 1);
    });
  };
  walk("", 1);
  return rows;
}

/** Ids of a code and all under it. @param {Code[]} codes @param {string} id */
export function withDescendants(codes, id) {
  const children = childrenOf(codes);
  const found = new Set([id]);
  for (const each of found) (children.get(each) ?? []).forEach((code) => found.add(code.id));
  return found;
}

/** The part of a path before its last step, for showing where a code stands. @param {Code} code */
export function parentPath(code) {
  const steps = code.path.split("/");
  steps.pop();
  return steps.join("/");
}
