// Which memos the list shows and under which day: filters, search and order. Pure.
import { fold } from "../../parts/attribute-value.js";

/**
 * @typedef {{type: string, id?: string, start?: number, end?: number}} Target
 * @typedef {{id: string, target: Target, target_name: string, kind: string, title: string, body: string, user: string, created: string, modified: string, displaced: boolean}} Memo
 * @typedef {{kind: string, target: string, search: string}} MemoFilter empty text = all
 */

export const MEMO_KINDS = ["note", "theory", "method", "reflection", "to-do"];
export const TARGET_TYPES = ["study", "source", "passage", "code", "coding", "case", "set", "memo"];

/** @param {string} search @returns {MemoFilter} */
export function readFilter(search) {
  const address = new URLSearchParams(search);
  const kind = address.get("kind") ?? "";
  const target = address.get("target") ?? "";
  return {
    kind: MEMO_KINDS.includes(kind) ? kind : "",
    target: TARGET_TYPES.includes(target) ? target : "",
    search: address.get("q") ?? "",
  };
}

/** @param {MemoFilter} filter @param {string} [id] @returns {string} the address of the list, or of one memo in it */
export function filterUrl(filter, id) {
  const address = new URLSearchParams();
  if (filter.kind) address.set("kind", filter.kind);
  if (filter.target) address.set("target", filter.target);
  if (filter.search.trim()) address.set("q", filter.search);
  const search = address.toString();
  return `/memos${id ? `/${encodeURIComponent(id)}` : ""}${search ? `?${search}` : ""}`;
}

/** Newest first; every searched word must occur in title, body or target. @param {Memo[]} memos @param {MemoFilter} filter */
export function shownMemos(memos, filter) {
  const words = fold(filter.search).split(/\s+/u).filter(Boolean);
  return memos
    .filter((memo) => (!filter.kind || memo.kind === filter.kind) && (!filter.target || memo.target.type === filter.target))
    .filter((memo) => {
      const text = fold(`${memo.title}\n${memo.body}\n${memo.target_name}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => b.modified.localeCompare(a.modified) || a.id.localeCompare(b.id));
}

/** @param {Memo[]} memos in order @param {(time: string) => string} dayOf @returns {{day: string, memos: Memo[]}[]} */
export function byDay(memos, dayOf) {
  /** @type {{day: string, memos: Memo[]}[]} */
  const days = [];
  for (const memo of memos) {
    const day = dayOf(memo.modified);
    const last = days.at(-1);
    if (last?.day === day) last.memos.push(memo);
    else days.push({ day, memos: [memo] });
  }
  return days;
}

/** Where a memo's target is in the workbench; null where it has no page of its own. @param {Target} target */
export function targetUrl(target) {
  const id = encodeURIComponent(target.id ?? "");
  switch (target.type) {
    case "source": return `/sources/${id}`;
    case "passage": return `/sources/${id}?at=${target.start}-${target.end}`;
    case "code": return `/codes/${id}`;
    case "case": return `/cases/${id}`;
    case "memo": return `/memos/${id}`;
    default: return null;
  }
}
