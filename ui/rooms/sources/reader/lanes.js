// Packs stripes into lanes so that no two in a lane overlap; one coding more never moves those already placed.

/** @typedef {{ id: string, start: number, end: number }} Interval */

/** Lanes of stripes. The longest of those that begin together stand innermost. */
export class Lanes {
  /** @type {Map<string, number>} */ #laneOf = new Map();
  /** The intervals of each lane, by start. @type {Interval[][]} */ #lanes = [];

  /** @param {Iterable<Interval>} [intervals] */
  constructor(intervals = []) {
    const order = [...intervals].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
    for (const interval of order) this.#putLast(interval);
  }

  /** How many lanes are in use. */
  get count() {
    return this.#lanes.length;
  }

  /** The lane of an interval, 0 nearest the text. @param {string} id */
  laneOf(id) {
    return this.#laneOf.get(id) ?? 0;
  }

  /** Puts one more into the first lane that is free there; returns the lane. @param {Interval} interval */
  add(interval) {
    let lane = this.#lanes.findIndex((placed) => isFree(placed, interval));
    if (lane < 0) lane = this.#lanes.push([]) - 1;
    this.#lanes[lane].splice(firstFrom(this.#lanes[lane], interval.start), 0, interval);
    this.#laneOf.set(interval.id, lane);
    return lane;
  }

  /** @param {string} id */
  remove(id) {
    const lane = this.#laneOf.get(id);
    if (lane === undefined) return;
    this.#laneOf.delete(id);
    this.#lanes[lane] = this.#lanes[lane].filter((each) => each.id !== id);
    while (this.#lanes.length > 0 && this.#lanes[this.#lanes.length - 1].length === 0) this.#lanes.pop();
  }

  /** Adds one that begins no earlier than all placed so far: only the last of each lane can be in the way. @param {Interval} interval */
  #putLast(interval) {
    let lane = this.#lanes.findIndex((placed) => endOf(placed[placed.length - 1]) <= interval.start);
    if (lane < 0) lane = this.#lanes.push([]) - 1;
    this.#lanes[lane].push(interval);
    this.#laneOf.set(interval.id, lane);
  }
}

/** An empty interval takes the room of one character. @param {Interval} interval */
function endOf(interval) {
  return Math.max(interval.end, interval.start + 1);
}

/** @param {Interval[]} placed @param {Interval} interval */
function isFree(placed, interval) {
  const at = firstFrom(placed, interval.start);
  const before = placed[at - 1];
  const after = placed[at];
  return (!before || endOf(before) <= interval.start) && (!after || after.start >= endOf(interval));
}

/** @param {Interval[]} placed @param {number} start */
function firstFrom(placed, start) {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
