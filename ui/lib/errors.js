// The words for a failure: what kind it is in the reader's language, with the server's own words beneath.
import { has, lang, t } from "./i18n.js";

/** A failure in words: `title` is a sentence, `detail` is empty or says more. @typedef {{ title: string, detail: string }} ErrorWords */

/** The words for a failure. The server speaks English, so another language leads with a sentence of its own.
 * @param {unknown} error an `ApiError`, or an error whose message is already in the reader's language @returns {ErrorWords} */
export function errorWords(error) {
  const { kind, message = String(error), hint = "" } = /** @type {{ kind?: string, message?: string, hint?: string }} */ (error ?? {});
  if (kind === "offline") return { title: t("error-offline"), detail: "" };
  if (kind === undefined || lang() === "en") return { title: sentence(message), detail: sentence(hint) };
  return { title: t(has(`error-${kind}`) ? `error-${kind}` : "error-other"), detail: [message, hint].map(sentence).filter(Boolean).join(" ") };
}

/** A message as a sentence: errors come from the server in lower case without a full stop. @param {string} text */
export function sentence(text) {
  const trimmed = text.trim();
  if (!trimmed) return "";
  const [first, ...rest] = trimmed;
  return `${first.toLocaleUpperCase()}${rest.join("")}${/[.!?…:]$/u.test(trimmed) ? "" : "."}`;
}
