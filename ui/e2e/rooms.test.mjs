// Cases, Compare, Search and Memos in the browser, by keyboard, on the example study: FUNN_URL is its address.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { address, launch, openPage } from "./browser.mjs";

const start = address();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */ let browser;
/** @type {import("playwright-core").Page} */ let page;
/** @type {string[]} */ const complaints = [];

before(async () => {
  browser = await launch();
  page = await openPage(browser, { complaints });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(start.href);
  await page.waitForSelector(".top-bar");
});
after(() => browser?.close());

const visit = (/** @type {string} */ path, /** @type {string} */ wanted) => page.goto(new URL(path, start).href).then(() => page.waitForSelector(wanted));
const key = (/** @type {string} */ name) => page.keyboard.press(name);
const type = (/** @type {string} */ text) => page.keyboard.type(text);
const leaveField = () => page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
const cell = (/** @type {number} */ row, /** @type {number} */ col) => `.value-grid tbody tr:nth-child(${row}) > :nth-child(${col})`;

/** Waits until the text found by a selector holds something. @param {string} selector @param {string} wanted */
function says(selector, wanted) {
  return page.waitForFunction(([at, text]) => [...document.querySelectorAll(at)].some((each) => each.textContent?.replace(/\s+/g, " ").includes(text)), [selector, wanted]);
}

/** Picks a code in the picker by its name. @param {string} name */
async function pick(name) {
  await page.waitForSelector("dialog.picker input");
  await page.focus("dialog.picker input");
  await type(name);
  await says(".picker-list [aria-selected=true]", name);
  await key("Enter");
  await page.waitForSelector("dialog.picker", { state: "detached" });
}

test("cases: a number, a toggle and a choice by keyboard, in the reader's manner", async () => {
  await visit("/cases", ".value-grid tbody tr");
  await page.focus(`${cell(1, 1)} a`);
  await key("ArrowRight");
  await type("46.000");
  await key("Enter");
  await says(".field-problem", "to måter");
  await page.fill("[data-editor]", "46 000");
  await key("Enter");
  await says(cell(1, 2), "46 000");
  assert.match(await focused(), /97.784/u, "Enter goes on to the row below");
  await key("ArrowRight");
  await key(" ");
  await page.waitForSelector(`${cell(2, 3)} [aria-checked="false"]`);
  await key("ArrowRight");
  await key("Enter");
  await page.selectOption("select[data-editor]", "nei");
  await key("Tab");
  await says(cell(2, 4), "nei");
  assert.equal(await focused(), "integrering", "Tab goes on to the next value");
  for (let n = 0; n < 3; n += 1) {
    const before = await page.evaluate(async () => (await (await fetch("/api/study")).json()).position);
    await key("Control+z");
    await page.waitForFunction(async (at) => (await (await fetch("/api/study")).json()).position > at, before);
  }
  await says(cell(1, 2), "45 891");
  await says(cell(2, 4), "ja");
});

test("cases: sort and filters live in the address", async () => {
  await visit("/cases", ".value-grid tbody tr");
  await page.click("text=Innbyggere");
  assert.match(page.url(), /sort=/u);
  await leaveField();
  await key("f");
  await page.fill(".filter-row td:nth-child(2) input", "> 100 000");
  await page.waitForFunction(() => document.querySelectorAll(".value-grid tbody tr").length === 3);
  await page.reload();
  await page.waitForSelector(".value-grid tbody tr");
  assert.equal(await page.locator(".value-grid tbody tr").count(), 3);
  assert.match(await page.textContent(cell(1, 1)) ?? "", /Drammen/u);
});

test("case page: make a case, tie a source, see its codes, open their passages, delete it", async () => {
  await visit("/cases", ".value-grid tbody tr");
  await key("n");
  await type("Ålesund");
  await key("Enter");
  await page.click(".value-grid >> text=Ålesund");
  await page.selectOption(".tie-add", { label: "Intervju Drammen" });
  await page.waitForSelector(".case-codes li");
  await page.click(".case-codes .number-link >> nth=0");
  await page.waitForSelector(".passage-panel .passage");
  assert.match(await page.inputValue(".passage-panel .query-input"), /Ålesund/u);
  await key("Escape");
  await page.click("text=Slett tilfellet");
  await page.waitForSelector(".value-grid tbody tr");
  await page.waitForFunction(() => !document.querySelector(".kind-list")?.textContent?.includes("Ålesund"));
});

test("compare: the published table; a number opens its passages and Escape gives the focus back", async () => {
  await visit("/compare?rows=code&cols=case:kommune&where=round:2", ".matrix tbody tr");
  await page.focus(".matrix tbody .row-name");
  await key("ArrowRight");
  await page.waitForSelector('.matrix tr[aria-expanded="true"][aria-level="1"]');
  await key("ArrowLeft");
  await page.waitForFunction(() => document.querySelectorAll(".matrix tbody tr").length === 5);
  await key("ArrowDown");
  await key("ArrowRight");
  await page.waitForSelector('.matrix tr[data-name="Forankring"][aria-expanded="true"]');
  await key("ArrowRight");
  const number = await focused();
  await key("Enter");
  await page.waitForSelector(".passage-panel .passage");
  assert.equal(await page.locator(".passage-panel .passage").count(), Number(number));
  assert.match(await focused(), /Forankring × Arendal/u);
  assert.match(page.url(), /row=Forankring/u);
  await key("Escape");
  await page.waitForSelector(".passage-panel", { state: "detached" });
  assert.equal(await focused(), number);
  await key("ArrowLeft");
  await key("ArrowLeft");
  await page.waitForFunction(() => document.querySelectorAll(".matrix tbody tr").length === 5);
  await page.click(".tool-menu summary");
  await page.click("text=Kopier som CSV");
  await says(".status-bar", "CSV");
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  assert.deepEqual(csv.trim().split("\r\n").map((line) => line.split(",").slice(1).join(" ")), [
    "Arendal Asker Drammen Sarpsborg Stavanger Trondheim Østensjø Alle", "0 0 1 0 1 1 1 4", "2 1 0 1 1 0 0 5", "1 2 1 0 0 1 1 6",
    "2 1 0 1 0 1 1 6", "1 0 1 1 1 0 0 4", "6 4 3 3 3 3 3 25",
  ]);
});

test("compare: the panel's query is edited, its error stands at the place, the number's own comes back", async () => {
  await visit("/compare?rows=code&cols=case:kommune&where=round:2&row=Forankring&col=kommune%3DArendal", ".passage-panel .passage");
  await page.fill(".passage-panel .query-input", "code:Forankring and valence:barier");
  await key("Enter");
  await page.waitForSelector(".passage-panel .wrong-place");
  const wrong = await page.textContent(".passage-panel .wrong-place");
  assert.match(wrong ?? "", /barier/u);
  await page.click("text=Gå til stedet");
  await type((wrong ?? "").replace("barier", "barrier"));
  await key("Enter");
  await page.waitForSelector(".passage-panel .wrong-place", { state: "detached" });
  await page.click("text=Tilbake til spørringen bak tallet");
  await says(".panel-count", "2 tekststeder");
});

test("find: completion, widening, marking and coding from the results by keys", async () => {
  await visit("/find", ".find-head .query-input");
  await page.focus(".find-head .query-input");
  await type("valence:barr");
  await says(".query-options", "barrier");
  await key("ArrowDown");
  await key("Enter");
  await key("Enter");
  await page.waitForSelector(".passage");
  await leaveField();
  await key("ArrowDown");
  const before = (await page.textContent(".passage >> nth=0") ?? "").length;
  await key("+");
  await page.waitForFunction((length) => (document.querySelector(".passage")?.textContent?.length ?? 0) > length, before);
  await key("x");
  await key("ArrowDown");
  await key("x");
  await says(".mark-bar", "Kod 2 tekststeder");
  await key("c");
  await pick("Eierskap");
  await says(".passages", "Eierskap");
});

test("find: coding by a pattern is shown first, done in one step and undone in one step", async () => {
  await visit("/find?view=autocode&pattern=penger", ".passage");
  const shown = await page.locator(".passage").count();
  await page.uncheck(".passage-mark >> nth=0");
  const codings = () => page.evaluate(async () => (await (await fetch("/api/study")).json()).counts.codings);
  const before = await codings();
  await page.click(".result-bar .primary");
  await pick("Penger");
  await page.waitForSelector(".done-note");
  assert.ok(await codings() > before && await codings() <= before + shown - 1);
  await leaveField();
  await key("Control+z");
  await page.waitForFunction(async (n) => (await (await fetch("/api/study")).json()).counts.codings === n, before);
});

test("memos: written, saved by itself, never in the browser's own storage, there after a reload", async () => {
  await visit("/memos", ".journal-memo");
  await key("n");
  await page.waitForSelector(".memo-editor");
  await page.waitForFunction(() => document.activeElement?.matches("[data-title]"));
  await type("En tanke");
  await page.click("label:has-text('Begge')");
  await page.click(".memo-text");
  await type("# Ja\n\nDet *er* slik:\n- en\n- to");
  await says(".memo-read em", "er");
  await says(".memo-state", "Lagret");
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.doesNotMatch(kept, /slik/u);
  const at = page.url();
  await page.reload();
  await page.waitForSelector(".memo-text");
  assert.equal(page.url(), at);
  assert.match(await page.inputValue(".memo-text"), /\*er\* slik/u);
});

for (const dark of [false, true]) {
  for (const width of [1280, 390]) {
    test(`no barriers, nothing wider than the window: ${dark ? "dark" : "light"}, ${width} px`, async () => {
      const context = await browser.newContext({
        storageState: await page.context().storageState(), viewport: { width, height: 820 }, colorScheme: dark ? "dark" : "light", locale: "nb-NO", bypassCSP: true, reducedMotion: "reduce",
      });
      const view = await context.newPage();
      const { cases } = await page.evaluate(async () => (await fetch("/api/cases")).json());
      const places = [
        ["/cases", ".value-grid tbody tr"], [`/cases/${cases[0].id}`, ".case-codes"],
        ["/compare?rows=code&cols=case:kommune&where=round:2&layer=valence&open=*&row=Forankring&col=kommune%3DArendal", ".passage"],
        ["/compare?rows=code&cols=source&show=residual&open=*", ".matrix tbody tr"], ["/compare?where=valence:barier", ".query-problem"],
        ["/find", ".examples"], ["/find?q=valence:barrier&group=code", ".passage"], ["/find?view=kwic&pattern=friv*", ".kwic tr"],
        ["/find?view=autocode&pattern=penger", ".passage"], ["/memos", ".journal-memo"],
      ];
      const found = [];
      for (const [path, wanted] of places) {
        await view.goto(new URL(path, start).href);
        await view.waitForSelector(wanted);
        await view.evaluate(AXE);
        const { violations } = await view.evaluate(() => /** @type {any} */ (window).axe.run(document.querySelector(".stage"), { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
        found.push(...violations.map((/** @type {any} */ each) => `${path}: ${each.id} ${each.nodes[0].target}`));
        const isWide = await view.evaluate(() => [...document.querySelectorAll(".pane-main")].some((pane) => pane.scrollWidth > pane.clientWidth + 1));
        if (isWide) found.push(`${path}: wider than the window`);
      }
      await context.close();
      assert.deepEqual(found, []);
    });
  }
}

test("the console stayed quiet", () => {
  assert.deepEqual(complaints.filter((line) => !line.includes("status of 422")), []);
});
