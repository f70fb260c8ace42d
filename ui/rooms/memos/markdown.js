// A small, safe Markdown: text to a tree of plain nodes, and the tree to DOM nodes. Never HTML text, never a live link.

/**
 * @typedef {{type: "text", text: string} | {type: "strong"|"emphasis"|"code"|"link", children: Inline[], to?: string}} Inline
 * @typedef {{type: "paragraph"|"heading"|"quote"|"list"|"item"|"code"|"rule", level?: number, ordered?: boolean, start?: number, children: any[]}} Block
 */

const HEADING = /^(#{1,6})\s+(.*?)\s*#*\s*$/u;
const BULLET = /^(\s{0,3})([-*+])\s+(.*)$/u;
const ORDERED = /^(\s{0,3})(\d{1,9})[.)]\s+(.*)$/u;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/u;
const FENCE = /^\s{0,3}(```|~~~)/u;
const MAX_DEPTH = 12;

/** @param {string} text @param {number} [depth] @returns {Block[]} */
export function parseMarkdown(text, depth = 0) {
  const lines = text.replace(/\r\n?/gu, "\n").split("\n");
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = readBlock(lines, at, depth);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {[Block|null, number]} */
function readBlock(lines, at, depth) {
  const line = lines[at];
  if (line.trim() === "") return [null, at + 1];
  const heading = HEADING.exec(line);
  if (heading) return [{ type: "heading", level: heading[1].length, children: parseInline(heading[2]) }, at + 1];
  if (RULE.test(line)) return [{ type: "rule", children: [] }, at + 1];
  if (FENCE.test(line)) return readFence(lines, at);
  if (depth < MAX_DEPTH && /^\s{0,3}>/u.test(line)) return readQuote(lines, at, depth);
  if (depth < MAX_DEPTH && (BULLET.test(line) || ORDERED.test(line))) return readList(lines, at, depth);
  return readParagraph(lines, at, depth);
}

/** @param {string[]} lines @param {number} at @returns {[Block, number]} */
function readFence(lines, at) {
  const fence = /** @type {RegExpExecArray} */ (FENCE.exec(lines[at]))[1];
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(fence)) end += 1;
  return [{ type: "code", children: [{ type: "text", text: lines.slice(at + 1, end).join("\n") }] }, end + 1];
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {[Block, number]} */
function readQuote(lines, at, depth) {
  let end = at;
  while (end < lines.length && /^\s{0,3}>/u.test(lines[end])) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(/^\s{0,3}>\s?/u, "")).join("\n");
  return [{ type: "quote", children: parseMarkdown(inner, depth + 1) }, end];
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {[Block, number]} */
function readList(lines, at, depth) {
  const isOrdered = ORDERED.test(lines[at]);
  const mark = isOrdered ? ORDERED : BULLET;
  const start = isOrdered ? Number(/** @type {RegExpExecArray} */ (ORDERED.exec(lines[at]))[2]) : undefined;
  const items = [];
  let end = at;
  while (end < lines.length && mark.test(lines[end])) {
    const own = [/** @type {RegExpExecArray} */ (mark.exec(lines[end]))[3]];
    end += 1;
    while (end < lines.length && (/^\s{2,}\S/u.test(lines[end]) || (lines[end].trim() === "" && /^\s{2,}\S/u.test(lines[end + 1] ?? "")))) {
      own.push(lines[end].replace(/^\s{2,4}/u, ""));
      end += 1;
    }
    items.push({ type: "item", children: unwrapped(parseMarkdown(own.join("\n"), depth + 1)) });
  }
  return [{ type: "list", ordered: isOrdered, start, children: items }, end];
}

/** An item of one paragraph reads tighter without it. @param {Block[]} blocks */
function unwrapped(blocks) {
  return blocks[0]?.type === "paragraph" ? [...blocks[0].children, ...blocks.slice(1)] : blocks;
}

/** @param {string[]} lines @param {number} at @param {number} depth @returns {[Block, number]} */
function readParagraph(lines, at, depth) {
  let end = at + 1;
  const opens = (/** @type {string} */ line) =>
    line.trim() === "" || HEADING.test(line) || RULE.test(line) || FENCE.test(line) ||
    (depth < MAX_DEPTH && (/^\s{0,3}>/u.test(line) || BULLET.test(line)));
  while (end < lines.length && !opens(lines[end])) end += 1;
  return [{ type: "paragraph", children: parseInline(lines.slice(at, end).map((line) => line.trim()).join("\n")) }, end];
}

const INLINE = [
  { type: "code", find: /`([^`\n]+)`/u },
  { type: "link", find: /!?\[([^\]\n]*)\]\(([^()\s]*)(?:\s+"[^"]*")?\)/u },
  { type: "strong", find: /(?<![\p{L}\p{N}])(\*\*|__)(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u },
  { type: "emphasis", find: /(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])([^\n]*?[^\s*_])\1(?![\p{L}\p{N}])/u },
];

/** @param {string} text @returns {Inline[]} */
export function parseInline(text) {
  if (text === "") return [];
  let first = null;
  for (const { type, find } of INLINE) {
    const found = find.exec(text);
    if (found && (!first || found.index < first.found.index)) first = { type, found };
  }
  if (!first) return [{ type: "text", text }];
  const { type, found } = first;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  return [...(before ? [{ type: /** @type {const} */ ("text"), text: before }] : []), inlineOf(type, found), ...parseInline(after)];
}

/** @param {string} type @param {RegExpExecArray} found @returns {any} */
function inlineOf(type, found) {
  if (type === "code") return { type, children: [{ type: "text", text: found[1] }] };
  if (type === "link") return { type, to: found[2], children: parseInline(found[1]) };
  return { type, children: parseInline(found[2]) };
}

const TAGS = { paragraph: "p", quote: "blockquote", item: "li", strong: "strong", emphasis: "em", rule: "hr", link: "span" };

/**
 * Draws parsed Markdown with `createElement` and text nodes alone, so nothing typed can become markup.
 * A link is shown as its words and, after them, its address as text: nothing leads out of the workbench.
 * @param {(Block|Inline)[]} nodes
 * @param {Document} document
 * @param {number} [baseLevel] heading level of a single `#`, so that headings fit the page's outline
 * @returns {DocumentFragment}
 */
export function drawMarkdown(nodes, document, baseLevel = 3) {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) fragment.append(drawNode(node, document, baseLevel));
  return fragment;
}

/** @param {any} node @param {Document} document @param {number} baseLevel @returns {Node} */
function drawNode(node, document, baseLevel) {
  if (node.type === "text") return document.createTextNode(node.text);
  if (node.type === "code") return drawCode(node, document);
  const element = document.createElement(tagOf(node, baseLevel));
  if (node.type === "list" && node.ordered && node.start !== 1) element.setAttribute("start", String(node.start));
  element.append(drawMarkdown(node.children, document, baseLevel));
  if (node.type === "link") {
    element.className = "memo-link";
    if (node.to) element.append(document.createTextNode(` (${node.to})`));
  }
  return element;
}

/** @param {any} node @param {number} baseLevel */
function tagOf(node, baseLevel) {
  if (node.type === "heading") return `h${Math.min(6, node.level + baseLevel - 1)}`;
  if (node.type === "list") return node.ordered ? "ol" : "ul";
  return TAGS[/** @type {keyof typeof TAGS} */ (node.type)] ?? "span";
}

/** @param {any} node @param {Document} document */
function drawCode(node, document) {
  const code = document.createElement("code");
  code.textContent = node.children[0].text;
  if (!node.children[0].text.includes("\n")) return code;
  const block = document.createElement("pre");
  block.append(code);
  return block;
}

/** The first words of a memo without its marks, for a list. @param {string} text @param {number} length in characters */
export function plainStart(text, length) {
  const words = parseMarkdown(text).map(plainText).join(" ").replace(/\s+/gu, " ").trim();
  const characters = Array.from(words);
  return characters.length <= length ? words : `${characters.slice(0, length).join("").trimEnd()}…`;
}

/** @param {any} node @returns {string} */
function plainText(node) {
  return node.type === "text" ? node.text : node.children.map(plainText).join(node.type === "list" ? " " : "");
}
