// The only place that turns Unicode scalar values (the server's positions) into UTF-16 units (the browser's) and back.

/** A text with both ways of counting. A text without astral characters counts alike both ways and costs nothing. */
export class TextIndex {
  /** Scalar positions of the characters that take two UTF-16 units, ascending. @type {Uint32Array} */
  #astral;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {number[]} */
    const found = [];
    if (/[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text)) {
      let scalar = 0;
      for (let unit = 0; unit < text.length; unit += 1, scalar += 1) {
        const code = text.charCodeAt(unit);
        if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(unit + 1))) {
          found.push(scalar);
          unit += 1;
        }
      }
    }
    this.#astral = Uint32Array.from(found);
  }

  /** Length in scalar values. */
  get length() {
    return this.text.length - this.#astral.length;
  }

  /** UTF-16 offset of a scalar position (0 ..= length). @param {number} scalar */
  toUtf16(scalar) {
    return scalar + countBelow(this.#astral, scalar);
  }

  /** Scalar position of a UTF-16 offset; an offset inside a pair counts as the pair's start. @param {number} unit */
  toScalar(unit) {
    if (this.#astral.length === 0) return unit;
    let low = 0;
    let high = this.#astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The pair numbered `middle` begins at this UTF-16 offset; it lies wholly before `unit` when its end does.
      if (this.#astral[middle] + middle + 2 <= unit) low = middle + 1;
      else high = middle;
    }
    const next = this.#astral[low];
    return next !== undefined && next + low < unit ? next : unit - low;
  }

  /** The text between two scalar positions. @param {number} start @param {number} end */
  slice(start, end) {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }
}

/** @param {number} code */
function isLow(code) {
  return code >= 0xdc00 && code < 0xe000;
}

/** How many entries are less than `value`. @param {Uint32Array} sorted @param {number} value */
function countBelow(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
