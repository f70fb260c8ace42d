// What rows and columns can be, from what the study holds. Pure.

/**
 * @typedef {{key: string, group: "codes"|"cases"|"attributes"|"sources"|"coding", name: string}} Dimension `name` is empty for those the language names itself
 * @typedef {{kinds: {id: string, name: string, attributes: {name: string}[]}[], source_attributes: {name: string}[], cases: {kind: string, ties: unknown[]}[]}} Cases
 */

/**
 * @param {Cases | null} cases @param {{name: string}[]} facets
 * @returns {Dimension[]}
 */
export function dimensions(cases, facets) {
  /** @type {Dimension[]} */
  const list = [{ key: "code", group: "codes", name: "" }];
  for (const kind of cases?.kinds ?? []) list.push({ key: `case:${kind.name}`, group: "cases", name: kind.name });
  if ((cases?.kinds.length ?? 0) !== 1) list.push({ key: "case", group: "cases", name: "" });
  const names = [...(cases?.kinds ?? []).flatMap((kind) => kind.attributes), ...(cases?.source_attributes ?? [])].map(({ name }) => name);
  for (const name of new Set(names)) list.push({ key: `attribute:${name}`, group: "attributes", name });
  list.push({ key: "source", group: "sources", name: "" }, { key: "speaker", group: "sources", name: "" });
  for (const facet of facets) list.push({ key: `facet:${facet.name}`, group: "coding", name: facet.name });
  list.push({ key: "coder", group: "coding", name: "" }, { key: "round", group: "coding", name: "" });
  return list;
}

/** The kind that says most: most tied cases, then most attributes. @param {Cases | null} cases */
function tellingKind(cases) {
  let best = null;
  let most = [0, 0];
  for (const kind of cases?.kinds ?? []) {
    const tied = cases?.cases.filter((one) => one.kind === kind.id && one.ties.length > 0).length ?? 0;
    const size = [tied, kind.attributes.length];
    if (size[0] > most[0] || (size[0] === most[0] && tied > 0 && size[1] > most[1])) [best, most] = [kind, size];
  }
  return best;
}

/** The columns a first visit shows: the kind that says most, else sources. @param {Cases | null} cases */
export function tellingColumns(cases) {
  const kind = tellingKind(cases);
  return kind ? `case:${kind.name}` : "source";
}
