// The virtual window: only the units near the screen are in the page, and what is read never jumps when heights become known.
import { drawUnit, offsetOf, pointIn } from "./draw-unit.js";
import { Heights } from "./heights.js";
import { unitAt } from "./units.js";

/** @import { Unit } from "./units.js" */

const OVERSCAN_PX = 320;
const PASSES = 4;

export class View {
  /** @type {Unit[]} */ units = [];
  text = "";
  heights = new Heights(new Float64Array(0));
  /** The first unit drawn. */ first = 0;
  /** The last unit drawn; less than `first` when nothing is. */ last = -1;
  /** True draws every unit at once, for screen readers and the browser's own find. */ isWhole = false;
  /** Units that must stay drawn while a selection is being dragged. @type {[number, number] | null} */ pinned = null;
  /** @type {Map<number, HTMLElement>} */ #elements = new Map();
  #width = 0;

  /** @param {HTMLElement} scroller @param {HTMLElement} sheet its content, as tall as the whole text @param {HTMLElement} page holds the units
   * @param {(isMoved: boolean) => void} onDraw called after each drawing; `isMoved` when other units are in the page than before
   * @param {(unit: Unit) => string} describe @param {() => void} onLeave called before units leave the page: a highlight on them would make that slow */
  constructor(scroller, sheet, page, onDraw, describe, onLeave) {
    this.scroller = scroller;
    this.sheet = sheet;
    this.page = page;
    this.onDraw = onDraw;
    this.describe = describe;
    this.onLeave = onLeave;
  }

  /** @param {string} text @param {Unit[]} units */
  open(text, units) {
    this.text = text;
    this.units = units;
    this.clear();
    this.guess();
    this.scroller.scrollTop = 0;
  }

  /** Takes every unit out of the page. */
  clear() {
    this.page.replaceChildren();
    this.#elements.clear();
    this.first = 0;
    this.last = -1;
  }

  /** Guesses all heights anew from the width of the column. */
  guess() {
    this.#width = this.page.clientWidth || 560;
    const size = parseFloat(getComputedStyle(this.page).fontSize) || 18;
    const perLine = Math.max(16, this.#width / (size * 0.452));
    const line = size * 1.55;
    this.heights = new Heights(Float64Array.from(this.units, (unit) => {
      const lines = unit.kind === "row" ? Math.max(1, ...unit.cells.map((cell) => Math.ceil((cell.end - cell.start) * unit.cells.length / perLine))) : Math.ceil((unit.end - unit.start) / perLine);
      return Math.max(1, lines) * line + (unit.kind === "heading" ? 28 : unit.speaker ? 18 : 10);
    }));
  }

  /** Measures again after the column changed its width, keeping what is read in place. */
  resize() {
    if (this.units.length === 0 || this.page.clientWidth === this.#width) return;
    const anchor = this.#anchor();
    this.guess();
    const elements = [...this.#elements];
    const tall = elements.map(([, element]) => element.getBoundingClientRect().height);
    elements.forEach(([at], order) => this.heights.set(at, tall[order]));
    this.#restore(anchor);
    this.draw(true);
  }

  /** Draws what should be in the page now. @param {boolean} [isForced] tells `onDraw` that all has moved */
  draw(isForced = false) {
    if (this.units.length === 0) return;
    let isMoved = isForced;
    for (let pass = 0; pass < PASSES; pass += 1) {
      const [first, last] = this.#wanted();
      if (first === this.first && last === this.last) break;
      const anchor = this.#anchor();
      if (pass === 0) this.onLeave();
      const added = this.#sync(first, last);
      isMoved = true;
      const tall = added.map(([, element]) => element.getBoundingClientRect().height);
      let differs = false;
      added.forEach(([at], order) => { if (this.heights.set(at, tall[order]) !== 0) differs = true; });
      this.#place();
      if (differs) this.#restore(anchor);
    }
    if (isMoved) this.#place();
    this.onDraw(isMoved);
  }

  /** Scrolls so that an offset is well in view. @param {number} offset @param {"center" | "nearest" | "start"} [align] */
  show(offset, align = "center") {
    const at = unitAt(this.units, offset);
    if (!this.units[at]) return;
    const head = this.sheet.offsetTop;
    const isDrawn = at >= this.first && at <= this.last;
    if (!isDrawn) {
      this.scroller.scrollTop = this.heights.top(at) + head - (align === "start" ? 24 : this.scroller.clientHeight / 3);
      this.draw();
    }
    const rect = this.rectOf(offset);
    const box = this.scroller.getBoundingClientRect();
    if (!rect) return;
    const isIn = rect.top >= box.top + 48 && rect.bottom <= box.bottom - 72;
    if (align === "nearest" && isIn) return;
    const goal = align === "start" ? box.top + 24 : align === "center" ? box.top + box.height / 3 : rect.top < box.top + 48 ? box.top + 56 : box.bottom - 96;
    this.scroller.scrollTop += rect.top - goal;
    this.draw();
  }

  /** The element of a unit, where it is drawn. @param {number} at */
  element(at) {
    return this.#elements.get(at) ?? null;
  }

  /** The text drawn now, as offsets. @returns {{ start: number, end: number }} */
  get drawn() {
    const [first, last] = [this.units[this.first], this.units[this.last]];
    return first && last ? { start: first.start, end: last.end } : { start: 0, end: 0 };
  }

  /** The place in the page of an offset; null where it is not drawn. @param {number} offset */
  point(offset) {
    const element = this.element(unitAt(this.units, offset));
    return element ? pointIn(element, offset) : null;
  }

  /** A range of the page for a stretch of text, cut to what is drawn. @param {number} start @param {number} end */
  range(start, end) {
    const drawn = this.drawn;
    const [from, to] = [Math.max(start, drawn.start), Math.min(end, drawn.end)];
    if (to <= from) return null;
    const [a, b] = [this.point(from), this.#endPoint(to)];
    if (!a || !b) return null;
    return new StaticRange({ startContainer: a.node, startOffset: a.offset, endContainer: b.node, endOffset: b.offset });
  }

  /** Where an offset is on the screen. @param {number} offset */
  rectOf(offset) {
    const point = this.point(offset);
    if (!point) return null;
    const range = document.createRange();
    range.setStart(point.node, point.offset);
    range.setEnd(point.node, Math.min(point.node.length, point.offset + 1));
    const rects = range.getClientRects();
    return rects[0] ?? this.element(unitAt(this.units, offset))?.getBoundingClientRect() ?? null;
  }

  /** The offset of a place in the page. @param {Node | null} node @param {number} offset */
  offset(node, offset) {
    return node && this.page.contains(node) ? offsetOf(node, offset) : null;
  }

  /** An end belongs to the unit of the character before it. @param {number} end */
  #endPoint(end) {
    const element = this.element(unitAt(this.units, Math.max(0, end - 1)));
    const point = element && pointIn(element, end - 1);
    return point ? { node: point.node, offset: Math.min(point.node.length, point.offset + 1) } : null;
  }

  /** @returns {[number, number]} */
  #wanted() {
    if (this.isWhole) return [0, this.units.length - 1];
    const top = this.scroller.scrollTop - this.sheet.offsetTop;
    let first = this.heights.at(Math.max(0, top - OVERSCAN_PX));
    let last = this.heights.at(Math.max(0, top + this.scroller.clientHeight + OVERSCAN_PX));
    if (this.pinned) [first, last] = [Math.min(first, this.pinned[0]), Math.max(last, this.pinned[1])];
    return [first, last];
  }

  /** @param {number} first @param {number} last @returns {[number, HTMLElement][]} the units put in */
  #sync(first, last) {
    for (const [at, element] of this.#elements) {
      if (at >= first && at <= last) continue;
      element.remove();
      this.#elements.delete(at);
    }
    /** @type {[number, HTMLElement][]} */
    const added = [];
    const before = document.createDocumentFragment();
    const after = document.createDocumentFragment();
    const kept = [...this.#elements.keys()];
    const lowest = kept.length ? Math.min(...kept) : Infinity;
    for (let at = first; at <= last; at += 1) {
      if (this.#elements.has(at)) continue;
      const element = drawUnit(this.units[at], this.text, this.describe(this.units[at]));
      (at < lowest && kept.length ? before : after).append(element);
      this.#elements.set(at, element);
      added.push([at, element]);
    }
    this.page.prepend(before);
    this.page.append(after);
    [this.first, this.last] = [first, last];
    return added;
  }

  #place() {
    this.page.style.top = `${this.heights.top(this.first)}px`;
    this.sheet.style.height = `${this.heights.total}px`;
  }

  /** The unit at the top of the screen and how far it is scrolled. */
  #anchor() {
    const top = this.scroller.scrollTop - this.sheet.offsetTop;
    const at = this.heights.at(Math.max(0, top));
    return { at, into: top - this.heights.top(at) };
  }

  /** @param {{ at: number, into: number }} anchor */
  #restore({ at, into }) {
    const goal = this.heights.top(at) + into + this.sheet.offsetTop;
    if (Math.abs(goal - this.scroller.scrollTop) >= 1) this.scroller.scrollTop = goal;
  }
}
