// Which cases are shown and how, as a plain value, and its URL. Pure.

/**
 * @typedef {object} CasesState
 * @property {string} kind id of the kind whose table is shown; empty = the first
 * @property {{key: string, direction: "up"|"down"} | null} sort
 * @property {Record<string, string>} filters text of each column's filter, by column key
 */

const FILTER = "f.";

/** @param {string} search @returns {CasesState} */
export function readState(search) {
  const address = new URLSearchParams(search);
  /** @type {Record<string, string>} */
  const filters = {};
  for (const [key, value] of address) if (key.startsWith(FILTER) && value.trim()) filters[key.slice(FILTER.length)] = value;
  const key = address.get("sort");
  return {
    kind: address.get("kind") ?? "",
    sort: key ? { key, direction: address.get("direction") === "down" ? "down" : "up" } : null,
    filters,
  };
}

/** @param {CasesState} state */
export function stateUrl(state) {
  const address = new URLSearchParams();
  if (state.kind) address.set("kind", state.kind);
  if (state.sort) {
    address.set("sort", state.sort.key);
    if (state.sort.direction === "down") address.set("direction", "down");
  }
  for (const [key, value] of Object.entries(state.filters)) if (value.trim()) address.set(`${FILTER}${key}`, value);
  const search = address.toString();
  return `/cases${search ? `?${search}` : ""}`;
}

/**
 * What the typed lines of a new choice attribute mean: each line a choice, empty and repeated ones left out.
 * @param {string} text
 */
export function readChoices(text) {
  return [...new Set(text.split("\n").map((line) => line.trim()).filter(Boolean))];
}

/**
 * The relations a case stands in, seen from that case.
 * @param {{id: string, kind: string, from: string, to: string, direction: string, since: string|null, until: string|null}[]} relations
 * @param {string} id
 */
export function relationsOf(relations, id) {
  return relations
    .filter((relation) => relation.from === id || relation.to === id)
    .map((relation) => ({
      relation,
      other: relation.from === id ? relation.to : relation.from,
      way: relation.direction === "mutual" ? "both" : relation.from === id ? "out" : "in",
    }));
}
