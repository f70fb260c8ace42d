// The reader's keys: moving and extending by word, sentence, paragraph and turn; coding, repeating, going between codings.
import { register } from "../../../lib/keys.js";
import { t } from "../../../lib/i18n.js";
import { announce } from "../../../lib/announce.js";
import { trimmed } from "./steps.js";

/** @import { FunnReader } from "./reader.js" */
/** @import { Grain } from "./steps.js" */

/** What the room does on the reader's keys. @typedef {{ code: () => unknown, repeat: () => unknown, memo: () => unknown, find: () => unknown, remove: () => unknown, recode: () => unknown, whole: () => unknown }} Deeds */

/** Registers the reader's keys; returns the function that takes them out. @param {FunnReader} reader @param {Deeds} deeds */
export function readerKeys(reader, deeds) {
  const room = "reader";
  const isOpen = () => reader.session !== null;
  const isIn = () => isOpen() && reader.contains(document.activeElement);
  const hasSomething = () => isOpen() && Boolean(reader.session?.hasSelection || reader.session?.focus);
  return register(
    { key: "c", label: () => t("key-code"), run: () => deeds.code(), when: isOpen, room },
    { key: "Enter", label: () => t("key-code"), run: () => deeds.code(), when: isIn, room, hidden: true },
    { key: "r | .", label: () => t("key-repeat"), run: () => deeds.repeat(), when: isOpen, room },
    { key: "m", label: () => t("key-memo"), run: () => deeds.memo(), when: isOpen, room },
    { key: "n", label: () => t("key-next"), run: () => nextCoding(reader, 1), when: isOpen, room },
    { key: "p", label: () => t("key-previous"), run: () => nextCoding(reader, -1), when: isOpen, room },
    { key: "Delete | Backspace", label: () => t("key-uncode"), run: () => deeds.remove(), when: () => isOpen() && Boolean(reader.session?.focus), room },
    { key: "x", label: () => t("key-recode"), run: () => deeds.recode(), when: () => isOpen() && Boolean(reader.session?.focus), room },
    { key: "Mod+f", label: () => t("key-find-in-text"), run: () => deeds.find(), when: isOpen, room, inFields: true },
    { key: "Escape", label: () => t("key-let-go"), run: () => letGo(reader), when: hasSomething, room, hidden: true },
    { key: "ArrowDown | ArrowUp", label: () => t("key-paragraph"), run: (event) => move(reader, event, "paragraph", false), when: isIn, room, hidden: true },
    { key: "ArrowRight | ArrowLeft", label: () => t("key-word"), run: (event) => move(reader, event, "word", false), when: isIn, room, hidden: true },
    { key: "Mod+ArrowRight | Mod+ArrowLeft", label: () => t("key-sentence"), run: (event) => move(reader, event, "sentence", false), when: isIn, room, hidden: true },
    { key: "Mod+ArrowDown | Mod+ArrowUp", label: () => t("key-turn"), run: (event) => move(reader, event, "turn", false), when: isIn, room, hidden: true },
    { key: "Shift+ArrowRight | Shift+ArrowLeft", label: () => t("key-extend-word"), run: (event) => move(reader, event, "word", true), when: isIn, room, hidden: true },
    { key: "Mod+Shift+ArrowRight | Mod+Shift+ArrowLeft", label: () => t("key-extend-sentence"), run: (event) => move(reader, event, "sentence", true), when: isIn, room, hidden: true },
    { key: "Shift+ArrowDown | Shift+ArrowUp", label: () => t("key-extend-paragraph"), run: (event) => move(reader, event, "paragraph", true), when: isIn, room, hidden: true },
    { key: "Mod+Shift+ArrowDown | Mod+Shift+ArrowUp", label: () => t("key-extend-turn"), run: (event) => move(reader, event, "turn", true), when: isIn, room, hidden: true },
    { key: "e", label: () => t("key-widen"), run: () => widen(reader), when: isOpen, room },
    { key: "Shift+e", label: () => t("key-narrow"), run: () => narrow(reader), when: isOpen, room },
    { key: "Home | End", label: () => t("key-ends"), run: (event) => toEnd(reader, event), when: isIn, room, hidden: true },
    { key: "f", label: () => t("key-whole"), run: () => deeds.whole(), when: isOpen, room },
  );
}

/** The selections that `e` widened, so that Shift+E can go back. @type {{ anchor: number, head: number }[]} */
const widened = [];

/** @param {FunnReader} reader @param {KeyboardEvent} event @param {Grain} grain @param {boolean} isExtending */
function move(reader, event, grain, isExtending) {
  const session = reader.session;
  if (!session) return;
  const direction = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
  const { anchor, head } = session.selection;
  // Growing from a caret first takes the whole piece the caret stands in.
  if (isExtending && anchor === head && direction > 0) {
    const here = session.steps.around(head, grain);
    session.select(here.start, here.end);
  } else {
    const isShrinking = isExtending && direction < 0 && head > anchor;
    const next = isShrinking ? shrink(reader, head, grain) : session.steps.step(head, grain, direction, isExtending);
    session.select(isExtending ? anchor : next, isShrinking ? Math.max(anchor, next) : next);
  }
  widened.length = 0;
  reader.follow(!isExtending && (grain === "paragraph" || grain === "turn"));
}

/** The end of the piece before the last one selected. @param {FunnReader} reader @param {number} head @param {Grain} grain */
function shrink(reader, head, grain) {
  const session = /** @type {NonNullable<FunnReader["session"]>} */ (reader.session);
  const start = session.steps.step(head, grain, -1, false);
  const before = session.steps.step(start, grain, -1, false);
  return before < start ? session.steps.around(before, grain).end : start;
}

/** @param {FunnReader} reader */
function widen(reader) {
  const session = reader.session;
  if (!session) return;
  const { anchor, head } = session.selection;
  const span = session.steps.widen({ start: Math.min(anchor, head), end: Math.max(anchor, head) });
  if (span.start === Math.min(anchor, head) && span.end === Math.max(anchor, head)) return;
  widened.push({ anchor, head });
  session.select(span.start, span.end);
  reader.follow(false);
}

/** @param {FunnReader} reader */
function narrow(reader) {
  const before = widened.pop();
  if (!before || !reader.session) return;
  reader.session.select(before.anchor, before.head);
  reader.follow(false);
}

/** @param {FunnReader} reader @param {KeyboardEvent} event */
function toEnd(reader, event) {
  const session = reader.session;
  if (!session) return;
  const isEnd = event.key === "End";
  const whole = trimmed(session.text, 0, session.text.length);
  const goal = isEnd ? whole.end - 1 : whole.start;
  session.select(goal, goal);
  reader.follow(true);
}

/** @param {FunnReader} reader */
function letGo(reader) {
  const session = reader.session;
  if (!session) return;
  session.setFocus(null);
  session.select(session.selection.head, session.selection.head);
  reader.writeSelection();
}

/** Puts the next or previous coding in focus. @param {FunnReader} reader @param {1 | -1} direction */
export function nextCoding(reader, direction) {
  const session = reader.session;
  if (!session) return;
  const current = session.focused ?? undefined;
  const from = current ? 0 : session.selection.head;
  const mark = direction > 0 ? session.shown.next(from, current) : session.shown.previous(from, current);
  if (!mark) {
    announce(t(direction > 0 ? "no-next-coding" : "no-previous-coding"));
    return;
  }
  session.setFocus(mark.id);
}
