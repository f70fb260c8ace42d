// The passages of a code, in the side panel.
import { api, query } from "../lib/api.js";
import { showPassages } from "./passage-panel.js";

/** @param {{ path: string, name: string }} code */
export function codeQuery(code) {
  return `code:"${code.path.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Opens the passages of a code and all under it. @param {{ path: string, name: string }} code */
export function showCodePassages(code) {
  const text = codeQuery(code);
  return showPassages({ heading: code.name, query: text, load: ({ offset, limit }) => api.get(`/api/find${query({ q: text, offset, limit })}`) });
}
