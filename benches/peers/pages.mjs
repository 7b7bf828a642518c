// Reading saved pages, natively, beside jsdom with Mozilla's Readability: node pages.mjs READER [DIR]
// READER is the program of benches/native/pages.rs. DIR holds .html or .html.gz files; without it, pages are generated.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { report } from "./corpus.mjs";

const require = createRequire(import.meta.url);
const { JSDOM, VirtualConsole } = require("jsdom");
const { Readability } = require("@mozilla/readability");

const [reader, given] = process.argv.slice(2);
const folder = fileURLToPath(new URL("../../target/bench/pages/", import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** A page with what stands around a report: menus, teasers, comments, footer. @param {number} seed */
const generated = (seed) => {
  const links = (/** @type {number} */ from, /** @type {number} */ count) =>
    Array.from({ length: count }, (_, i) => `<li class="item"><a href="/news/${from + i}"><span>${report(from + i, 1)[0]}</span></a></li>`).join("\n");
  const [title, ...paragraphs] = report(seed, 900);
  const body = paragraphs.map((text, i) => `<p class="story-text">${text.replace(/said/g, "<em>said</em>")}</p>${i % 6 === 5 ? `<aside class="teaser"><ul>${links(seed * 7 + i, 3)}</ul></aside>` : ""}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta property="og:type" content="article">
<script>${"var a = [1, 2, 3];".repeat(300)}</script><style>${".a { color: red }".repeat(200)}</style></head>
<body><header><nav><ul>${links(seed * 11, 40)}</ul></nav></header><main><article><h1>${title}</h1><time datetime="2024-05-01">1 May 2024</time>
${body.join("\n")}</article><section class="comments">${links(seed * 13, 20)}</section></main><footer><ul>${links(seed * 17, 40)}</ul></footer></body></html>`;
};

if (given) {
  for (const name of readdirSync(given).filter((name) => /\.html?(\.gz)?$/.test(name))) {
    const bytes = readFileSync(`${given}/${name}`);
    writeFileSync(folder + name.replace(/\.gz$/, ""), name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  }
} else {
  for (let seed = 1; seed <= 40; seed++) writeFileSync(`${folder}${seed}.html`, generated(seed));
}

const names = readdirSync(folder);
const sources = names.map((name) => readFileSync(folder + name, "utf8"));
const read = (/** @type {string} */ source) => new Readability(new JSDOM(source, { virtualConsole: new VirtualConsole() }).window.document).parse();
sources.slice(0, 10).forEach(read);

const ratios = [];
let ours = 0;
let theirs = 0;
for (let round = 0; round < 3; round++) {
  const before = Number(execFileSync(reader, [folder]));
  const began = performance.now();
  let failed = 0;
  for (const source of sources) {
    try {
      read(source);
    } catch {
      failed++;
    }
  }
  theirs = (performance.now() - began) / 1000;
  ours = (before + Number(execFileSync(reader, [folder]))) / 2;
  ratios.push(theirs / ours);
  if (failed && round === 0) console.log(`jsdom or Readability failed on ${failed} pages.`);
}
ratios.sort((a, b) => a - b);
const bytes = sources.reduce((sum, source) => sum + Buffer.byteLength(source), 0);
console.log(`${names.length} ${given ? "saved" : "generated"} pages, ${bytes} bytes: read and cut into blocks, the main text found, title, date and byline told.\n`);
console.log("| what | Newsglass | peer | ratio | must reach | aim |\n|---|---|---|---|---|---|");
console.log(`| reading pages, times as fast as jsdom with Readability | ${ours.toFixed(3)} s | ${theirs.toFixed(2)} s | ${ratios[1].toFixed(1)} (${ratios[0].toFixed(1)}–${ratios[2].toFixed(1)}) | 10 | 30 |`);
