// Measures the reader in the browser: first paint, a coding more, scrolling. Prints a table.
// Usage: node e2e/perf.mjs ADDRESS [--make] [SOURCE NAME …]; `--make` first puts two heavily coded texts into the study;
// without names the two most heavily coded sources are taken.
import { address, launch, openPage } from "./browser.mjs";
import { makeData } from "./perf-data.mjs";

const ROUNDS = 5;
const BUDGET = { paint: 150, coded: 150, add: 40, scroll: 40 };

const start = address();
const browser = await launch();
const page = await openPage(browser);
await page.goto(start.href);
await page.waitForSelector(".top-bar");
const given = process.argv.slice(3).filter((each) => each !== "--make");
const made = process.argv.includes("--make") ? await makeData(page) : [];
if (made.length > 0) await page.reload();
await page.waitForSelector(".source-list a");
const sources = await page.evaluate(async () => (await fetch("/api/sources")).json());
const names = given.length > 0 ? given : made;
const wanted = names.length > 0 ? sources.filter((each) => names.includes(each.name)) : [...sources].sort((a, b) => b.codings - a.codings).slice(0, 2);
const other = sources.find((each) => !wanted.includes(each));

/** Opens a source from the list, as a reader does, and waits for frames to be painted. @param {string} id */
function openSource(id) {
  return page.evaluate(async (source) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const link = /** @type {HTMLAnchorElement} */ (document.querySelector(`.source-list a[href="/sources/${source}"]`));
    performance.clearResourceTimings();
    const begun = performance.now();
    link.click();
    const reader = document.querySelector("funn-reader");
    while (reader.session?.source.id !== source || !document.querySelector(".unit")) await new Promise((done) => setTimeout(done));
    await painted();
    const text = performance.now() - begun;
    while (!reader.session.hasCodings) await new Promise((done) => setTimeout(done));
    await painted();
    const all = performance.now() - begun;
    const fetched = performance.getEntriesByType("resource").filter((entry) => entry.name.includes(source)).reduce((most, entry) => Math.max(most, entry.responseEnd - begun), 0);
    return { text, all, fetched };
  }, id);
}

/** Codes a stretch in view and waits for it to be painted and for the server's answer. */
function addCoding() {
  return page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const reader = document.querySelector("funn-reader");
    const { session } = reader;
    const code = (await (await fetch("/api/codes")).json()).find((each) => each.is_codable);
    const drawn = reader.view.drawn;
    const at = Math.floor((drawn.start + drawn.end) / 2);
    await painted();
    const begun = performance.now();
    const answered = session.code({ start: at, end: at + 60 }, { codes: [code.id], paths: [], facets: [] });
    await painted();
    const shown = performance.now() - begun;
    await answered;
    const kept = performance.now() - begun;
    await session.uncode([session.focus]);
    return { shown, kept };
  });
}

/** Scrolls through the text and gives the time from one frame to the next. @param {number} step pixels a frame @param {number} frames */
function scroll(step, frames) {
  return page.evaluate(async ([by, count]) => {
    const { scroller } = document.querySelector("funn-reader");
    scroller.scrollTop = 0;
    const times = [];
    let last = 0;
    await new Promise((done) => {
      const frame = (/** @type {number} */ now) => {
        if (last) times.push(now - last);
        last = now;
        if (times.length >= count) { done(undefined); return; }
        scroller.scrollTop = by > 0 ? scroller.scrollTop + by : Math.random() * (scroller.scrollHeight - 900);
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    return times;
  }, [step, frames]);
}

const at = (/** @type {number[]} */ list, /** @type {number} */ share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`;
/** @type {Record<string, string>[]} */
const rows = [];
let misses = 0;
for (const source of wanted) {
  const opened = [];
  const added = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    if (other) await openSource(other.id);
    const figures = await openSource(source.id);
    if (round > 0) opened.push(figures);
  }
  await page.evaluate(() => { document.querySelector("funn-reader").scroller.scrollTop = 4000; });
  for (let round = 0; round < ROUNDS; round += 1) added.push(await addCoding());
  const smooth = await scroll(40, 150);
  const jumps = await scroll(0, 80);
  const figures = {
    paint: at(opened.map((each) => each.text), 0.5), coded: at(opened.map((each) => each.all), 0.5), fetched: at(opened.map((each) => each.fetched), 0.5),
    add: at(added.map((each) => each.shown), 0.5), kept: at(added.map((each) => each.kept), 0.5), scroll: at(smooth, 0.95), jump: at(jumps, 0.95),
  };
  for (const [name, most] of Object.entries(BUDGET)) if (figures[/** @type {keyof typeof figures} */ (name)] > most) misses += 1;
  rows.push({
    source: source.name, characters: String(source.characters), codings: String(source.codings),
    "data arrived": ms(figures.fetched), "text painted": ms(figures.paint), "codings painted": ms(figures.coded), "coding painted": ms(figures.add), "coding kept": ms(figures.kept),
    "scroll p50/p95": `${at(smooth, 0.5).toFixed(0)}/${ms(figures.scroll)}`, "jump p50/p95": `${at(jumps, 0.5).toFixed(0)}/${ms(figures.jump)}`,
  });
}
console.table(rows);
console.log(misses === 0 ? "within the budgets" : `${misses} figures over the budgets: ${JSON.stringify(BUDGET)}`);
await browser.close();
