// The engine beside its peers on the same reports in the same V8, as a Markdown table: node benches/peers/bench.mjs [--quick]
//
// Every round runs every contender on every report, in turn and in an order that shifts, so that what else the machine does falls on all
// alike; a ratio is taken within a round, and the table gives its median with the quartiles. The first rounds warm the compilers up.
// Ours is the whole call that a content script makes: a walked page in, a plan out, conversions included.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { report } from "./corpus.mjs";
import { request, start } from "./engine.mjs";
import * as peers from "./peers.mjs";
import { race } from "./race.mjs";
import { loaded } from "./sizes.mjs";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 5 : 25;
const WARM = quick ? 2 : 4;
const RULES = ["repeats", "comment-policy", "actors", "numbers", "quotes"];

const engine = start();
// Before anything longer makes the memory grow; it never shrinks.
const ready = engine.memory.buffer.byteLength;
engine.plan(request(report(1, 1500)));
const used = engine.memory.buffer.byteLength;
const median = (/** @type {number[]} */ list, at = 0.5) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(at * list.length))];

/** @type {string[][]} rows of the table: what, ours, peer, ratio, bar, aim */
const rows = [];
const number = (/** @type {number} */ value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** How many times `slow` takes what `quick` takes, in each round. @param {number[]} slow @param {number[]} quick */
const ratios = (slow, quick) => slow.map((time, round) => time / quick[round]);
const spread = (/** @type {number[]} */ list) => `${number(median(list))} (${number(median(list, 0.25))}–${number(median(list, 0.75))})`;

// ------------------------------------------------------------------------------------------------ reports of 1,500 words

const reports = Array.from({ length: 6 }, (_, i) => report(i + 1, 1500));
const texts = reports.map((paragraphs) => paragraphs.join("\n\n"));
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const ours = (/** @type {string[] | null} */ rules) => {
  const requests = reports.map((paragraphs) => request(paragraphs, rules));
  return () => requests.forEach(engine.plan);
};
const times = race(
  {
    whole: ours(null),
    ...Object.fromEntries(RULES.map((rule) => [rule, ours([rule])])),
    "without quotes": ours(RULES.filter((rule) => rule !== "quotes")),
    nothing: ours([]),
    wink: () => texts.forEach(peers.wink),
    compromise: () => texts.forEach(peers.compromise),
    chrono: () => texts.forEach(peers.chrono),
  },
  ROUNDS,
  WARM,
);
const perReport = (/** @type {string} */ name) => `${number(median(times[name]) / reports.length)} ms`;
const against = (/** @type {string} */ what, /** @type {string} */ our, /** @type {string} */ peer, bar = "", aim = "") =>
  rows.push([what, perReport(our), perReport(peer), spread(ratios(times[peer], times[our])), bar, aim]);
against("whole analysis, times as fast as wink-nlp reading", "whole", "wink", "6", "12");
against("whole analysis, times as fast as compromise reading", "whole", "compromise", "60", "150");
against("whole analysis, times as fast as chrono finding dates", "whole", "chrono");
against("actors alone, times as fast as wink-nlp reading", "actors", "wink", "8", "15");
against("numbers alone, times as fast as chrono finding dates", "numbers", "chrono", "5", "10");
const share = times.whole.map((time, round) => 1 - times["without quotes"][round] / time);
rows.push(["quotes, share of the whole analysis", perReport("whole"), "", spread(share), "0.33", "0.20"]);
for (const rule of RULES) rows.push([`the rule ${rule} alone, share of the whole`, perReport(rule), "", spread(ratios(times[rule], times.whole)), "", ""]);
rows.push(["reading the page and making a plan without any rule, share of the whole", perReport("nothing"), "", spread(ratios(times.nothing, times.whole)), "", ""]);

// --------------------------------------------------------------------------- Recognizers-Text: 2 KB, because it takes seconds

const few = reports[0].slice(0, 9);
const fewText = few.join("\n\n");
const fewRequest = request(few, ["numbers"]);
const AGAIN = 100;
const slow = race(
  {
    numbers: () => { for (let i = 0; i < AGAIN; i++) engine.plan(fewRequest); },
    recognizers: () => peers.recognizers(fewText),
  },
  quick ? 2 : 7,
  1,
);
const times2 = slow.numbers.map((time) => time / AGAIN);
rows.push([
  `numbers alone, times as fast as Recognizers-Text (one text of ${Buffer.byteLength(fewText)} bytes)`, `${number(median(times2))} ms`,
  `${number(median(slow.recognizers))} ms`, spread(ratios(slow.recognizers, times2)), "1000", "3000",
]);

// ------------------------------------------------------------------------------------------------------------- growth

// In a process of its own: plans of 10 MB are garbage by the hundred megabytes, and here the collector would go through what the peers hold as well.
/** @type {{sizes: number[], growth: Record<string, number[]>, bytes: Record<string, number[]>}} milliseconds of a text and of its byte, by size and round */
const { sizes, growth, bytes: perByte } = JSON.parse(execFileSync(process.execPath, [
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", fileURLToPath(new URL("growth.mjs", import.meta.url)), ...(quick ? ["--quick"] : []),
], { encoding: "utf8" }));
for (const size of sizes.filter((size) => size !== 100_000)) {
  const [bar, aim] = size === 10_000_000 ? ["at most 1.2", "1.05"] : ["", ""];
  rows.push([
    `time a byte at ${size / 1000} KB, against 100 KB`, `${number(median(growth[size]))} ms`, "", spread(ratios(perByte[size], perByte[100_000])), bar, aim,
  ]);
}

// ----------------------------------------------------------------------------------------------------- start-up, size, memory

/** @type {Record<string, number[]>} */
const starts = { newsglass: [], wink: [], compromise: [], chrono: [] };
const script = fileURLToPath(new URL("startup.mjs", import.meta.url));
for (let round = 0; round < (quick ? 2 : 9); round++) {
  for (const name in starts) starts[name].push(Number(execFileSync(process.execPath, ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", script, name])));
}
for (const name of ["wink", "compromise", "chrono"]) {
  rows.push([
    `from nothing loaded to a report of 1,500 words read, times as fast as ${name}`, `${number(median(starts.newsglass))} ms`,
    `${number(median(starts[name]))} ms`, spread(ratios(starts[name], starts.newsglass)), "", "",
  ]);
}
const weight = loaded();
for (const [name, size] of Object.entries(weight.peers)) {
  rows.push([`all that a page loads, gzipped, share of ${name}`, `${weight.ours} bytes`, `${size} bytes`, number(weight.ours / size), "716800 bytes", "460800 bytes"]);
}
rows.push(["the engine's memory when ready, and after a report of 1,500 words", `${ready} and ${used} bytes`, "", "", "12 MB", "6 MB"]);

// ------------------------------------------------------------------------------------------------------------------ table

const require = createRequire(import.meta.url);
const versions = Object.entries(require("./package.json").dependencies).map(([name, version]) => `${name} ${version}`);
console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}. Peers: ${versions.join(", ")}.`);
console.log(`Texts: \`benches/peers/corpus.mjs\`, ${reports.length} generated reports of 1,500 words (${bytes} bytes in all), each a document; ${ROUNDS} rounds.`);
console.log(`Times are medians of a report or text; a ratio is the median of the rounds' own ratios, with its quartiles.\n`);
console.log("| what | Newsglass | peer | ratio | must reach | aim |\n|---|---|---|---|---|---|");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
