// Which codings lie on a stretch of text: an interval index that answers in logarithmic time and takes single additions.

/** @typedef {{ id: string, start: number, end: number }} Interval */

/** Intervals sorted by start, end, id, with the largest end of every stretch of the order kept in a tree above them.
 * @template {Interval} T */
export class IntervalIndex {
  /** @type {T[]} */ #sorted = [];
  /** Largest ends: a heap-shaped tree over `#sorted`, leaves from `#leaves` on. @type {Float64Array} */ #ends = new Float64Array(0);
  #leaves = 0;
  #isStale = false;

  /** @param {Iterable<T>} [intervals] */
  constructor(intervals = []) {
    this.#sorted = [...intervals].sort(compare);
    this.#isStale = true;
  }

  get size() {
    return this.#sorted.length;
  }

  /** All of them, by start, end and id. @returns {readonly T[]} */
  get all() {
    return this.#sorted;
  }

  /** @param {T} interval */
  add(interval) {
    this.#sorted.splice(this.#place(interval), 0, interval);
    this.#isStale = true;
  }

  /** Takes one out; false when it was not there. @param {T} interval */
  remove(interval) {
    const at = this.#place(interval);
    if (this.#sorted[at]?.id !== interval.id) return false;
    this.#sorted.splice(at, 1);
    this.#isStale = true;
    return true;
  }

  /** Those that share at least one character with `[start, end)`, in order; an empty interval counts where it stands.
   * @param {number} start @param {number} end @returns {T[]} */
  overlapping(start, end) {
    this.#freshen();
    /** @type {T[]} */
    const found = [];
    if (this.#sorted.length > 0) this.#collect(1, 0, this.#leaves, start, end, found);
    return found;
  }

  /** Those that hold the character at `position`. @param {number} position */
  at(position) {
    return this.overlapping(position, position + 1);
  }

  /** The first that begins after `position` (or at it, beyond `afterId` in the order). @param {number} position @param {T} [current] @returns {T | undefined} */
  next(position, current) {
    const from = current ? this.#place(current) + 1 : this.#lowerBound(position);
    return this.#sorted[from];
  }

  /** The last that begins before `position`, or before `current` in the order. @param {number} position @param {T} [current] @returns {T | undefined} */
  previous(position, current) {
    const from = current ? this.#place(current) : this.#lowerBound(position);
    return this.#sorted[from - 1];
  }

  /** @param {number} position */
  #lowerBound(position) {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle].start < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {T} interval */
  #place(interval) {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.#sorted[middle], interval) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #freshen() {
    if (!this.#isStale) return;
    this.#isStale = false;
    const count = this.#sorted.length;
    this.#leaves = 1;
    while (this.#leaves < count) this.#leaves *= 2;
    const ends = new Float64Array(2 * this.#leaves).fill(-Infinity);
    for (let i = 0; i < count; i += 1) ends[this.#leaves + i] = Math.max(this.#sorted[i].end, this.#sorted[i].start + 0.5);
    for (let i = this.#leaves - 1; i > 0; i -= 1) ends[i] = Math.max(ends[2 * i], ends[2 * i + 1]);
    this.#ends = ends;
  }

  /** @param {number} node @param {number} from first leaf under the node @param {number} width how many leaves
   * @param {number} start @param {number} end @param {T[]} found */
  #collect(node, from, width, start, end, found) {
    if (from >= this.#sorted.length || this.#ends[node] <= start || this.#sorted[from].start >= end) return;
    if (width === 1) {
      found.push(this.#sorted[from]);
      return;
    }
    const half = width / 2;
    this.#collect(2 * node, from, half, start, end, found);
    this.#collect(2 * node + 1, from + half, half, start, end, found);
  }
}

/** @param {Interval} a @param {Interval} b */
export function compare(a, b) {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
