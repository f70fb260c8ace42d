// Tests of memos: Markdown stays inside its small language, and the list filters and groups as it says.
// @ts-nocheck: the fixtures here are deliberately partial
import { test } from "node:test";
import assert from "node:assert/strict";
import { drawMarkdown, parseInline, parseMarkdown, plainStart } from "./markdown.js";
import { byDay, filterUrl, readFilter, shownMemos, targetUrl } from "./memo-list.js";

/** The smallest document that `drawMarkdown` needs; serialises with escapes, so that markup would show. */
function paper() {
  const make = (/** @type {string} */ tag) => {
    const element = { tag, attributes: {}, className: "", kids: [], append(...kids) { this.kids.push(...kids); },
      setAttribute(name, value) { this.attributes[name] = value; }, set textContent(text) { this.kids = [{ text }]; } };
    return element;
  };
  return { createElement: make, createDocumentFragment: () => make(""), createTextNode: (text) => ({ text }) };
}
const write = (node) => {
  if ("text" in node) return node.text.replace(/[&<>]/gu, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
  const attributes = Object.entries(node.attributes).map(([k, v]) => ` ${k}="${v}"`).join("");
  return node.tag ? `<${node.tag}${attributes}>${node.kids.map(write).join("")}</${node.tag}>` : node.kids.map(write).join("");
};
const draw = (text) => write(drawMarkdown(parseMarkdown(text), /** @type {any} */ (paper())));

test("headings, emphasis, lists, quotes", () => {
  assert.equal(draw("# En\n\nTo **tre** og *fire*."), "<h3>En</h3><p>To <strong>tre</strong> og <em>fire</em>.</p>");
  assert.equal(draw("- a\n- b\n  - c"), "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>");
  assert.equal(draw("3. a\n4. b"), `<ol start="3"><li>a</li><li>b</li></ol>`);
  assert.equal(draw("> sagt\n> slik\n\nmitt"), "<blockquote><p>sagt\nslik</p></blockquote><p>mitt</p>");
  assert.equal(draw("---"), "<hr></hr>");
  assert.equal(draw("```\na < b\nc\n```"), "<pre><code>a &lt; b\nc</code></pre>");
});

test("nothing typed becomes markup, no link is live", () => {
  assert.equal(draw("<img src=x onerror=alert(1)>"), "<p>&lt;img src=x onerror=alert(1)&gt;</p>");
  assert.equal(draw("[her](javascript:alert)"), "<p><span>her (javascript:alert)</span></p>");
  assert.equal(draw("![b](https://x.no/a.png)"), "<p><span>b (https://x.no/a.png)</span></p>");
});

test("snake_case, arithmetic and lone marks stay as typed", () => {
  for (const text of ["case_kind_name", "2 * 3 * 4", "* alene*".slice(2), "**", "a_b_"]) {
    assert.equal(draw(text), `<p>${text}</p>`, text);
  }
});

test("every character of plain prose survives", () => {
  const text = "Blåbær 🫐 «sitat» – a & b < c";
  assert.equal(parseInline(text).map((node) => node.text).join(""), text);
});

test("hostile depth and length end quickly", () => {
  assert.ok(draw(">".repeat(5000) + " x").length < 25_000);
  assert.ok(draw("*".repeat(20_000)).length > 0);
  assert.ok(draw("- ".repeat(2_000) + "x").length > 0);
});

test("the start of a memo reads without its marks", () => {
  assert.equal(plainStart("## Tanke\n\nDet *er* slik at [a](b)", 40), "Tanke Det er slik at a");
  assert.equal(plainStart("🫐🫐🫐🫐", 2), "🫐🫐…");
});

const memo = (id, change) => ({
  id, target: { type: "study" }, target_name: "Studien", kind: "note", title: id, body: "", user: "u",
  created: "2023-03-01T08:00:00Z", modified: "2023-03-01T08:00:00Z", displaced: false, ...change,
});

test("memos filter, search and come newest first", () => {
  const memos = [
    memo("a", { kind: "theory", body: "Forankring kan bli *styring*" }),
    memo("b", { modified: "2023-03-02T08:00:00Z", target: { type: "code", id: "c1" }, target_name: "Forankring" }),
  ];
  const all = { kind: "", target: "", search: "" };
  assert.deepEqual(shownMemos(memos, all).map((m) => m.id), ["b", "a"]);
  assert.deepEqual(shownMemos(memos, { ...all, search: "forankring STYRING" }).map((m) => m.id), ["a"]);
  assert.deepEqual(shownMemos(memos, { ...all, kind: "theory" }).map((m) => m.id), ["a"]);
  assert.deepEqual(shownMemos(memos, { ...all, target: "code" }).map((m) => m.id), ["b"]);
  assert.deepEqual(byDay(shownMemos(memos, all), (time) => time.slice(0, 10)).map((d) => d.memos.length), [1, 1]);
});

test("list addresses", () => {
  const filter = { kind: "to-do", target: "case", search: "tid & penger" };
  assert.deepEqual(readFilter(filterUrl(filter, "x").split("?")[1]), filter);
  assert.equal(filterUrl({ kind: "", target: "", search: " " }), "/memos");
  assert.deepEqual(readFilter("kind=evil"), { kind: "", target: "", search: "" });
  assert.equal(targetUrl({ type: "passage", id: "s", start: 3, end: 9 }), "/sources/s?at=3-9");
  assert.equal(targetUrl({ type: "study" }), null);
});
