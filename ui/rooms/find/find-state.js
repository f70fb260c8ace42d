// What the search room shows, as a plain value, and its URL.

/**
 * @typedef {"passages"|"kwic"|"autocode"} View
 * @typedef {"source"|"case"|"code"|"speaker"} Group
 * @typedef {object} FindState
 * @property {View} view
 * @property {string} query the query of the passages view, and what limits the other two
 * @property {Group} group
 * @property {string} pattern what the concordance or the auto-coding looks for
 * @property {boolean} regex the pattern is a regular expression
 * @property {"position"|"left"|"right"} sort order of the concordance
 * @property {"text"|"regex"|"speaker"|"heading"} by what the auto-coding goes by
 * @property {"none"|"sentence"|"paragraph"|"turn"|"section"} extend how far a hit is widened before it is coded
 * @property {string} until regular expression: each passage goes on to where it is found next; empty = no further than `extend`
 */

const ALLOWED = {
  view: ["passages", "kwic", "autocode"],
  group: ["source", "case", "code", "speaker"],
  sort: ["position", "left", "right"],
  by: ["text", "regex", "speaker", "heading"],
  extend: ["none", "sentence", "paragraph", "turn", "section"],
};

/** @type {FindState} */
export const FIRST = {
  view: "passages", query: "", group: "source", pattern: "", regex: false, sort: "position", by: "text", extend: "sentence", until: "",
};

/** @param {string} search @returns {FindState} */
export function readState(search) {
  const address = new URLSearchParams(search);
  const pick = (/** @type {keyof typeof ALLOWED} */ key) => {
    const value = address.get(key) ?? "";
    return ALLOWED[key].includes(value) ? value : FIRST[key];
  };
  return /** @type {FindState} */ ({
    view: pick("view"), query: address.get("q") ?? "", group: pick("group"), pattern: address.get("pattern") ?? "",
    regex: address.get("regex") === "1", sort: pick("sort"), by: pick("by"), extend: pick("extend"), until: address.get("until") ?? "",
  });
}

/** @param {FindState} state @returns {string} */
export function stateUrl(state) {
  const address = new URLSearchParams();
  if (state.query.trim()) address.set("q", state.query);
  if (state.view !== FIRST.view) address.set("view", state.view);
  if (state.view === "passages" && state.group !== FIRST.group) address.set("group", state.group);
  if (state.view !== "passages" && state.pattern) address.set("pattern", state.pattern);
  if (state.view === "kwic" && state.regex) address.set("regex", "1");
  if (state.view === "kwic" && state.sort !== FIRST.sort) address.set("sort", state.sort);
  if (state.view === "autocode" && state.by !== FIRST.by) address.set("by", state.by);
  if (state.view === "autocode" && state.extend !== FIRST.extend) address.set("extend", state.extend);
  if (state.view === "autocode" && state.until) address.set("until", state.until);
  const search = address.toString();
  return `/find${search ? `?${search}` : ""}`;
}

/** The auto-coding rule the server takes. @param {FindState} state */
export function ruleOf(state) {
  const isText = state.by === "text" || state.by === "regex";
  return {
    by: state.by, pattern: state.pattern, extend: isText ? state.extend : "none",
    ...(isText && state.until ? { until: state.until } : {}),
    ...(state.query.trim() ? { where: state.query } : {}),
  };
}
