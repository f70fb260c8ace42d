// One passage in a list: where it is, its words in their context, the codes and cases on it.
import { html, nothing } from "../vendor/lit.js";
import { t } from "../lib/i18n.js";
import { sourcePath } from "../lib/router.js";
import { store } from "../lib/state.js";
import { codeChip } from "./code-chip.js";

/** @import { Segment } from "../lib/types.js" */
/** @typedef {{before: string, text: string, after: string}} Context */

/**
 * @param {Segment} segment
 * @param {{context?: Context, hasSource?: boolean, extra?: any}} [options] `context` replaces the server's words around the passage
 */
export function passageLine(segment, { context = cut(segment), hasSource = true, extra = nothing } = {}) {
  const place = `${segment.start}–${segment.end}`;
  return html`
    <p class="passage-where">
      <a href=${sourcePath(segment.source, segment.start, segment.end)} title=${t("passage-open")}>${hasSource ? segment.source_name : place}</a>
      ${segment.speaker ? html`<span class="speaker">${segment.speaker}</span>` : nothing}
      ${hasSource ? html`<span class="passage-place">${place}</span>` : nothing}
    </p>
    <blockquote class="passage-text"><span class="around">${close(context.before)}</span><mark>${close(context.text)}</mark><span class="around">${close(context.after)}</span></blockquote>
    <div class="passage-foot">${codes(segment.codes)}${cases(segment.cases)}${extra}</div>`;
}

/** The server's few words around a passage, which begin and end anywhere. @param {Segment} segment @returns {Context} */
function cut({ before, text, after }) {
  return { before: before && `… ${before.trimStart()}`, text, after: after && `${after.trimEnd()} …` };
}

/** Paragraphs on lines of their own, without the empty lines between. @param {string} text */
function close(text) {
  return text.replace(/\n\s*\n+/gu, "\n");
}

/** @param {string[]} ids */
function codes(ids) {
  const known = [...new Set(ids)].map((id) => store.codeById.get(id)).filter((code) => code !== undefined);
  return known.map((code) => codeChip(code, { href: `/codes/${code.id}` }));
}

/** @param {string[]} ids */
function cases(ids) {
  const known = store.cases?.cases.filter((one) => ids.includes(one.id)) ?? [];
  return known.map((one) => html`<a class="passage-case" href=${`/cases/${one.id}`}>${one.name}</a>`);
}
