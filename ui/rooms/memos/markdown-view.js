// <funn-markdown>: a memo's text as one reads it, drawn with text nodes alone.
import { drawMarkdown, parseMarkdown } from "./markdown.js";

class FunnMarkdown extends HTMLElement {
  #text = "";

  /** The Markdown text. @param {string} text */
  set text(text) {
    if (text === this.#text && this.childNodes.length > 0) return;
    this.#text = text;
    this.replaceChildren(drawMarkdown(parseMarkdown(text), document));
  }

  get text() {
    return this.#text;
  }
}

customElements.define("funn-markdown", FunnMarkdown);
