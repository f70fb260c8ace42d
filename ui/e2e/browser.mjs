// Starts Debian's Chromium for the browser tests and the measurements; prints what the page complains of.
import { chromium } from "playwright-core";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The address of the running workbench: FUNN_URL, or the first argument; a login address works too. */
export function address() {
  const given = process.env.FUNN_URL ?? process.argv[2];
  if (!given) {
    console.error("Give the address of a running workbench: FUNN_URL=http://127.0.0.1:PORT/login?token=… or as the first argument.");
    process.exit(2);
  }
  return new URL(given);
}

/** A browser, closed by the caller. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/** A page of its own profile. @param {import("playwright-core").Browser} browser
 * @param {{ width?: number, height?: number, dark?: boolean, locale?: string, touch?: boolean, complaints?: string[] }} [options] `complaints` gathers what the console reports */
export async function openPage(browser, { width = 1280, height = 800, dark = false, locale = "nb-NO", touch = false, complaints } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", locale, hasTouch: touch, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints?.push(`error: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error") complaints?.push(`console: ${message.text()}`); });
  return page;
}
