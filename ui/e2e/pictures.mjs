// Takes the pictures of the main views for the documentation. Usage: node e2e/pictures.mjs ADDRESS FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { address, launch, openPage } from "./browser.mjs";

const start = address();
const folder = process.argv[3] ?? "pictures";
mkdirSync(folder, { recursive: true });
const browser = await launch();
const first = await openPage(browser);
await first.goto(start.href);
await first.waitForSelector(".welcome, .empty");
const { cookies } = await first.context().storageState();

/** @param {import("playwright-core").Page} page */
async function reader(page) {
  const link = page.locator(".source-list a").nth(1);
  await link.waitFor({ state: "attached" });
  await link.evaluate((anchor) => /** @type {HTMLElement} */ (anchor).click());
  await page.waitForSelector(".stripe", { state: "attached" });
  await page.evaluate(() => {
    const { session } = document.querySelector("funn-reader");
    const open = session.shown.all.filter((mark) => mark.coding.facets.length > 0);
    session.setFocus((open[1] ?? session.shown.all[0]).id);
  });
}

/** @type {[string, string, (page: import("playwright-core").Page) => Promise<unknown>][]} */
const VIEWS = [
  ["welcome", "/", (page) => page.waitForSelector(".welcome, .empty")],
  ["reader", "/", reader],
  ["picker", "/", async (page) => {
    await reader(page);
    await page.locator(".reader-scroll").focus();
    for (const key of ["e", "e", "c"]) await page.keyboard.press(key);
    await page.keyboard.type("for");
  }],
  ["codebook", "/codebook", async (page) => {
    const code = page.locator("[role=treeitem]").nth(3);
    await code.waitFor({ state: "attached" });
    await code.evaluate((item) => /** @type {HTMLElement} */ (item).click());
    await page.waitForSelector(".code-sheet");
  }],
  ["cases", "/cases", (page) => page.waitForSelector("funn-cases table")],
  ["compare", "/compare", (page) => page.waitForSelector("funn-compare table")],
  ["memos", "/memos", (page) => page.waitForSelector("funn-memos article, funn-memos .empty")],
];
/** @type {[string, Parameters<typeof openPage>[1]][]} */
const LOOKS = [["", {}], ["-dark", { dark: true }], ["-phone", { width: 390, height: 844, touch: true }]];

for (const [suffix, options] of LOOKS) {
  for (const [name, path, reach] of VIEWS) {
    const page = await openPage(browser, options);
    await page.context().addCookies(cookies);
    await page.goto(new URL(path, first.url()).href);
    await reach(page);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
    await page.context().close();
  }
}
console.log(`${LOOKS.length * VIEWS.length} pictures in ${folder}`);
await browser.close();
