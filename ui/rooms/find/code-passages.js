// Codes several passages with what was picked, one write a passage, and says how far it came if one is refused.
import { api } from "../../lib/api.js";
import { announce, complain } from "../../lib/announce.js";
import { t } from "../../lib/i18n.js";

/**
 * @param {{source: string, start: number, end: number}[]} passages
 * @param {{codes: string[], paths: string[], facets: [string, string][]}} picked
 * @returns {Promise<boolean>} true when every passage was coded
 */
export async function codePassages(passages, picked) {
  let done = 0;
  for (const { source, start, end } of passages) {
    try {
      await api.post("/api/codings", { source, start, end, codes: picked.codes, paths: picked.paths, facets: picked.facets });
      done += 1;
    } catch (error) {
      complain(error);
      if (done) announce(t("find-coded-some", { done, n: passages.length }), { tone: "error" });
      return false;
    }
  }
  if (done > 1) announce(t("find-coded", { n: done }), { undo: true });
  return true;
}
