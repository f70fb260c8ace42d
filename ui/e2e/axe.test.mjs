// Every view against WCAG 2.2 AA with axe: Bokmål and English, light and dark, wide and narrow.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { address, launch, openPage } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").BrowserContext["storageState"] extends () => Promise<infer S> ? S : any} */
let state;
/** @type {string} */
let origin;

before(async () => {
  browser = await launch();
  const page = await openPage(browser);
  await page.goto(address().href);
  await page.waitForSelector(".top-bar");
  origin = new URL(page.url()).origin;
  state = await page.context().storageState();
  await page.context().close();
});

after(async () => {
  await browser.close();
});

/** What axe finds, one line each. @param {import("playwright-core").Page} page */
async function faults(page) {
  // The policy of the page forbids added scripts; evaluating does not add one.
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => /** @type {any} */ (window).axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  return result.violations.map((/** @type {any} */ each) => `${each.impact} ${each.id}: ${each.nodes.slice(0, 4).map((/** @type {any} */ node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** Opens the first source; a phone shows the list at first only once the welcome is put away. @param {import("playwright-core").Page} page */
async function openFirst(page) {
  const link = page.locator(".source-list a").first();
  await link.waitFor({ state: "attached" });
  await link.evaluate((anchor) => /** @type {HTMLElement} */ (anchor).click());
}

/** @type {[string, string, (page: import("playwright-core").Page) => Promise<unknown>][]} */
const VIEWS = [
  ["welcome", "/", (page) => page.waitForSelector(".welcome")],
  ["reader", "/", async (page) => {
    await openFirst(page);
    await page.waitForSelector(".stripe", { state: "attached" });
    await page.evaluate(() => { const { session } = document.querySelector("funn-reader"); session.setFocus([...session.marks.keys()].at(-1)); });
  }],
  ["picker", "/", async (page) => {
    await openFirst(page);
    await page.waitForSelector(".unit");
    await page.locator(".reader-scroll").focus();
    await page.keyboard.press("c");
    await page.waitForSelector("funn-code-picker [role=option]");
  }],
  ["filter and find", "/", async (page) => {
    await openFirst(page);
    await page.waitForSelector(".unit");
    await page.locator("funn-filter-bar button").first().click();
    await page.locator(".reader-scroll").focus();
    await page.keyboard.press("Control+f");
    await page.waitForSelector(".find-bar");
  }],
  ["codebook", "/codebook", async (page) => {
    await page.waitForSelector("[role=treeitem]", { state: "attached" });
    await page.locator("[role=treeitem]").nth(2).click();
    await page.waitForSelector(".code-sheet");
  }],
  ["palette", "/codebook", async (page) => {
    await page.waitForSelector("[role=treeitem]", { state: "attached" });
    await page.keyboard.press("Control+k");
    await page.waitForSelector("funn-palette [role=option]");
  }],
  ["keys", "/", async (page) => {
    await page.waitForSelector(".source-list a", { state: "attached" });
    await page.keyboard.press("?");
    await page.waitForSelector(".key-groups");
  }],
  ["settings", "/", async (page) => {
    await page.locator(".user-button").click();
    await page.waitForSelector(".segmented");
  }],
  ["cases", "/cases", (page) => page.waitForSelector("funn-cases table")],
  ["compare", "/compare", (page) => page.waitForSelector("funn-compare table")],
  ["memos", "/memos", (page) => page.waitForSelector("funn-memos main")],
  ["find", "/find", (page) => page.waitForSelector("funn-find main")],
];

/** @type {[string, Parameters<typeof openPage>[1], string][]} */
const LOOKS = [
  ["Bokmål, light", {}, "nb"], ["English, dark", { dark: true }, "en"], ["Bokmål, phone", { width: 390, height: 844, touch: true }, "nb"],
];

for (const [look, options, language] of LOOKS) {
  test(look, async (context) => {
    for (const [name, path, reach] of VIEWS) {
      await context.test(name, async () => {
        const page = await openPage(browser, options);
        await page.context().addCookies(state.cookies);
        await page.addInitScript((code) => localStorage.setItem("funn.language", code), language);
        await page.goto(origin + path);
        await page.waitForSelector(".top-bar");
        await reach(page);
        assert.deepEqual(await faults(page), []);
        await page.context().close();
      });
    }
  });
}
