// Takes the pictures in docs/pictures/ of a running example study: FUNN_URL=… npm --prefix ui run pictures
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { address, launch, openPage } from "../e2e/browser.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const url = address();
const browser = await launch();

/** @param {import("playwright-core").Page} page @param {string} name */
async function take(page, name) {
  await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => {});
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
}

try {
  await mkdir(FOLDER, { recursive: true });
  const page = await openPage(browser, {});
  await page.goto(url.href);
  await page.getByText("Intervju Arendal", { exact: true }).first().waitFor();
  await take(page, "welcome");
  await page.getByText("Intervju Arendal", { exact: true }).first().click();
  await page.getByText("Oppvarming").first().waitFor();
  await page.mouse.move(560, 500);
  await page.mouse.wheel(0, 900);
  await take(page, "reader");
  await page.setViewportSize({ width: 390, height: 844 });
  await take(page, "reader-phone");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "dark" });
  await take(page, "reader-dark");
  await page.emulateMedia({ colorScheme: "light" });
  for (const room of ["codebook", "cases", "compare", "memos", "find"]) {
    await page.goto(new URL(`/${room}`, url).href);
    await take(page, room);
  }
  await page.goto(new URL("/compare?where=round:2", url).href);
  await page.waitForTimeout(1200);
  await page.locator("td a, td button").filter({ hasText: /^2$/ }).first().click();
  await take(page, "compare-cell");
} finally {
  await browser.close();
}
