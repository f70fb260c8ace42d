// Results under headings: by source, case, code or speaker. Pure.

/**
 * @typedef {{source: string, source_name: string, start: number, end: number, text: string, before: string, after: string, codings: string[], codes: string[], cases: string[], speaker: string|null}} Segment
 * @typedef {{id: string|null, name: string, segments: {segment: Segment, index: number}[]}} Group `index` is the place in the whole result
 * @typedef {{codes: Map<string, string>, cases: Map<string, string>, none: Record<"source"|"case"|"code"|"speaker", string>}} Names
 */

/**
 * A passage with two codes stands under both. Groups come in the order of their first passage when grouped by source,
 * else by name; the group without a name is last.
 * @param {Segment[]} segments @param {"source"|"case"|"code"|"speaker"} by @param {Names} names @param {Intl.Collator} collator
 * @returns {Group[]}
 */
export function groupSegments(segments, by, names, collator) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  segments.forEach((segment, index) => {
    for (const [key, id, name] of headings(segment, by, names)) {
      const group = groups.get(key) ?? { id, name, segments: [] };
      group.segments.push({ segment, index });
      groups.set(key, group);
    }
  });
  const list = [...groups.values()];
  if (by === "source") return list;
  return list.sort((a, b) => Number(a.id === null) - Number(b.id === null) || collator.compare(a.name, b.name));
}

/** @param {Segment} segment @param {"source"|"case"|"code"|"speaker"} by @param {Names} names @returns {[string, string|null, string][]} */
function headings(segment, by, names) {
  if (by === "source") return [[segment.source, segment.source, segment.source_name]];
  if (by === "speaker") return segment.speaker ? [[segment.speaker, segment.speaker, segment.speaker]] : [["", null, names.none.speaker]];
  const ids = [...new Set(by === "code" ? segment.codes : segment.cases)];
  const known = by === "code" ? names.codes : names.cases;
  return ids.length ? ids.map((id) => [id, id, known.get(id) ?? id]) : [["", null, names.none[by]]];
}

/** How a passage is told apart from others in the same answer. @param {{source: string, start: number, end: number}} segment */
export function segmentKey(segment) {
  return `${segment.source}:${segment.start}:${segment.end}`;
}
