// The stripes in the margin: a bar for every coding in view, names where there is room, in places that never jump.
import { unitAt } from "./units.js";

/** @import { View } from "./view.js" */
/** @import { Lanes } from "./lanes.js" */
/** @typedef {{ id: string, start: number, end: number, name: string, label: string, hue: number, glyphs: string }} Stripe */

const LABEL_PX = 24;
const WIDEST_LANES_PX = 56;
const LANE_PX = 8;

export class Stripes {
  /** @type {Map<string, HTMLElement>} */ #bars = new Map();
  /** @type {Map<string, HTMLElement>} */ #labels = new Map();
  /** Elements out of use, kept for the next to come: taking them in and out of the page costs more than moving them. @type {HTMLElement[]} */ #freeBars = [];
  /** @type {HTMLElement[]} */ #freeLabels = [];
  /** Heights inside a drawn unit, by offset; good until the unit is drawn anew. @type {WeakMap<HTMLElement, Map<number, number>>} */ #known = new WeakMap();
  /** @type {string | null} */ #lit = null;

  /** @param {View} view @param {HTMLElement} layer @param {(count: number) => string} moreLabel words for the names that found no room */
  constructor(view, layer, moreLabel) {
    this.view = view;
    this.layer = layer;
    this.moreLabel = moreLabel;
  }

  /** Forgets measured places (the column changed its width). */
  forget() {
    this.#known = new WeakMap();
  }

  /** Draws the stripes of the codings in view. @param {Stripe[]} stripes sorted by start @param {Lanes} lanes */
  draw(stripes, lanes) {
    const pitch = Math.min(LANE_PX, WIDEST_LANES_PX / Math.max(1, lanes.count));
    this.layer.style.setProperty("--lanes", `${Math.ceil(pitch * lanes.count)}px`);
    this.layer.style.setProperty("--bar", `${Math.max(2, pitch - 3)}px`);
    // All measuring before all writing, so that the page is laid out once.
    const placed = stripes.map((stripe) => ({ stripe, top: this.#y(stripe.start, false), bottom: this.#y(stripe.end, true) }));
    const labels = this.#placeLabels(placed);
    const seen = new Set(stripes.map(({ id }) => id));
    rest(this.#bars, seen, this.#freeBars);
    for (const { stripe, top, bottom } of placed) this.#bar(stripe, top, Math.max(bottom - top, 8), lanes.laneOf(stripe.id) * pitch);
    rest(this.#labels, labels, this.#freeLabels);
    labels.forEach(({ stripe, top, more }, key) => this.#label(key, stripe, top, more));
    [...this.#freeBars, ...this.#freeLabels].forEach((element) => { element.style.display = "none"; });
  }

  /** Lights the stripe of a coding, or none. @param {string | null} id */
  light(id) {
    if (this.#lit) [this.#bars, this.#labels].forEach((map) => map.get(/** @type {string} */ (this.#lit))?.classList.remove("is-lit"));
    this.#lit = id;
    if (id) [this.#bars, this.#labels].forEach((map) => map.get(id)?.classList.add("is-lit"));
  }

  /** Where a coding's name stands, to put focus on. @param {string} id */
  labelOf(id) {
    return this.#labels.get(id) ?? null;
  }

  /** Height of an offset on the sheet. An end is the bottom of its line. @param {number} offset @param {boolean} isEnd */
  #y(offset, isEnd) {
    const at = unitAt(this.view.units, isEnd ? Math.max(0, offset - 1) : offset);
    const unit = this.view.units[at];
    const top = this.view.heights.top(at);
    if (!unit) return top;
    const element = this.view.element(at);
    const isAll = isEnd ? offset >= unit.end : offset <= unit.start;
    if (!element || (isAll && isEnd)) return top + (isEnd ? this.view.heights.each[at] : 0);
    let known = this.#known.get(element);
    if (!known) this.#known.set(element, known = new Map());
    const key = isEnd ? -offset : offset;
    let inside = known.get(key);
    if (inside === undefined) {
      const rect = this.view.rectOf(isEnd ? offset - 1 : offset);
      inside = rect ? (isEnd ? rect.bottom : rect.top) - element.getBoundingClientRect().top : 0;
      known.set(key, inside);
    }
    return top + inside;
  }

  /** Names stand at the unit their coding begins in, one under another inside it; what finds no room is counted.
   * @param {{ stripe: Stripe, top: number }[]} placed @returns {Map<string, { stripe: Stripe, top: number, more: Stripe[] }>} */
  #placeLabels(placed) {
    /** @type {Map<number, { stripe: Stripe, top: number }[]>} */
    const byUnit = new Map();
    for (const each of placed) {
      const at = unitAt(this.view.units, each.stripe.start);
      if (at < this.view.first) continue;
      byUnit.set(at, [...(byUnit.get(at) ?? []), each]);
    }
    const labels = new Map();
    byUnit.forEach((list, at) => {
      const floor = this.view.heights.top(at) + this.view.heights.each[at];
      const room = Math.max(1, Math.floor(this.view.heights.each[at] / LABEL_PX));
      const shown = list.length > room ? list.slice(0, Math.max(1, room)) : list;
      const rest = list.slice(shown.length).map(({ stripe }) => stripe);
      const tops = spread(shown.map(({ top }) => top), floor);
      shown.forEach(({ stripe }, order) => {
        labels.set(stripe.id, { stripe, top: tops[order], more: order === shown.length - 1 ? rest : [] });
      });
    });
    return labels;
  }

  /** @param {Stripe} stripe @param {number} top @param {number} height @param {number} left */
  #bar(stripe, top, height, left) {
    let bar = this.#bars.get(stripe.id);
    if (!bar) {
      bar = this.#freeBars.pop() ?? this.layer.appendChild(document.createElement("div"));
      bar.dataset.coding = stripe.id;
      bar.style.display = "";
      this.#bars.set(stripe.id, bar);
    }
    bar.className = `stripe hue-${stripe.hue}${stripe.id === this.#lit ? " is-lit" : ""}`;
    bar.title = stripe.label;
    const { style } = bar;
    style.transform = `translate(${left}px, ${Math.round(top)}px)`;
    style.height = `${Math.round(height)}px`;
  }

  /** @param {string} key @param {Stripe} stripe @param {number} top @param {Stripe[]} more */
  #label(key, stripe, top, more) {
    let label = this.#labels.get(key);
    if (!label) {
      label = this.#freeLabels.pop() ?? this.layer.appendChild(emptyLabel());
      label.dataset.coding = stripe.id;
      label.style.display = "";
      this.#labels.set(key, label);
    }
    label.className = `stripe-name hue-${stripe.hue}${stripe.id === this.#lit ? " is-lit" : ""}`;
    const [name, count] = /** @type {[HTMLElement, HTMLElement]} */ (/** @type {unknown} */ (label.children));
    const words = stripe.glyphs ? `${stripe.glyphs} ${stripe.name}` : stripe.name;
    if (name.textContent !== words) name.textContent = words;
    const rest = more.length ? this.moreLabel(more.length) : "";
    if (count.textContent !== rest) count.textContent = rest;
    const full = more.length ? `${stripe.label}; ${more.map((each) => each.name).join(", ")}` : stripe.label;
    if (label.title !== full) {
      label.title = full;
      label.setAttribute("aria-label", full);
    }
    label.style.transform = `translateY(${Math.round(top)}px)`;
  }
}

function emptyLabel() {
  const label = document.createElement("button");
  label.tabIndex = -1;
  label.append(document.createElement("span"), document.createElement("small"));
  return label;
}

/** Moves the elements whose coding is out of sight to the free ones. @param {Map<string, HTMLElement>} used @param {{ has: (id: string) => boolean }} seen @param {HTMLElement[]} free */
function rest(used, seen, free) {
  for (const [id, element] of used) {
    if (seen.has(id)) continue;
    used.delete(id);
    free.push(element);
  }
}

/** Tops at least a label apart, none below the floor where that can be. @param {number[]} wanted @param {number} floor */
export function spread(wanted, floor) {
  const tops = [...wanted];
  for (let i = 1; i < tops.length; i += 1) tops[i] = Math.max(tops[i], tops[i - 1] + LABEL_PX);
  let limit = floor - LABEL_PX;
  for (let i = tops.length - 1; i >= 0; i -= 1, limit -= LABEL_PX) tops[i] = Math.min(tops[i], limit);
  return tops;
}
