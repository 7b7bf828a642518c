// Page work in real browsers: our hands and engine beside mark.js wrapping the same spans, on one report of 1,500 words.
// node browsers.mjs. The hands run in the page, as on the demo page.
import { report } from "./corpus.mjs";
import { inBrowser } from "./driver.mjs";

const HANDS = ["dom", "pace", "walk", "dress", "paint", "fold"];
const FILES = new Map([
  ...HANDS.map((name) => /** @type {[string, string]} */ ([`/${name}.js`, `extension/content/${name}.js`])),
  ["/engine.js", "target/bindings/engine/engine.js"],
  ["/engine_bg.wasm", "target/bindings/engine/engine_bg.wasm"],
  ["/mark.js", "benches/peers/node_modules/mark.js/dist/mark.min.js"],
]);

const [title, ...paragraphs] = report(1, 1500);
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body { font: 18px/1.5 serif; max-width: 42em; margin: auto } mark { background: #ffd; color: inherit }</style>
<article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</article>
<script src="/mark.js"></script>${HANDS.map((name) => `<script src="/${name}.js"></script>`).join("")}`;

/** Runs in the page. @param {(result: any) => void} done */
const measure = async (done) => {
  try {
    const engine = await import("/engine.js");
    await engine.default({ module_or_path: "/engine_bg.wasm" });
    for (let part = 0; engine.warm(part); part++);
    const { newsglass, Mark } = /** @type {any} */ (globalThis);
    const article = /** @type {HTMLElement} */ (document.querySelector("article"));
    const layout = () => document.body.getBoundingClientRect().height + article.offsetHeight;
    const settings = { version: 1 };
    const before = document.documentElement.outerHTML;

    /** Work in one go that the extension does in slices. */
    const whole = (/** @type {Generator} */ work) => {
      for (;;) {
        const { done, value } = work.next();
        if (done) return value;
      }
    };
    const read = () => {
      const walk = whole(newsglass.walk(document));
      const plan = engine.plan({ ...walk.request, settings, asked: true });
      whole(newsglass.paint(plan, walk, () => false));
      layout();
      return { walk, plan };
    };
    const clear = () => {
      newsglass.unpaint();
      newsglass.undress();
      layout();
    };

    // The same spans for mark.js, which takes offsets into all the text of an element, and no spans that overlap: a call for each rule.
    const { walk, plan } = read();
    clear();
    /** @type {Map<Node, number>} */
    const starts = new Map();
    let length = 0;
    for (const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
      starts.set(walker.currentNode, length);
      length += walker.currentNode.data.length;
    }
    const RULES = { person: 0, organization: 0, "armed-group": 0, state: 0, place: 0, people: 0, role: 0, direct: 2, indirect: 2, scare: 2, title: 2 };
    const spans = [[], [], []];
    let count = 0;
    for (const { kind, range: [first, from, last, to] } of plan.marks) {
      const start = starts.get(walk.nodes[first]) + from;
      const end = starts.get(walk.nodes[last]) + to;
      spans[RULES[kind] ?? 1].push({ start, length: end - start });
      count++;
    }
    let wrapped = 0;
    const wrap = () => {
      wrapped = 0;
      for (const list of spans) new Mark(article).markRanges(list, { each: () => wrapped++ });
      layout();
    };
    const unwrap = () => {
      new Mark(article).unmark();
      layout();
    };

    const took = { read: [], clear: [], wrap: [], unwrap: [] };
    const time = (/** @type {string} */ name, /** @type {() => void} */ work, keep = true) => {
      const began = performance.now();
      work();
      if (keep) took[name].push(performance.now() - began);
    };
    for (let round = -5; round < 25; round++) {
      time("read", read, round >= 0);
      time("clear", clear, round >= 0);
      time("wrap", wrap, round >= 0);
      time("unwrap", unwrap, round >= 0);
      await new Promise((next) => setTimeout(next, 5));
    }
    done({ took, count, wrapped, same: document.documentElement.outerHTML === before });
  } catch (error) {
    done({ error: String(error) + error?.stack });
  }
};

const median = (/** @type {number[]} */ list, at = 0.5) => [...list].sort((a, b) => a - b)[Math.floor(at * list.length)];
const spread = (/** @type {number[]} */ list) => `${median(list).toFixed(2)} (${median(list, 0.25).toFixed(2)}–${median(list, 0.75).toFixed(2)})`;
console.log("One report of 1,500 words; ours: walked, analysed, painted, layout forced; mark.js: the same spans wrapped (those of a rule that overlap left out), layout forced. What the");
console.log("browser paints afterwards is in neither. Ratios of ours to mark.js within a round.\n");
console.log("| what | Newsglass | mark.js | ratio | must reach | aim |\n|---|---|---|---|---|---|");
for (const name of ["Chromium", "Firefox"]) {
  const { took, count, wrapped, same, error } = await inBrowser(name, page, FILES, measure);
  if (error) throw new Error(`${name}: ${error}`);
  if (!same) throw new Error(`${name}: the page is not what it was`);
  const row = (/** @type {string} */ what, /** @type {number[]} */ ours, /** @type {number[]} */ theirs, bar = "", aim = "") =>
    console.log(`| ${name}: ${what} | ${median(ours).toFixed(2)} ms | ${median(theirs).toFixed(2)} ms | ${spread(ours.map((time, i) => time / theirs[i]))} | ${bar} | ${aim} |`);
  row(`read, analyse, paint (${count} spans, mark.js ${wrapped})`, took.read, took.wrap, "0.5", "0.2");
  row("back to plain", took.clear, took.unwrap);
}
