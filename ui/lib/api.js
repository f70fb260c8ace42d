// The one door to the server: JSON over HTTP, every failure an ApiError with words for people.

/** What went wrong, as the server (or the network) said it. `span` marks a place in a query text. */
export class ApiError extends Error {
  /** @param {string} kind @param {string} message @param {string} [hint] @param {[number, number] | null} [span] @param {number} [status] */
  constructor(kind, message, hint = "", span = null, status = 0) {
    super(message);
    this.name = "ApiError";
    this.kind = kind;
    this.hint = hint;
    this.span = span;
    this.status = status;
  }
}

/** @type {Set<(answer: import("./types.js").Written) => void>} */
const writeListeners = new Set();
/** @type {Set<(reachable: boolean) => void>} */
const reachListeners = new Set();
let inFlight = 0;

/** Calls `fn` with the answer of every write that succeeded. @param {(answer: import("./types.js").Written) => void} fn */
export function onWrite(fn) {
  writeListeners.add(fn);
  return () => writeListeners.delete(fn);
}

/** Calls `fn(false)` when the server cannot be reached and `fn(true)` when it answers. @param {(reachable: boolean) => void} fn */
export function onReach(fn) {
  reachListeners.add(fn);
  return () => reachListeners.delete(fn);
}

/** True while a write waits for its answer. */
export function isWriting() {
  return inFlight > 0;
}

/** @param {Response} response */
async function failure(response) {
  try {
    const { error } = await response.json();
    return new ApiError(error.kind, error.message, error.hint ?? "", error.span ?? null, response.status);
  } catch {
    return new ApiError("internal", `HTTP ${response.status}`, "", null, response.status);
  }
}

/** @param {string} path @param {RequestInit} [options] */
async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...options });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    reachListeners.forEach((fn) => fn(false));
    throw new ApiError("offline", "the workbench did not answer");
  }
  reachListeners.forEach((fn) => fn(response.status !== 401));
  if (!response.ok) throw await failure(response);
  if (response.status === 204) return null;
  return response.json();
}

/** @param {string} method @param {string} path @param {unknown} [body] @param {{ keepalive?: boolean }} [options] */
async function write(method, path, body, options = {}) {
  /** @type {Record<string, string>} */
  const headers = { "x-funn": "1" };
  let payload;
  if (body instanceof FormData) payload = body;
  else if (body !== undefined) {
    headers["content-type"] = "application/json";
    payload = JSON.stringify(body);
  }
  inFlight += 1;
  try {
    const answer = await ask(path, { method, headers, body: payload, keepalive: options.keepalive });
    if (answer?.summary) writeListeners.forEach((fn) => fn(answer));
    return answer;
  } finally {
    inFlight -= 1;
  }
}

export const api = {
  /** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
  get: (path, signal) => ask(path, { signal }),
  /** @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  post: (path, body) => write("POST", path, body),
  /** @param {string} path @param {unknown} [body] @param {{ keepalive?: boolean }} [options] @returns {Promise<any>} */
  patch: (path, body, options) => write("PATCH", path, body, options),
  /** @param {string} path @returns {Promise<any>} */
  del: (path) => write("DELETE", path),
};

/** Makes a query string of the values that are neither null nor empty. @param {Record<string, string | number | boolean | null | undefined>} values */
export function query(values) {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") parts.set(name, String(value));
  }
  const text = parts.toString();
  return text ? `?${text}` : "";
}
