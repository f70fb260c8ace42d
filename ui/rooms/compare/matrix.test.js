// Tests of the matrix: its URL, its tree, order, shades and text forms, on the published table of the example study.
import { test } from "node:test";
import assert from "node:assert/strict";
import { bothQueries, firstState, matrixParams, quoted, readState, stateUrl, transposed } from "./matrix-state.js";
import { largestShown, placeOf, shadeOf, shapeMatrix, shownName, shownNumber, treeRows } from "./matrix-shape.js";
import { labeller } from "./matrix-labels.js";
import { plainTable, tableCsv, tableMarkdown } from "./matrix-text.js";

const collator = new Intl.Collator("nb");

function example() {
  const rows = ["Kriser", "Forankring", "Forankring/Eierskap", "Ressurser", "Ressurser/Tid", "Ressurser/Tid/Kveld", "Tom"];
  const cols = ["kommune=Arendal", "kommune=Asker", "kommune=Utenfor"];
  const cells = [[0, 0, 0], [2, 1, 0], [0, 1, 0], [1, 2, 0], [1, 0, 0], [1, 0, 0], [0, 0, 0]];
  const total = 6;
  const row_totals = cells.map((row) => row.reduce((a, b) => a + b, 0));
  const col_totals = [3, 3, 0];
  const expected = cells.map((_, r) => col_totals.map((c) => (row_totals[r] * c) / total));
  return {
    rows, cols, cells, row_totals, col_totals, total, expected,
    row_percent: cells.map((row, r) => row.map((n) => (row_totals[r] ? (100 * n) / row_totals[r] : null))),
    col_percent: cells.map((row) => row.map((n, c) => (col_totals[c] ? (100 * n) / col_totals[c] : null))),
    residual: cells.map((row, r) => row.map((n, c) => (expected[r][c] ? (n - expected[r][c]) / Math.sqrt(expected[r][c]) : null))),
  };
}
const state = { ...firstState("case:kommune") };

test("a state comes back from its own address", () => {
  const full = {
    ...state, where: 'code:"Rolle & ansvar" and valens:barriere', count: /** @type {const} */ ("words"), exact: true,
    show: /** @type {const} */ ("residual"), empty: true, layer: "valens", sort: "col:kommune=Østensjø",
    direction: /** @type {const} */ ("up"), open: ["A/B", "C, D"], cell: { row: "A/B", col: "" },
  };
  for (const one of [full, state]) assert.deepEqual(readState(stateUrl(one).split("?")[1], firstState()), one);
});

test("an address with nonsense falls back instead of breaking", () => {
  const read = readState("count=bananas&show=<script>&exact=maybe&direction=sideways", state);
  assert.deepEqual(read, state);
});

test("transposing twice is where we began, apart from order", () => {
  const once = transposed({ ...state, show: "row", cell: { row: "Kriser", col: "kommune=Asker" } });
  assert.equal(once.rows, "case:kommune");
  assert.equal(once.show, "column");
  assert.deepEqual(once.cell, { row: "kommune=Asker", col: "Kriser" });
  assert.equal(transposed(once).rows, "code");
});

test("queries are joined and names quoted", () => {
  assert.equal(bothQueries("a or b", "c"), "(a or b) and (c)");
  assert.equal(bothQueries(" ", "c"), "c");
  assert.equal(bothQueries("*", "c"), "c");
  assert.equal(bothQueries("", ""), "");
  assert.equal(quoted("Østensjø"), "Østensjø");
  assert.equal(quoted('si "ja"'), '"si \\"ja\\""');
  assert.equal(matrixParams({ ...state, where: " " }), "rows=code&cols=case%3Akommune&count=codings&exact=0");
});

test("empty rows and columns hide, and say how many", () => {
  const shape = shapeMatrix(example(), state, collator);
  assert.deepEqual(shape.cols.map((c) => c.label), ["Arendal", "Asker"]);
  assert.equal(shape.hiddenRows, 2, "counted whether folded or not");
  assert.equal(shape.hiddenCols, 1);
  assert.equal(shapeMatrix(example(), { ...state, empty: true, open: ["*"] }, collator).rows.length, 7);
});

test("code rows fold by tree", () => {
  const shape = shapeMatrix(example(), { ...state, open: ["Forankring"] }, collator);
  assert.deepEqual(shape.rows.map((r) => r.name), ["Forankring", "Forankring/Eierskap", "Ressurser"]);
  assert.equal(shape.rows[2].isShut, true);
  assert.deepEqual(shapeMatrix(example(), state, collator).rows.map((r) => r.name), ["Forankring", "Ressurser"], "folded at first");
  assert.equal(shapeMatrix(example(), { ...state, open: ["*"] }, collator).rows.length, 5);
  assert.equal(shapeMatrix(example(), { ...state, exact: true }, collator).rows.length, 5, "own counts are of no use folded");
  assert.equal(shape.rows[1].label, "Eierskap");
  assert.equal(shape.rows[1].depth, 1);
});

test("code columns fold like rows", () => {
  const matrix = example();
  const turned = { ...matrix, rows: matrix.cols, cols: matrix.rows, cells: matrix.cols.map((_, c) => matrix.cells.map((row) => row[c])) };
  const across = { ...state, rows: "case:kommune", cols: "code" };
  assert.deepEqual(shapeMatrix(turned, across, collator).cols.map((c) => c.label), ["Forankring", "Ressurser"]);
  assert.deepEqual(shapeMatrix(turned, { ...across, open: ["Forankring"] }, collator).cols.map((c) => c.label), ["Forankring", "Eierskap", "Ressurser"]);
});

test("a child whose parent row is hidden keeps its whole name", () => {
  const rows = treeRows([{ index: 0, name: "A/B/C" }, { index: 1, name: "A/B/C/D" }], ["*"]);
  assert.deepEqual(rows.map((r) => [r.label, r.depth]), [["A/B/C", 0], ["D", 1]]);
});

test("order by total, name and column; ties keep their place", () => {
  const names = (/** @type {any} */ change) => shapeMatrix(example(), { ...state, ...change }, collator).rows.map((r) => r.name);
  assert.deepEqual(names({ sort: "total" }).slice(0, 2), ["Forankring", "Ressurser"]);
  assert.equal(names({ sort: "total", direction: "up" })[0], "Forankring/Eierskap");
  assert.equal(names({ sort: "name" })[0], "Forankring");
  assert.equal(names({ sort: "col:kommune=Asker" })[0], "Ressurser");
});

test("cells, shades and the open cell", () => {
  const matrix = example();
  matrix.cells[1][0] = 40;
  matrix.cells[3][1] = 9;
  const largest = largestShown(matrix, state, shapeMatrix(matrix, { ...state, open: ["Forankring"] }, collator));
  assert.equal(largest, 9, "a parent stands aside while its children are shown");
  assert.equal(shadeOf(matrix, state, 0, 0, largest), 0);
  assert.equal(shadeOf(matrix, state, 2, 1, 8), 1);
  assert.equal(largestShown(example(), state, shapeMatrix(example(), state, collator)), 4, "small counts stay light");
  matrix.residual[1][1] = -2.2;
  assert.ok(shadeOf(matrix, { ...state, show: "residual" }, 1, 1, 3) < 0);
  matrix.residual[1][1] = -0.4;
  assert.equal(shadeOf(matrix, { ...state, show: "residual" }, 1, 1, 3), 0, "chance is not shaded");
  assert.equal(shownNumber(matrix, { ...state, show: "row" }, 6, 0), null);
  assert.deepEqual(placeOf(matrix, { row: "Kriser", col: "" }), { row: 0, col: -1 });
  assert.equal(placeOf(matrix, { row: "Gone", col: "" }), null);
  assert.equal(shownName("attribute:nivå", "stab"), "stab");
});

test("values of attributes are called as one reads them", () => {
  const attributes = [{ id: "a", name: "innbyggere", type: /** @type {const} */ ("number") }, { id: "b", name: "sammenslått", type: /** @type {const} */ ("boolean") }];
  const label = labeller(attributes, "nb", { yes: "ja", no: "nei", missing: "Ingen verdi" });
  assert.equal(label("attribute:innbyggere", "innbyggere=45891").replace(/\s/u, " "), "45 891");
  assert.equal(label("attribute:sammenslått", "sammenslått=false"), "nei");
  assert.equal(label("facet:valence", "valence=missing"), "Ingen verdi");
  assert.equal(label("source", "missing"), "missing", "a source may be called so");
  assert.equal(label("case:kommune", "kommune=Asker"), "Asker");
});

test("CSV and markdown carry what is on the screen", () => {
  const matrix = example();
  matrix.rows[3] = '=Res"sur|ser, m.m.';
  const shape = shapeMatrix(matrix, { ...state, sort: "total" }, collator);
  const table = plainTable(matrix, state, shape, { total: "Sum", corner: "Kode" });
  const csv = tableCsv(table).split("\r\n");
  assert.equal(csv[0], "Kode,Arendal,Asker,Sum");
  assert.equal(csv[2], `"'=Res""sur|ser, m.m.",1,2,3`);
  assert.equal(csv.at(-2), "Sum,3,3,6");
  const markdown = tableMarkdown(table).split("\n");
  assert.equal(markdown[1], "| --- | ---: | ---: | ---: |");
  assert.match(markdown[3], /\\\|ser/u);
  const percent = plainTable(matrix, { ...state, show: "row" }, shape, { total: "Sum", corner: "" });
  assert.equal(percent.totals, null);
  assert.match(tableCsv(percent), /66\.67/u);
});
