// Time for texts of several sizes, the engine alone in its process: node benches/peers/growth.mjs [--quick]
//
// Prints JSON: the sizes, and by size the milliseconds of a text and of a byte in each round. Short texts are read as often as makes a tenth of the longest.
import { text } from "./corpus.mjs";
import { request, start } from "./engine.mjs";
import { race } from "./race.mjs";

const quick = process.argv.includes("--quick");
const sizes = quick ? [10_000, 100_000, 1_000_000] : [10_000, 100_000, 1_000_000, 10_000_000];
const engine = start();
const requests = sizes.map((size) => request(text(100, size)));
const often = sizes.map((size) => Math.max(1, Math.round(sizes[sizes.length - 1] / 10 / size)));
const times = race(
  Object.fromEntries(sizes.map((size, i) => [size, () => { for (let n = 0; n < often[i]; n++) engine.plan(requests[i]); }])),
  quick ? 3 : 7,
  1,
);
const by = (/** @type {(i: number, time: number) => number} */ value) =>
  Object.fromEntries(sizes.map((size, i) => [size, times[size].map((time) => value(i, time))]));
console.log(JSON.stringify({
  sizes,
  growth: by((i, time) => time / often[i]),
  bytes: by((i, time) => time / often[i] / Buffer.byteLength(requests[i].text)),
}));
