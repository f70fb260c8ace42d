// The soft washes under coded passages: CSS Custom Highlights for the part of the text that is drawn.
// A hue and a lane share one highlight (passages in a lane never overlap), so the registry holds at most 12 × 5 names
// however many codes there are, and overlaps of any codes deepen. Below the fifth lane only the stripe shows.

/** @import { View } from "./view.js" */
/** @typedef {{ id: string, start: number, end: number }} Span */

/** How many washes may lie over each other; more would drown the ink. */
export const DEPTH = 5;
const HUES = 12;

export class Washes {
  /** @type {Map<string, Highlight>} */ #named = new Map();

  /** @param {View} view */
  constructor(view) {
    this.view = view;
  }

  /** Draws the washes of these marks anew. @param {Span[]} marks @param {(id: string) => number} laneOf @param {(mark: any) => number} hueOf */
  draw(marks, laneOf, hueOf) {
    /** @type {Map<string, StaticRange[]>} */
    const ranges = new Map();
    for (const mark of marks) {
      const lane = laneOf(mark.id);
      if (lane >= DEPTH) continue;
      const range = this.view.range(mark.start, mark.end);
      if (!range) continue;
      const name = `wash-${((hueOf(mark) - 1) % HUES) + 1}-${lane}`;
      const list = ranges.get(name);
      if (list) list.push(range);
      else ranges.set(name, [range]);
    }
    for (const name of this.#named.keys()) if (!ranges.has(name)) this.#drop(name);
    ranges.forEach((list, name) => this.#set(name, list, 0));
  }

  /** Adds one mark's wash without touching the others. @param {Span} mark @param {number} lane @param {number} hue */
  add(mark, lane, hue) {
    const range = lane < DEPTH ? this.view.range(mark.start, mark.end) : null;
    if (!range) return;
    const name = `wash-${hue}-${lane}`;
    const highlight = this.#named.get(name);
    if (highlight) highlight.add(range);
    else this.#set(name, [range], 0);
  }

  /** Lights one mark up, or none. @param {Span | null} mark @param {number} [hue] */
  light(mark, hue = 12) {
    for (const name of [...this.#named.keys()]) if (name.startsWith("lit-")) this.#drop(name);
    const range = mark && this.view.range(mark.start, mark.end);
    if (range) this.#set(`lit-${hue}`, [range], 2);
  }

  /** Marks stretches under a fixed name: `picked`, `caret`, `found`, `found-now`. @param {string} name @param {{ start: number, end: number }[]} spans @param {number} priority */
  mark(name, spans, priority) {
    const ranges = spans.map(({ start, end }) => this.view.range(start, end)).filter((range) => range !== null);
    if (ranges.length === 0) this.#drop(name);
    else this.#set(name, ranges, priority);
  }

  /** Takes everything out of the registry. */
  clear() {
    [...this.#named.keys()].forEach((name) => this.#drop(name));
  }

  /** @param {string} name @param {StaticRange[]} ranges @param {number} priority */
  #set(name, ranges, priority) {
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    this.#named.set(name, highlight);
    CSS.highlights.set(name, highlight);
  }

  /** @param {string} name */
  #drop(name) {
    this.#named.delete(name);
    CSS.highlights.delete(name);
  }
}
