// What one does to passages and codings in the reader: code, repeat, recode, remove, memo. Each says what went wrong.
import { announce, complain } from "../../lib/announce.js";
import { api } from "../../lib/api.js";
import { t } from "../../lib/i18n.js";
import { store } from "../../lib/state.js";
import { noteRecent } from "../../lib/recent.js";
import { pickCode } from "../../parts/code-picker.js";

/** @import { Session } from "./reader/session.js" */
/** @import { Picked } from "../../parts/code-picker.js" */

/** What was coded with last, for the key that repeats. @type {Picked | null} */
let last = null;

/** The name of the code that the repeat key sets now, or "". */
export function lastCodeName() {
  const names = last?.codes.map((id) => store.codeById.get(id)?.name).filter(Boolean) ?? [];
  return names.join(", ");
}

/** The stretch to code: what is selected, else the sentence the caret stands in. @param {Session} session */
export function stretch(session) {
  return session.hasSelection ? session.span : session.steps.around(session.selection.head, "sentence");
}

/** Asks for codes and sets them on the selection. @param {Session} session */
export async function codeSelection(session) {
  const span = stretch(session);
  if (span.end <= span.start) return;
  session.select(span.start, span.end);
  const picked = await pickCode({ title: t("code-passage"), quote: session.text.slice(span.start, span.end), multiple: true });
  if (picked) await codeWith(session, picked, span);
}

/** Sets these codes. @param {Session} session @param {Picked} picked @param {{ start: number, end: number }} [span] */
export async function codeWith(session, picked, span = stretch(session)) {
  if (span.end <= span.start) return;
  last = picked;
  noteRecent(picked.codes);
  session.select(span.start, span.start);
  try {
    const answer = await session.code(span, picked);
    if (picked.paths.length > 0) last = { ...picked, paths: [], codes: answer.codings.map((/** @type {string} */ id) => session.marks.get(id)?.coding.code).filter(Boolean) };
  } catch (error) {
    session.select(span.start, span.end);
    complain(error);
  }
}

/** Sets the code used last once more. @param {Session} session */
export async function repeatLast(session) {
  if (!last || last.codes.some((id) => !store.codeById.has(id))) {
    announce(t("nothing-to-repeat"));
    return;
  }
  await codeWith(session, last);
}

/** @param {Session} session @param {string | null} [id] */
export async function removeCoding(session, id = session.focus) {
  if (!id || id.startsWith("new-")) return;
  const mark = session.marks.get(id);
  const next = mark && session.shown.next(0, mark);
  await session.uncode([id]).catch(complain);
  if (next && session.marks.has(next.id) && next.start < (mark?.end ?? 0)) session.setFocus(next.id);
}

/** Gives a coding another code (and facets). @param {Session} session @param {string | null} [id] */
export async function recode(session, id = session.focus) {
  const mark = id ? session.marks.get(id) : undefined;
  if (!mark || !id) return;
  const picked = await pickCode({ title: t("change-code"), quote: session.text.slice(mark.start, mark.end), facets: mark.coding.facets });
  if (!picked) return;
  try {
    const code = picked.codes[0] ?? (await api.post("/api/codes", { path: picked.paths[0] })).code;
    if (picked.paths.length > 0) await store.refresh("codes");
    await session.change(id, { code, facets: picked.facets });
  } catch (error) {
    complain(error);
  }
}

/** Sets or takes off a facet's value. @param {Session} session @param {string} id @param {string} facet @param {string} value */
export async function toggleFacet(session, id, facet, value) {
  const mark = session.marks.get(id);
  if (!mark) return;
  const others = mark.coding.facets.filter(([each]) => each !== facet);
  const isOn = mark.coding.facets.some(([, each]) => each === value);
  await session.change(id, { facets: isOn ? others : [...others, [facet, value]] }).catch(complain);
}

/** Makes the selection the coding's new extent. @param {Session} session @param {string} id */
export async function moveEdges(session, id) {
  const { start, end } = session.span;
  if (end <= start) return;
  await session.change(id, { start: session.index.toScalar(start), end: session.index.toScalar(end) }).catch(complain);
}
