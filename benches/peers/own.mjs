// Own words at their largest: 10,000 words and 200 patterns on a page of 1 MB, against the same page without them, and against mark.js with the
// same words in the same browser: node benches/peers/own.mjs [--quick]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { text } from "./corpus.mjs";
import { inBrowser } from "./driver.mjs";
import { request, start } from "./engine.mjs";

const quick = process.argv.includes("--quick");
const WORDS = 10_000;
const BYTES = quick ? 200_000 : 1_000_000;

/** Words that the page has, and made-up ones like them: an analyst's list names more than any page holds. @param {string[]} paragraphs */
const lists = (paragraphs) => {
  const known = [...new Set(paragraphs.join(" ").match(/[A-Z][a-z]+(?: [A-Z][a-z]+)?/g))];
  const parts = ["ber", "dra", "fen", "gol", "har", "ist", "kel", "lor", "men", "nov", "ost", "pra", "quin", "ros", "sten", "tor", "und", "vik", "wes", "yar"];
  const made = (/** @type {number} */ n) => {
    let name = "";
    for (let rest = n + 400; rest; rest = Math.floor(rest / parts.length)) name += parts[rest % parts.length];
    return name[0].toUpperCase() + name.slice(1);
  };
  const words = known.slice(0, WORDS);
  for (let n = 0; words.length < WORDS; n++) words.push(n % 3 ? made(n) : `${made(n)} ${made(n * 7)}`);
  const forms = [
    (/** @type {number} */ n) => `${made(n)}(s|ed|ing)?`,
    (/** @type {number} */ n) => `\\b(${made(n)}|${made(n + 1)}) \\w+`,
    (/** @type {number} */ n) => `[A-Z]{2,3}-?${n}\\d*`,
    (/** @type {number} */ n) => `(col|fav)ou?r ${made(n)}`,
    (/** @type {number} */ n) => `${n},\\d{3} (people|houses|votes)`,
    (/** @type {number} */ n) => `\\d{1,2} ${made(n)} 20\\d\\d`,
  ];
  return { words, patterns: Array.from({ length: 200 }, (_, n) => forms[n % forms.length](n)) };
};

const paragraphs = text(100, BYTES);
const { words, patterns } = lists(paragraphs);
const own = [{ name: "bench", on: true, whole: true, case: false, entries: [...words, ...patterns.map((pattern) => ({ pattern }))] }];
const median = (/** @type {number[]} */ list, at = 0.5) => [...list].sort((a, b) => a - b)[Math.floor(at * list.length)];
const spread = (/** @type {number[]} */ list, digits = 2) => `${median(list).toFixed(digits)} (${median(list, 0.25).toFixed(digits)}–${median(list, 0.75).toFixed(digits)})`;

// ---------------------------------------------------------------------------------------------------- in V8, as the background does it

const engine = start();
const glue = new URL("../../target/bindings/ui/", import.meta.url);
const ui = await import(new URL("ui.js", glue).href);
ui.initSync({ module: readFileSync(fileURLToPath(new URL("ui_bg.wasm", glue))) });
const plain = request(paragraphs);
const full = { ...plain, settings: { ...plain.settings, version: 2, own } };
const { texts } = await import(new URL("../../target/bindings/engine/engine.js", import.meta.url).href);
/** @type {Record<string, number[]>} */
const took = { ready: [], without: [], with: [], found: [] };
let marks = 0;
const time = (/** @type {string} */ name, /** @type {() => any} */ work, keep = true) => {
  const began = performance.now();
  const result = work();
  if (keep) took[name].push(performance.now() - began);
  return result;
};
const find = () => {
  const [all, blocks] = texts(full);
  return ui.own(full.settings, all, blocks);
};
time("ready", find);
for (let round = -2; round < (quick ? 3 : 9); round++) {
  time("without", () => engine.plan(plain), round >= 0);
  const plan = time("with", () => engine.plan({ ...full, own: find() }), round >= 0);
  time("found", find, round >= 0);
  marks = plan.marks.filter((/** @type {any} */ mark) => mark.kind === "own").length;
}

console.log(`One page of ${plain.text.length} UTF-16 units with ${WORDS} own words and ${patterns.length} own patterns, ${marks} marks of them. mark.js: the same ${WORDS / 10} words for both, whole and`);
console.log("whatever their case, no patterns, once; it goes over the page once a word, we once altogether.\n");
console.log("| what | Newsglass | peer | ratio | must reach | aim |\n|---|---|---|---|---|---|");
console.log(`| own words and patterns: the whole page's plan with them, against without | ${median(took.with).toFixed(0)} ms | ${median(took.without).toFixed(0)} ms | ${spread(took.with.map((time, i) => time / took.without[i]))} | at most 2 | |`);
console.log(`| making the lists ready and finding them, once for each change of the settings | ${took.ready[0].toFixed(0)} ms | | | | |`);
console.log(`| finding them afterwards | ${median(took.found).toFixed(0)} ms | | | | |`);

// ------------------------------------------------------------------------------------------- beside mark.js, in the same page of one browser

const FILES = new Map([
  ...["dom", "pace", "walk", "dress", "paint", "fold"].map((name) => /** @type {[string, string]} */ ([`/${name}.js`, `extension/content/${name}.js`])),
  ...["engine", "ui"].flatMap((name) => /** @type {[string, string][]} */ ([
    [`/${name}.js`, `target/bindings/${name}/${name}.js`], [`/${name}_bg.wasm`, `target/bindings/${name}/${name}_bg.wasm`],
  ])),
  ["/mark.js", "benches/peers/node_modules/mark.js/dist/mark.min.js"],
]);
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Own words</title>
<article>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</article>
<script>globalThis.own = ${JSON.stringify(own)}</script>
<script src="/mark.js"></script>${["dom", "pace", "walk", "dress", "paint", "fold"].map((name) => `<script src="/${name}.js"></script>`).join("")}`;

/** Runs in the page. @param {(result: any) => void} done */
const measure = async (done) => {
  try {
    const [engine, ui] = await Promise.all(["/engine.js", "/ui.js"].map((file) => import(file)));
    await Promise.all([engine.default({ module_or_path: "/engine_bg.wasm" }), ui.default({ module_or_path: "/ui_bg.wasm" })]);
    const { newsglass, Mark, own } = /** @type {any} */ (globalThis);
    const off = Object.fromEntries(["repeats", "comment-policy", "actors", "numbers", "quotes"].map((name) => [name, false]));
    // The same work: words alone, and every tenth, as mark.js walks the page anew for each.
    const words = own[0].entries.filter((/** @type {any} */ entry, /** @type {number} */ n) => typeof entry === "string" && n % 10 === 0);
    const settings = { version: 2, rules: off, own: [{ ...own[0], entries: words }] };
    const article = /** @type {HTMLElement} */ (document.querySelector("article"));
    const layout = () => document.body.getBoundingClientRect().height + article.offsetHeight;
    /** Work in one go that the extension does in slices. */
    const whole = (/** @type {Generator} */ work) => {
      for (;;) {
        const { done, value } = work.next();
        if (done) return value;
      }
    };
    const ours = [];
    let count = 0;
    for (let round = 0; round < 7; round++) {
      const began = performance.now();
      const walk = whole(newsglass.walk(document));
      const request = { ...walk.request, settings, asked: true };
      const [text, blocks] = engine.texts(request);
      const plan = engine.plan({ ...request, own: ui.own(settings, text, blocks) });
      whole(newsglass.paint(plan, walk, () => false));
      layout();
      ours.push(performance.now() - began);
      count = plan.marks.length;
      newsglass.unpaint();
      newsglass.undress();
      await new Promise((next) => setTimeout(next, 5));
    }
    const began = performance.now();
    let wrapped = 0;
    // It calls itself for every word of a list: thousands in one call are more than its stack has room for.
    new Mark(article).mark(words, { accuracy: "exactly", separateWordSearch: false, diacritics: false, each: () => wrapped++ });
    layout();
    done({ ours, theirs: performance.now() - began, count, wrapped });
  } catch (error) {
    done({ error: String(error) + /** @type {any} */ (error)?.stack });
  }
};
const { ours, theirs, count, wrapped, error } = await inBrowser("Chromium", page, FILES, measure, 600_000);
if (error) throw new Error(error);
console.log(`| Chromium: ${WORDS / 10} words found and painted (${count} marks, mark.js ${wrapped}), times as fast as mark.js | ${median(ours).toFixed(0)} ms | ${theirs.toFixed(0)} ms | ${spread(ours.map((/** @type {number} */ time) => theirs / time), 0)} | 50 | |`);
