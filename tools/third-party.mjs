// Writes THIRD-PARTY.txt for the packages: what is in them that others made or that others' texts were used for, with the licences.
// cargo metadata … | node tools/third-party.mjs >THIRD-PARTY.txt
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const metadata = JSON.parse(readFileSync(0, "utf8"));
const out = [];
const heading = (/** @type {string} */ title) => out.push("", title, "=".repeat(title.length), "");

/** The crates that are linked into the modules: normal dependencies, without macros, which leave only what they write. */
const linked = () => {
  const packages = new Map(metadata.packages.map((/** @type {any} */ one) => [one.id, one]));
  const nodes = new Map(metadata.resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const found = new Set();
  const todo = [metadata.resolve.root];
  while (todo.length) {
    const id = todo.pop();
    for (const dependency of nodes.get(id).deps) {
      const normal = dependency.dep_kinds.some((/** @type {any} */ kind) => kind.kind === null);
      const macro = packages.get(dependency.pkg).targets.some((/** @type {any} */ target) => target.kind.includes("proc-macro"));
      if (normal && !macro && !found.has(dependency.pkg)) {
        found.add(dependency.pkg);
        todo.push(dependency.pkg);
      }
    }
  }
  const order = (/** @type {any} */ a, /** @type {any} */ b) => (a.name + " " + a.version < b.name + " " + b.version ? -1 : 1);
  return [...found].map((id) => packages.get(id)).sort(order);
};

out.push("Newsglass: third parties");
out.push("", "Newsglass itself is licensed under MIT or Apache-2.0, as you like.");

heading("Code");
const crates = linked();
/** @type {Map<string, string[]>} */
const texts = new Map();
for (const crate of crates) {
  if (!crate.license) throw new Error(`${crate.name} names no licence`);
  out.push(`${crate.name} ${crate.version}: ${crate.license}${crate.authors.length ? `, by ${crate.authors.map((/** @type {string} */ author) => author.replace(/ <.*/, "")).join(", ")}` : ""}`);
  const folder = dirname(crate.manifest_path);
  for (const file of readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort()) {
    // The Apache licence is the same everywhere and stands at the end once.
    const text = readFileSync(join(folder, file), "utf8").replace(/\r/g, "").trim();
    const key = /Apache License\s+Version 2\.0/.test(text) ? "apache" : text;
    texts.set(key, [...(texts.get(key) ?? []), crate.name]);
  }
}
out.push("The Rust standard library: MIT OR Apache-2.0, by the Rust project's contributors; in it hashbrown, dlmalloc, memchr, compiler-builtins under the same.");

heading("Word lists");
const lists = join(root, "src/engine/lexicon");
for (const name of readdirSync(lists).filter((name) => name.endsWith(".txt")).sort()) {
  const head = readFileSync(join(lists, name), "utf8").split("\n").filter((line) => line.startsWith("# Source"));
  if (!head.length) throw new Error(`${name} names no source`);
  out.push(`${name}: ${head.map((line) => line.replace(/^# Source:?\s*/, "")).join(" ")}`);
}

heading("Weights of the tagger");
out.push(
  "The weights (src/engine/model) are statistics of the texts below, no texts. They are offered under CC BY-SA 4.0, the strictest of the",
  "licences among these sets. Which set is what, and how the weights are made again, stands in MODEL.md of the source.", "",
);
const model = readFileSync(join(root, "MODEL.md"), "utf8");
const rows = (model.split(/^## Sets$/m)[1] ?? "").split(/^## /m)[0].split("\n").filter((line) => /^\|(?!-)/.test(line)).slice(1);
if (!rows.length) throw new Error("MODEL.md has no table of sets");
for (const row of rows) {
  const [set, what, licence] = row.split("|").slice(1, 4).map((cell) => cell.trim());
  if (/not used/.test(set)) continue;
  out.push(`${set}: ${what}. Licence: ${licence}.`);
}

heading("Licence texts");
for (const [text, names] of [...texts].filter(([text]) => text !== "apache").sort(([, a], [, b]) => (a[0] < b[0] ? -1 : 1))) {
  out.push(`--- ${names.join(", ")}`, "", text, "");
}
const apache = join(root, "LICENSE-APACHE");
if (existsSync(apache)) out.push(`--- ${(texts.get("apache") ?? []).join(", ")}`, "", readFileSync(apache, "utf8").trim());
process.stdout.write(`${out.join("\n").replace(/[ \t]+$/gm, "")}\n`);
