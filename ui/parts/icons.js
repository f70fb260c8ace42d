// The few line icons of the interface, 16 px, drawn in the colour of the text around them.
import { html, svg } from "../vendor/lit.js";

const SHAPES = {
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  chevron: svg`<path d="m6 4 4 4-4 4"/>`,
  down: svg`<path d="m4 6 4 4 4-4"/>`,
  up: svg`<path d="m4 10 4-4 4 4"/>`,
  left: svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M6 3v10"/>`,
  right: svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M10 3v10"/>`,
  memo: svg`<path d="M3 2.5h10v8l-3 3H3z"/><path d="M10 13.5v-3h3M5.5 5.5h5M5.5 8h3"/>`,
  tag: svg`<path d="M2.5 2.5h5.3l5.7 5.7-5.3 5.3-5.7-5.7z"/><circle cx="5.5" cy="5.5" r=".8"/>`,
  trash: svg`<path d="M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5 5 13h6l.5-8.5"/>`,
  undo: svg`<path d="M3 7h6.5a3.5 3.5 0 0 1 0 7H7"/><path d="M6 4 3 7l3 3"/>`,
  redo: svg`<path d="M13 7H6.5a3.5 3.5 0 0 0 0 7H9"/><path d="m10 4 3 3-3 3"/>`,
  more: svg`<circle cx="3.5" cy="8" r=".9"/><circle cx="8" cy="8" r=".9"/><circle cx="12.5" cy="8" r=".9"/>`,
  menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>`,
  filter: svg`<path d="M2.5 3.5h11L9.5 8.5v4l-3 1v-5z"/>`,
  import: svg`<path d="M8 2.5v7M5 7l3 3 3-3M3 12.5h10"/>`,
  repeat: svg`<path d="M3 7.5a4 4 0 0 1 4-4h5M10 1.5l2 2-2 2M13 8.5a4 4 0 0 1-4 4H4M6 14.5l-2-2 2-2"/>`,
  move: svg`<path d="M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2"/>`,
  merge: svg`<path d="M4 2.5v3c0 2.5 4 2.5 4 5v3M12 2.5v3c0 2.5-4 2.5-4 5"/>`,
  split: svg`<path d="M8 2.5v3c0 3-4 3-4 5.5v2.5M8 5.5c0 3 4 3 4 5.5v2.5"/>`,
  text: svg`<path d="M3 3.5h10M3 6.5h10M3 9.5h10M3 12.5h6"/>`,
  list: svg`<path d="M6 4h7M6 8h7M6 12h7M3 4h.01M3 8h.01M3 12h.01"/>`,
  check: svg`<path d="m3 8.5 3.5 3.5L13 4.5"/>`,
  sun: svg`<circle cx="8" cy="8" r="3"/><path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1"/>`,
  warn: svg`<path d="M8 2.5 14.5 13.5h-13z"/><path d="M8 6.5v3.5M8 12h.01"/>`,
  edit: svg`<path d="m3 13 .6-2.8L10.8 3l2.2 2.2-7.2 7.2z"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-3h-8v8h3"/>`,
};
/** @typedef {keyof typeof SHAPES} IconName */

/** An icon; it says nothing to screen readers, so the button around it needs a name. @param {IconName} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
