// From nothing loaded to one report read, in a process of its own: prints milliseconds. node startup.mjs newsglass|wink|compromise|chrono
import { report } from "./corpus.mjs";

const paragraphs = report(1, 1500);
const text = paragraphs.join("\n\n");
const name = process.argv[2];
const began = performance.now();
if (name === "newsglass") {
  const { start, request } = await import("./engine.mjs");
  start().plan(request(paragraphs));
} else {
  /** @type {any} */ (await import("./peers.mjs"))[name](text);
}
console.log(performance.now() - began);
