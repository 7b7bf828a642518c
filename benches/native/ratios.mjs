// Ratios of what criterion has measured natively, as a Markdown table: node ratios.mjs FOLDER, where FOLDER holds criterion's results.
import { readFileSync } from "node:fs";

const folder = process.argv[2];
/** The median time of an iteration in nanoseconds, and the bytes of one. @param {string} name group and benchmark */
const measured = (name) => {
  const at = `${folder}/${name}/new/`;
  const { median } = JSON.parse(readFileSync(`${at}estimates.json`, "utf8"));
  const { throughput } = JSON.parse(readFileSync(`${at}benchmark.json`, "utf8"));
  return { time: median.point_estimate, bytes: throughput.Bytes };
};
const perByte = (/** @type {string} */ name) => {
  const { time, bytes } = measured(name);
  return time / bytes;
};

console.log("| what | ratio | must reach | aim |\n|---|---|---|---|");
const row = (/** @type {string} */ what, /** @type {number} */ ratio, digits = 2, bars = " | ") => console.log(`| ${what} | ${ratio.toFixed(digits)} | ${bars} |`);
const all = measured("rules/all").time;
row("whole analysis of 100 KB, against cutting into words alone", all / measured("rules/words").time, 1);
for (const bytes of [10_000, 1_000_000, 10_000_000]) {
  row(`time a byte at ${bytes / 1000} KB, against 100 KB`, perByte(`growth/${bytes}`) / perByte("growth/100000"), 2, bytes === 10_000_000 ? "at most 1.2 | 1.05" : undefined);
}
for (const rule of ["repeats", "comment-policy", "actors", "numbers", "quotes", "custom"]) row(`share of the rule ${rule}`, 1 - measured(`rules/without ${rule}`).time / all);
console.log(`\nThe whole analysis of 100 KB: ${(1000 / perByte("rules/all")).toFixed(1)} MB a second here (criterion's medians).`);
