// Reading and coding in the example study, by keyboard and by mouse, on a server made afresh (FUNN_URL).
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { address, launch, openPage } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
/** @type {string[]} */
const complaints = [];

before(async () => {
  browser = await launch();
  page = await openPage(browser, { complaints });
  await page.goto(address().href);
  await page.waitForSelector(".top-bar");
});

after(async () => {
  await browser.close();
});

const status = () => page.locator(".status-said").innerText();
const said = (/** @type {RegExp} */ words) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector(".status-said")?.textContent ?? ""), words.source);
const codings = () => page.evaluate(() => document.querySelector("funn-reader").session.marks.size);

test("the welcome says what to try, and can be put away", async () => {
  await page.waitForSelector(".welcome");
  assert.equal(await page.locator(".welcome-words li").count(), 3);
  await page.getByRole("button", { name: "Ikke vis dette igjen" }).click();
  await page.waitForSelector(".welcome", { state: "detached" });
  await page.reload();
  await page.waitForSelector(".empty");
});

test("a source opens with its text, washes and stripes", async () => {
  await page.locator(".source-list a", { hasText: "Arendal" }).click();
  await page.waitForSelector(".stripe");
  assert.match(page.url(), /\/sources\/[0-9a-f-]{36}$/);
  assert.ok(await page.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("wash-"))));
  assert.ok((await page.locator(".unit .speaker").count()) > 0);
});

test("a sentence is coded by keyboard alone, with a facet, and the bar says so", async () => {
  const before = await codings();
  await page.locator(".reader-scroll").focus();
  for (const key of ["ArrowDown", "ArrowDown", "e", "e"]) await page.keyboard.press(key);
  const picked = await page.evaluate(() => { const { session } = document.querySelector("funn-reader"); return session.text.slice(session.span.start, session.span.end); });
  assert.match(picked, /^\p{L}.*[.?]$/u, "a whole sentence is selected");
  await page.keyboard.press("c");
  await page.keyboard.type("eierskap");
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Enter");
  await said(/1 tekststed kodet/);
  assert.equal(await codings(), before + 1);
  await page.waitForFunction(() => document.querySelector(".card.is-focus .card-name")?.textContent?.includes("Eierskap"));
  assert.equal(await page.locator(".card.is-focus .facet-toggle[aria-pressed=true]").count(), 1);
});

test("undo and redo take it back and make it again", async () => {
  const before = await codings();
  await page.keyboard.press("Control+z");
  await said(/Angret: 1 tekststed kodet/);
  await page.waitForFunction((count) => document.querySelector("funn-reader").session.marks.size === count, before - 1);
  await page.keyboard.press("Control+Shift+z");
  await said(/Gjort om/);
  await page.waitForFunction((count) => document.querySelector("funn-reader").session.marks.size === count, before);
});

test("a new code is made in place, and the key that repeats sets it again", async () => {
  const before = await codings();
  await page.locator(".reader-scroll").focus();
  for (const key of ["ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("Prøve/Ny kode her");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => [...document.querySelectorAll(".side-codes .tree-name")].some((name) => name.textContent === "Ny kode her"));
  await page.locator(".reader-scroll").focus();
  for (const key of ["ArrowDown", "Shift+ArrowRight", "r"]) await page.keyboard.press(key);
  await page.waitForFunction((count) => document.querySelector("funn-reader").session.marks.size === count, before + 2);
});

test("n and p walk the codings; x changes the code; Delete removes", async () => {
  await page.keyboard.press("Escape");
  await page.locator(".reader-scroll").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("n");
  const first = await page.evaluate(() => document.querySelector("funn-reader").session.focus);
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  assert.equal(await page.evaluate(() => document.querySelector("funn-reader").session.focus), first);
  const isOpen = () => page.evaluate(async () => document.querySelector("funn-reader").session.focused.coding.round === (await (await fetch("/api/study")).json()).open_round);
  for (let n = 0; n < 40 && !(await isOpen()); n += 1) await page.keyboard.press("n");
  await page.keyboard.press("x");
  await page.keyboard.type("taus kunn");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".card.is-focus .card-name")?.textContent?.includes("Taus kunnskap"));
  const before = await codings();
  await page.locator(".reader-scroll").focus();
  await page.keyboard.press("Delete");
  await said(/koding fjernet/);
  assert.equal(await codings(), before - 1);
});

test("the mouse selects whole words, and a click on a code beside the text codes them", async () => {
  const before = await codings();
  const box = await page.evaluate(() => { const unit = [...document.querySelectorAll(".unit-paragraph")].find((each) => each.getBoundingClientRect().top > 120); const { left, top } = unit.getBoundingClientRect(); return { left, top }; });
  await page.mouse.move(box.left + 70, box.top + 14);
  await page.mouse.down();
  await page.mouse.move(box.left + 260, box.top + 16, { steps: 4 });
  await page.mouse.up();
  const picked = await page.evaluate(() => { const { session } = document.querySelector("funn-reader"); const { start, end } = session.span; return [session.text[start - 1], session.text[end]]; });
  assert.ok(picked.every((edge) => !/\p{L}/u.test(edge ?? "")), "no word is cut");
  await page.locator(".side-codes [role=treeitem]", { hasText: "Autonomi" }).click();
  await page.waitForFunction((count) => document.querySelector("funn-reader").session.marks.size === count, before + 1);
});

test("a memo on the source is kept", async () => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await page.waitForSelector("funn-memo-list textarea:focus", { timeout: 4000 });
  await page.keyboard.type("En tanke om åpningen.");
  await said(/Notatet lagret/);
  const bodies = await page.evaluate(async () => (await (await fetch("/api/memos")).json()).map((memo) => memo.body));
  assert.ok(bodies.includes("En tanke om åpningen."));
});

test("the own find sees the whole text", async () => {
  await page.locator(".reader-scroll").focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("kommune");
  assert.match(await page.locator(".find-bar [role=status]").innerText(), /^\d+ av \d+$/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".find-bar", { state: "detached" });
});

test("a passage's address opens it with its coding in focus", async () => {
  const place = await page.evaluate(async () => {
    const source = (await (await fetch("/api/sources")).json())[2];
    const coding = (await (await fetch(`/api/sources/${source.id}/codings`)).json()).at(-1);
    return { path: `/sources/${source.id}?at=${coding.start}-${coding.end}`, id: coding.id };
  });
  await page.goto(new URL(place.path, page.url()).href);
  await page.waitForFunction((id) => document.querySelector("funn-reader")?.session?.focus === id, place.id);
  assert.equal(await page.locator(".stripe.is-lit").count(), 1);
});

test("import: losses are shown, and a file of unknown encoding asks", async () => {
  await page.goto(new URL("/sources", page.url()).href);
  await page.waitForSelector(".source-list a");
  const drop = (/** @type {number[]} */ bytes, /** @type {string} */ name) => page.evaluate(([data, file]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(data)], file));
    document.querySelector("funn-sources").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, /** @type {const} */ ([bytes, name]));
  const before = await page.locator(".source-list a").count();
  await drop([...Buffer.from("På møtet sa de ja.\n", "latin1")], "gammel.txt");
  await page.getByRole("button", { name: /Windows-1252/ }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".source-list a").length === count, before + 1);
  await page.waitForFunction(() => document.querySelector(".unit")?.textContent?.includes("På møtet"));
});

test("the codebook: made, named, described, moved by keys, merged, and undone", async () => {
  await page.goto(new URL("/codebook", page.url()).href);
  await page.waitForSelector("[role=treeitem]");
  await page.getByRole("button", { name: "Ny kode" }).first().click();
  await page.waitForSelector("[data-code-name]:focus", { timeout: 4000 });
  await page.keyboard.type("Uro");
  await page.locator(".code-field textarea").first().fill("Når noe er i gjære.");
  await page.waitForFunction(async () => (await (await fetch("/api/codes")).json()).some((code) => code.name === "Uro" && code.definition === "Når noe er i gjære."));
  const uro = page.locator("[role=treeitem]", { hasText: "Uro" });
  await uro.focus();
  await page.keyboard.press("Alt+ArrowRight");
  await page.waitForFunction(() => document.querySelector("[role=treeitem][aria-level='2'] .tree-name") && [...document.querySelectorAll("[role=treeitem]")].some((item) => item.textContent?.includes("Uro") && item.getAttribute("aria-level") === "2"));
  await page.getByRole("button", { name: "Slå sammen" }).click();
  await page.keyboard.type("eierskap");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".preview-list");
  await page.getByRole("button", { name: "Slå sammen" }).last().click();
  await page.waitForFunction(() => ![...document.querySelectorAll(".tree-name")].some((name) => name.textContent === "Uro"));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => [...document.querySelectorAll(".tree-name")].some((name) => name.textContent === "Uro"));
});

test("⌘K goes to a code, ? lists the keys", async () => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("taus");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("[data-code-name]"))?.value === "Taus kunnskap");
  await page.locator("[role=treeitem][tabindex='0']").focus();
  await page.keyboard.press("?");
  await page.waitForSelector(".key-groups kbd");
  await page.keyboard.press("Escape");
});

test("the language changes in place, the whole frame with it", async () => {
  await page.locator(".user-button").click();
  await page.locator("input[value=en]").click();
  await page.waitForFunction(() => document.querySelector(".rooms a[aria-current]")?.textContent === "Codebook");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

test("nothing was complained of on the way", async () => {
  assert.deepEqual(complaints.filter((each) => !each.includes("400") && !each.includes("422")), []);
  assert.ok(await status());
});
