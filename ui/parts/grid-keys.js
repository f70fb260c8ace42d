// Arrow keys in a table: one tab stop, moved by arrows, Home, End and page keys. Cells are marked `data-cell`, rows `data-row`.

const PAGE = 10;

/**
 * Moves focus for a key pressed in a grid. Call from `keydown` on the table.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} table
 * @param {Element} [from] where the move begins; what the event happened on unless told
 * @returns {boolean} true when the key was a move and has been taken
 */
export function moveInGrid(event, table, from = /** @type {Element} */ (event.target)) {
  const cell = /** @type {HTMLElement|null} */ (from.closest("[data-cell]"));
  if (!cell || event.altKey || event.metaKey || event.shiftKey) return false;
  const rows = gridRows(table);
  const row = rows.findIndex((cells) => cells.includes(cell));
  if (row < 0) return false;
  const place = nextPlace(event.key, event.ctrlKey, rows.map((cells) => cells.length), { row, col: rows[row].indexOf(cell) });
  if (!place) return false;
  event.preventDefault();
  focusCell(table, rows[place.row][place.col]);
  return true;
}

/**
 * Where a key leads, in a grid whose rows may have different lengths.
 * @param {string} key @param {boolean} isControl @param {number[]} lengths cells of each row
 * @param {{row: number, col: number}} from
 * @returns {{row: number, col: number} | null} null when the key is not a move
 */
export function nextPlace(key, isControl, lengths, from) {
  const last = lengths.length - 1;
  const within = (/** @type {number} */ row, /** @type {number} */ col) => {
    const r = Math.max(0, Math.min(last, row));
    return { row: r, col: Math.max(0, Math.min(lengths[r] - 1, col)) };
  };
  switch (key) {
    case "ArrowUp": return within(from.row - 1, from.col);
    case "ArrowDown": return within(from.row + 1, from.col);
    case "ArrowLeft": return within(from.row, from.col - 1);
    case "ArrowRight": return within(from.row, from.col + 1);
    case "PageUp": return within(from.row - PAGE, from.col);
    case "PageDown": return within(from.row + PAGE, from.col);
    case "Home": return isControl ? within(0, 0) : within(from.row, 0);
    case "End": return isControl ? within(last, Infinity) : within(from.row, Infinity);
    default: return null;
  }
}

/** @param {HTMLElement} table @returns {HTMLElement[][]} focusable cells, row by row; rows without any left out */
function gridRows(table) {
  return [...table.querySelectorAll("[data-row]")]
    .map((row) => /** @type {HTMLElement[]} */ ([...row.querySelectorAll("[data-cell]")]))
    .filter((cells) => cells.length > 0);
}

/** @param {HTMLElement} table @param {HTMLElement|undefined|null} cell */
export function focusCell(table, cell) {
  if (!cell) return;
  for (const other of table.querySelectorAll('[data-cell][tabindex="0"]')) other.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  cell.focus();
}

/** Leaves exactly one cell in the tab order; call after each drawing and on `focusin`. @param {HTMLElement|null} table @param {Element} [focused] */
export function keepOneTabStop(table, focused) {
  if (!table) return;
  const cell = focused?.closest("[data-cell]");
  const stops = [...table.querySelectorAll('[data-cell][tabindex="0"]')];
  const keep = cell ?? stops[0] ?? table.querySelector("[data-cell]");
  for (const stop of stops) if (stop !== keep) stop.setAttribute("tabindex", "-1");
  keep?.setAttribute("tabindex", "0");
}
