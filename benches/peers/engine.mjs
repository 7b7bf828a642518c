// The engine's module as pages load it, in Node: requests like those of the content script's walker.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../../target/bindings/engine/", import.meta.url);
/** The built module. */
export const WASM = fileURLToPath(new URL("engine_bg.wasm", folder));
const glue = await import(new URL("engine.js", folder).href);

/** Starts the engine, its tables included. @returns the module's exports and its memory */
export const start = () => {
  const { memory } = glue.initSync({ module: readFileSync(WASM) });
  for (let part = 0; glue.warm(part); part++);
  return { plan: glue.plan, memory };
};

const ENTER = 0, TEXT = 1, LEAVE = 2, BLOCK = 4;

/**
 * What the walker hands over for a plain page with these paragraphs (src/page/stream.rs).
 * @param {string[]} paragraphs @param {string[] | null} rules the rules that are on; null for all
 */
export const request = (paragraphs, rules = null) => {
  const strings = ["", "html", "body", "article", "p"];
  const ops = [];
  for (const tag of [1, 2, 3]) ops.push(ENTER, tag, BLOCK, 0);
  for (const paragraph of paragraphs) ops.push(ENTER, 4, BLOCK, 0, TEXT, paragraph.length, LEAVE);
  ops.push(LEAVE, LEAVE, LEAVE);
  const names = ["repeats", "comment-policy", "actors", "numbers", "quotes"];
  const settings = { version: 1, rules: Object.fromEntries(names.map((name) => [name, rules === null || rules.includes(name)])) };
  return {
    url: "https://news.example/report", ops, strings, text: paragraphs.join(""), settings, asked: true, backgrounds: ["rgb(255, 255, 255)"],
    ink: "rgb(0, 0, 0)", inherits: true,
  };
};
