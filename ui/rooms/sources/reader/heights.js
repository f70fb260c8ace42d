// How tall each unit is (guessed until drawn, then measured) and where that puts it: a Fenwick tree of heights.

export class Heights {
  /** @param {Float64Array} guesses pixels */
  constructor(guesses) {
    this.each = guesses;
    this.tree = new Float64Array(guesses.length + 1);
    guesses.forEach((height, at) => this.#add(at, height));
    this.measured = new Uint8Array(guesses.length);
  }

  get count() {
    return this.each.length;
  }

  /** Height of everything. */
  get total() {
    return this.top(this.count);
  }

  /** Where the unit numbered `at` begins (its top), in pixels from the first. @param {number} at */
  top(at) {
    let sum = 0;
    for (let i = at; i > 0; i -= i & -i) sum += this.tree[i];
    return sum;
  }

  /** Notes a measured height; returns by how much it differs. @param {number} at @param {number} height */
  set(at, height) {
    const difference = height - this.each[at];
    this.measured[at] = 1;
    if (difference !== 0) {
      this.each[at] = height;
      this.#add(at, difference);
    }
    return difference;
  }

  /** The unit at a height of `y` pixels. @param {number} y */
  at(y) {
    let place = 0;
    let left = y;
    let step = 1;
    while (step * 2 <= this.count) step *= 2;
    for (; step > 0; step >>= 1) {
      const next = place + step;
      if (next <= this.count && this.tree[next] <= left) {
        place = next;
        left -= this.tree[next];
      }
    }
    return Math.min(place, Math.max(0, this.count - 1));
  }

  /** @param {number} at @param {number} amount */
  #add(at, amount) {
    for (let i = at + 1; i <= this.count; i += i & -i) this.tree[i] += amount;
  }
}
