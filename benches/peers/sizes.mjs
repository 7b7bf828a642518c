// What has to be loaded, gzipped file by file.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { WASM } from "./engine.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const gzipped = (/** @type {string} */ file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** Bytes that a page with Newsglass loads, and those that the peers' modules are. */
export const loaded = () => {
  const content = `${root}extension/content/`;
  const ours = [...readdirSync(content).filter((name) => name.endsWith(".js")).map((name) => content + name), WASM, WASM.replace(/engine_bg\.wasm$/, "injected.js")];
  const peers = Object.fromEntries(
    [["wink-nlp with its model", ["wink-nlp", "wink-eng-lite-web-model"]], ["compromise", ["compromise"]]].map(([name, modules]) => {
      const require = createRequire(import.meta.url);
      for (const key of Object.keys(require.cache)) delete require.cache[key];
      for (const module of modules) require(module);
      return [name, Object.keys(require.cache).reduce((sum, file) => sum + gzipped(file), 0)];
    }),
  );
  return { ours: ours.reduce((sum, file) => sum + gzipped(file), 0), peers };
};
