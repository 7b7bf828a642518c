// Plans of documents as the module that browsers load makes them. Standard input: a document a line, the JSON of its list of paragraphs. Standard
// output: for each the plan's JSON text, just as the engine hands it to JavaScript.
import { readFileSync } from "node:fs";
import { request, start } from "../../benches/peers/engine.mjs";

const engine = start();
const { parse } = JSON;
const plans = readFileSync(0, "utf8").trimEnd().split("\n").map((line) => {
  const asked = request(parse(line));
  let plan = "";
  JSON.parse = (text) => (plan = text);
  engine.plan(asked);
  JSON.parse = parse;
  return plan;
});
process.stdout.write(plans.join("\n") + "\n");
