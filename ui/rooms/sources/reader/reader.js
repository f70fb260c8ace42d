// <funn-reader>: draws a session (text, washes, stripes, caret) and turns mouse, touch and keys into selections.
import { store } from "../../../lib/state.js";
import { list, t } from "../../../lib/i18n.js";
import { GLYPHS } from "../../../parts/facet-glyph.js";
import { hueOf } from "../../../parts/hues.js";
import { Stripes } from "./stripes.js";
import { unitAt } from "./units.js";
import { View } from "./view.js";
import { Washes } from "./washes.js";

/** @import { Mark, News, Session } from "./session.js" */
/** @import { Unit } from "./units.js" */
/** @import { Stripe } from "./stripes.js" */

export class FunnReader extends HTMLElement {
  /** @type {Session | null} */ session = null;
  /** Stretches found by the find bar. @type {{ start: number, end: number }[]} */ found = [];
  foundNow = -1;
  /** @type {(() => void)[]} */ #stops = [];
  #isDragging = false;
  #isWriting = false;
  #frame = 0;
  /** @type {string | null} */ #hovered = null;

  constructor() {
    super();
    this.scroller = div("reader-scroll");
    this.sheet = div("reader-sheet");
    this.page = div("reader-window");
    this.layer = div("reader-stripes");
    this.spoken = div("hidden");
    this.view = new View(this.scroller, this.sheet, this.page, (isMoved) => this.#drawn(isMoved), (unit) => this.#describe(unit), () => this.washes.clear());
    this.washes = new Washes(this.view);
    this.stripes = new Stripes(this.view, this.layer, (count) => t("stripes-more", { count }));
    this.#build();
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.scroller, this.spoken);
    const onSelect = () => this.#readSelection();
    document.addEventListener("selectionchange", onSelect);
    const release = (/** @type {PointerEvent} */ event) => this.#release(event);
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    const watch = new ResizeObserver(() => { this.stripes.forget(); this.view.resize(); });
    watch.observe(this.scroller);
    this.#stops = [
      () => document.removeEventListener("selectionchange", onSelect), () => window.removeEventListener("pointerup", release),
      () => window.removeEventListener("pointercancel", release), () => watch.disconnect(),
      store.subscribe((names) => { if (names.has("codes") || names.has("theme")) this.#drawCodings(); }),
    ];
  }

  disconnectedCallback() {
    this.#stops.forEach((stop) => stop());
    this.washes.clear();
  }

  #build() {
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute("role", "region");
    this.layer.setAttribute("role", "group");
    this.spoken.setAttribute("aria-live", "polite");
    this.sheet.append(this.page, this.layer);
    this.scroller.append(this.sheet);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.page.addEventListener("pointerdown", (event) => this.#press(event));
    this.page.addEventListener("pointermove", (event) => { if (!this.#isDragging && event.pointerType === "mouse") this.#hoverText(event); });
    this.page.addEventListener("pointerleave", () => this.#hover(null));
    this.layer.addEventListener("pointerover", (event) => this.#hover(codingOf(event)));
    this.layer.addEventListener("pointerleave", () => this.#hover(null));
    this.layer.addEventListener("click", (event) => {
      const id = codingOf(event);
      if (id) this.session?.setFocus(id);
    });
  }

  /** Shows a session. @param {Session | null} session */
  open(session) {
    this.washes.clear();
    this.layer.setAttribute("aria-label", t("stripes"));
    this.session = session;
    this.found = [];
    this.foundNow = -1;
    this.#hovered = null;
    if (!session) {
      this.view.open("", []);
      return;
    }
    this.scroller.setAttribute("aria-label", t("reader-of", { name: session.source.name }));
    this.page.lang = store.study?.language ?? "";
    this.stripes.forget();
    this.view.open(session.text, session.units);
    this.layer.replaceChildren();
    this.stripes = new Stripes(this.view, this.layer, (count) => t("stripes-more", { count }));
    session.listen((news) => this.#hear(news));
    this.view.draw(true);
  }

  /** Draws every paragraph at once, or only those near the screen. @param {boolean} isWhole */
  setWhole(isWhole) {
    this.view.isWhole = isWhole;
    this.view.draw(true);
  }

  /** @param {News} news */
  #hear(news) {
    if (news === "added" && this.session?.newest) {
      const mark = this.session.newest;
      this.washes.add(mark, this.session.lanes.laneOf(mark.id), hueOf(mark.coding.code));
      this.#drawStripes();
    } else if (news === "codings") this.#drawCodings();
    else if (news === "focus") this.#drawFocus(true);
    else if (news === "selection") this.#drawSelection();
  }

  #scrolled() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.view.draw();
    });
  }

  /** @param {boolean} isMoved */
  #drawn(isMoved) {
    if (!isMoved) return;
    this.#drawCodings();
    this.#drawFound();
    this.#drawSelection();
  }

  /** Shows what the find bar found. @param {{ start: number, end: number }[]} found @param {number} now the one it stands on, or -1 */
  setFound(found, now) {
    this.found = found;
    this.foundNow = now;
    this.#drawFound();
    if (found[now]) this.view.show(found[now].start, "nearest");
  }

  #drawFound() {
    const { start, end } = this.view.drawn;
    const near = this.found.filter((span) => span.start < end && span.end > start);
    const now = this.found[this.foundNow];
    this.washes.mark("found", near, 4);
    this.washes.mark("found-now", now ? [now] : [], 5);
  }

  /** @returns {Mark[]} */
  get #marks() {
    const { start, end } = this.view.drawn;
    return this.session ? this.session.shown.overlapping(start, end) : [];
  }

  #drawCodings() {
    const session = this.session;
    if (!session) return;
    this.washes.draw(this.#marks, (id) => session.lanes.laneOf(id), (/** @type {Mark} */ mark) => hueOf(mark.coding.code));
    this.#drawStripes();
    this.#drawFocus(false);
  }

  #drawStripes() {
    const session = this.session;
    if (session) this.stripes.draw(this.#marks.map((mark) => stripeOf(mark)), session.lanes);
  }

  /** @param {boolean} goThere */
  #drawFocus(goThere) {
    const session = this.session;
    const id = this.#hovered ?? session?.focus ?? null;
    const mark = id ? session?.marks.get(id) ?? null : null;
    this.stripes.light(id);
    this.washes.light(mark, mark ? hueOf(mark.coding.code) : 12);
    if (goThere && session?.focused && !this.#hovered) this.view.show(session.focused.start, "nearest");
  }

  /** @param {string | null} id */
  #hover(id) {
    if (this.#hovered === id) return;
    this.#hovered = id;
    this.#drawFocus(false);
  }

  /** @param {PointerEvent} event */
  #hoverText(event) {
    const offset = this.#offsetAt(event.clientX, event.clientY);
    const marks = offset === null ? [] : this.session?.shown.at(offset) ?? [];
    const shortest = marks.reduce((/** @type {Mark | null} */ best, mark) => (!best || mark.end - mark.start <= best.end - best.start ? mark : best), null);
    this.#hover(shortest?.id ?? null);
  }

  /** @param {number} x @param {number} y */
  #offsetAt(x, y) {
    const place = document.caretPositionFromPoint?.(x, y);
    return place ? this.view.offset(place.offsetNode, place.offset) : null;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    this.#isDragging = true;
    this.#hover(null);
    this.view.pinned = [this.view.first, this.view.last];
    const offset = this.#offsetAt(event.clientX, event.clientY);
    if (offset !== null) {
      const at = unitAt(this.view.units, offset);
      this.view.pinned = [at, at];
    }
  }

  /** A selection made with the mouse takes whole words, unless Alt is held. @param {PointerEvent} event */
  #release(event) {
    if (!this.#isDragging) return;
    this.#isDragging = false;
    this.view.pinned = null;
    const session = this.session;
    if (session?.hasSelection && event.pointerType === "mouse" && !event.altKey) {
      const { start, end } = session.steps.wholeWords(session.span);
      const isBackward = session.selection.head < session.selection.anchor;
      session.select(isBackward ? end : start, isBackward ? start : end);
      this.writeSelection();
    }
    this.dispatchEvent(new CustomEvent("picked"));
    this.#drawSelection();
  }

  /** Takes over what is selected in the page. */
  #readSelection() {
    if (this.#isWriting || !this.session) return;
    const selected = document.getSelection();
    if (!selected || selected.rangeCount === 0) return;
    const anchor = this.view.offset(selected.anchorNode, selected.anchorOffset);
    const head = this.view.offset(selected.focusNode, selected.focusOffset);
    if (anchor === null || head === null) return;
    // Drawing other paragraphs collapses the browser's selection; ours stays until the reader makes another.
    if (anchor === head && !this.#isDragging && this.session.hasSelection) return;
    this.session.select(anchor, head);
  }

  /** Puts our selection into the page, for copying and for screen readers. */
  writeSelection() {
    const session = this.session;
    const selected = document.getSelection();
    if (!session || !selected) return;
    const [anchor, head] = [this.view.point(session.selection.anchor), this.view.point(session.selection.head)];
    this.#isWriting = true;
    if (anchor && head && session.hasSelection) selected.setBaseAndExtent(anchor.node, anchor.offset, head.node, head.offset);
    else selected.removeAllRanges();
    setTimeout(() => { this.#isWriting = false; });
  }

  #drawSelection() {
    const session = this.session;
    if (!session) return;
    const { start, end } = session.span;
    this.washes.mark("picked", end > start ? [{ start, end }] : [], 6);
    const word = session.steps.around(session.selection.head, "word");
    const caretIn = this.contains(document.activeElement) && end === start;
    this.washes.mark("caret", caretIn ? [word] : [], 3);
    if (!this.#isDragging) this.dispatchEvent(new CustomEvent("picked"));
  }

  /** Moves to where the caret is, gives its paragraph focus and draws. @param {boolean} takeFocus */
  follow(takeFocus) {
    const session = this.session;
    if (!session) return;
    const { head } = session.selection;
    this.view.show(head, "nearest");
    if (takeFocus) {
      const element = this.view.element(unitAt(this.view.units, head));
      if (element) {
        element.tabIndex = -1;
        element.focus({ preventScroll: true });
      }
    }
    this.writeSelection();
    this.#drawSelection();
    if (session.hasSelection) this.say(t("selected-text", { text: shorten(session.text.slice(session.span.start, session.span.end)) }));
  }

  /** Has a screen reader say something. @param {string} text */
  say(text) {
    if (this.spoken) this.spoken.textContent = text;
  }

  /** The codes on a paragraph, for screen readers. @param {Unit} unit */
  #describe(unit) {
    const marks = this.session?.shown.overlapping(unit.start, unit.end) ?? [];
    if (marks.length === 0) return "";
    const names = [...new Set(marks.map((mark) => store.codeById.get(mark.coding.code)?.name ?? ""))];
    return t("unit-codes", { count: marks.length, names: list(names.slice(0, 12)) });
  }
}

/** @param {string} className */
function div(className) {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

/** @param {Event} event */
function codingOf(event) {
  return /** @type {HTMLElement} */ (event.target).closest("[data-coding]")?.getAttribute("data-coding") ?? null;
}

/** @param {Mark} mark @returns {Stripe} */
function stripeOf(mark) {
  const { coding } = mark;
  const code = store.codeById.get(coding.code);
  const values = facetValues(coding.facets);
  const coder = store.study?.users.find((user) => user.id === coding.coder)?.name ?? "";
  return {
    id: mark.id, start: mark.start, end: mark.end, name: code?.name ?? "", hue: hueOf(coding.code),
    glyphs: values.filter((value) => value.glyph).map((value) => GLYPHS[/** @type {string} */ (value.glyph)] ?? "").join(""),
    label: [code?.path, ...values.map((value) => value.name), coder].filter(Boolean).join(" · "),
  };
}

/** @param {[string, string][]} facets */
export function facetValues(facets) {
  return facets.flatMap(([facetId, valueId]) => {
    const value = store.study?.facets.find((facet) => facet.id === facetId)?.values.find((each) => each.id === valueId);
    return value ? [value] : [];
  });
}

/** @param {string} text */
function shorten(text) {
  return text.length > 160 ? `${text.slice(0, 100)} … ${text.slice(-50)}` : text;
}

customElements.define("funn-reader", FunnReader);
