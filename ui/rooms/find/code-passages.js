// Codes several passages with what was picked, all in one step that one undo takes back.
import { api } from "../../lib/api.js";
import { complain } from "../../lib/announce.js";

/**
 * @param {{source: string, start: number, end: number}[]} passages
 * @param {{codes: string[], paths: string[], facets: [string, string][]}} picked
 * @returns {Promise<boolean>} true when the passages were coded
 */
export async function codePassages(passages, picked) {
  if (!passages.length) return false;
  const places = passages.map(({ source, start, end }) => ({ source, start, end }));
  try {
    await api.post("/api/codings", { ...places[0], passages: places, codes: picked.codes, paths: picked.paths, facets: picked.facets });
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
