// Puts two heavily coded texts into a study, to be measured by perf.mjs: 60 kB with some 2,000 overlapping codings,
// 1 MB with some 5,000. The texts are made here, the same every time, and coded by rule, so that it takes few writes.

const WORDS = ("kommunen frivillige samarbeid integrering ressurser forankring møte organisasjon nettverk tillit tilskudd avtale rolle ansvar leder politikk vedtak "
  + "dugnad språkkafé lokaler kompetanse erfaring krise mottak bosetting vi har jobbet med og det er ikke alltid lett å finne noen som kan ta over når det trengs").split(" ");
const SENTENCE_WORDS = 12;
const SENTENCES = 4;
/** Name, characters, how many words to mark with each code, codes, what a coding is extended to. */
const TEXTS = /** @type {const} */ ([
  { name: "Tett kodet", characters: 60_000, codings: 2_000, codes: 40, extend: "paragraph" },
  { name: "Stor utskrift", characters: 1_000_000, codings: 5_000, codes: 60, extend: "sentence" },
]);

/** A text with markers k0, k1 … strewn evenly: the rule for code n finds every marker kn. @param {typeof TEXTS[number]} wanted */
function compose({ characters, codings, codes }) {
  let state = 11;
  const next = (/** @type {number} */ below) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * below); };
  const lines = [];
  let length = 0;
  let marked = 0;
  for (let turn = 0; length < characters; turn += 1) {
    const sentences = Array.from({ length: SENTENCES }, () => {
      const words = Array.from({ length: SENTENCE_WORDS }, () => WORDS[next(WORDS.length)]);
      for (; marked < (codings * length) / characters && words.length < 2 * SENTENCE_WORDS; marked += 1) words.splice(1 + next(words.length - 1), 0, `k${marked % codes}`);
      return `${words.join(" ")}.`;
    });
    const line = `${turn % 2 ? "R1" : "I"}: ${sentences.join(" ")}`;
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join("\n")}\n`;
}

/** Imports and codes the texts; returns their names. @param {import("playwright-core").Page} page logged in */
export async function makeData(page) {
  for (const wanted of TEXTS) {
    const begun = performance.now();
    const made = await page.evaluate(async ({ text, name, codes, extend }) => {
      const send = async (/** @type {string} */ path, /** @type {any} */ body) => {
        const isForm = body instanceof FormData;
        const answer = await fetch(path, { method: "POST", headers: { "x-funn": "1", ...(isForm ? {} : { "content-type": "application/json" }) }, body: isForm ? body : JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
        return answer.json();
      };
      const form = new FormData();
      form.append("file", new File([text], `${name}.txt`));
      const source = (await send("/api/sources", form)).sources[0];
      const known = (await (await fetch("/api/codes")).json()).filter((code) => code.path.startsWith("Måling/"));
      let count = 0;
      for (let n = 0; n < codes; n += 1) {
        const code = known.find((each) => each.name === `k${n}`)?.id ?? (await send("/api/codes", { path: `Måling/k${n}` })).code;
        count += (await send("/api/autocode", { rule: { by: "regex", pattern: `\\bk${n}\\b`, extend, sources: [source.id] }, code })).codings;
      }
      return { characters: source.characters, codings: count };
    }, { text: compose(wanted), name: wanted.name, codes: wanted.codes, extend: wanted.extend });
    console.log(`${wanted.name}: ${made.characters} characters, ${made.codings} codings, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  return TEXTS.map((each) => each.name);
}
