// One unit of text as elements: only text nodes and plain elements, so that every character keeps its position.

/** @import { Unit } from "./units.js" */

/** The offset (UTF-16) of the first character of each text node drawn. @type {WeakMap<Node, number>} */
const starts = new WeakMap();

/** Draws a unit. @param {Unit} unit @param {string} text @param {string} [describe] what screen readers hear besides the words */
export function drawUnit(unit, text, describe = "") {
  const element = document.createElement(tagOf(unit));
  element.className = `unit unit-${unit.kind}`;
  element.dataset.unit = String(unit.index);
  if (unit.number > 0) element.dataset.number = String(unit.number);
  if (unit.time) element.dataset.time = unit.time;
  if (unit.page !== null) element.dataset.page = String(unit.page);
  if (unit.speaker) element.classList.add("starts-turn");
  if (unit.marker) element.dataset.marker = unit.marker;
  if (unit.kind === "list-item") element.classList.add(`depth-${Math.min(unit.level, 4)}`);
  if (describe) element.setAttribute("aria-description", describe);
  if (unit.kind === "row") {
    for (const cell of unit.cells) element.append(pieces(document.createElement("div"), cell.start, cell.end, text, []));
  } else pieces(element, unit.start, unit.end, text, unit.labels);
  return element;
}

/** @param {Unit} unit */
function tagOf(unit) {
  if (unit.kind === "heading") return `h${Math.min(6, Math.max(2, unit.level + 1))}`;
  if (unit.kind === "row") return "div";
  return unit.kind === "quote" ? "blockquote" : "p";
}

/** @param {HTMLElement} parent @param {number} start @param {number} end @param {string} text @param {{ start: number, end: number }[]} labels */
function pieces(parent, start, end, text, labels) {
  let at = start;
  for (const label of labels) {
    if (label.start > at) parent.append(piece(text, at, label.start));
    const speaker = document.createElement("span");
    speaker.className = "speaker";
    speaker.append(piece(text, label.start, label.end));
    parent.append(speaker);
    at = label.end;
  }
  if (at < end) parent.append(piece(text, at, end));
  return parent;
}

/** @param {string} text @param {number} start @param {number} end */
function piece(text, start, end) {
  const node = document.createTextNode(text.slice(start, end));
  starts.set(node, start);
  return node;
}

/** The text offset of a place in the page, or null outside the text. @param {Node | null} node @param {number} offset */
export function offsetOf(node, offset) {
  if (!node) return null;
  const start = starts.get(node);
  if (start !== undefined) return start + offset;
  if (!(node instanceof Element) || !node.closest("[data-unit], .reader-window")) return null;
  const child = node.childNodes[offset];
  const following = child && firstText(child);
  if (following) return starts.get(following) ?? null;
  const last = lastText(offset > 0 ? node.childNodes[offset - 1] ?? node : node);
  return last ? (starts.get(last) ?? 0) + last.length : null;
}

/** The place in the page of a text offset inside a drawn unit. @param {HTMLElement} element @param {number} offset @returns {{ node: Text, offset: number } | null} */
export function pointIn(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  /** @type {Text | null} */
  let last = null;
  for (let node = /** @type {Text | null} */ (walker.nextNode()); node; node = /** @type {Text | null} */ (walker.nextNode())) {
    const start = starts.get(node);
    if (start === undefined) continue;
    if (offset < start) return last ? { node: last, offset: last.length } : { node, offset: 0 };
    if (offset < start + node.length) return { node, offset: offset - start };
    last = node;
  }
  return last ? { node: last, offset: last.length } : null;
}

/** @param {Node} node @returns {Text | null} */
function firstText(node) {
  if (node instanceof Text) return node;
  return /** @type {Text | null} */ (document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode());
}

/** @param {Node} node @returns {Text | null} */
function lastText(node) {
  if (node instanceof Text) return node;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let next = walker.nextNode(); next; next = walker.nextNode()) last = next;
  return /** @type {Text | null} */ (last);
}
