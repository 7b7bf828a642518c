// Draws the icons of extension/icons into the PNG sizes that the manifest names: `node tools/icons.mjs`. Needs Chromium; run by hand when
// a drawing changes.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../extension/icons/", import.meta.url);
const browser = spawn(
  "chromium",
  ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);
const [, , , commands, answers] = browser.stdio;
const waiting = new Map();
let received = "";
answers.on("data", (data) => {
  const messages = (received + data).split("\0");
  received = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) waiting.get(message.id)?.(message.result);
});

/** Calls a method of the DevTools protocol. */
function call(method, params = {}, sessionId = undefined) {
  const id = waiting.size + 1;
  commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  return new Promise((resolve) => waiting.set(id, resolve));
}

const { targetId } = await call("Target.createTarget", { url: "about:blank" });
const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
const { frameTree } = await call("Page.getFrameTree", {}, sessionId);
await call("Emulation.setDefaultBackgroundColorOverride", { color: { r: 0, g: 0, b: 0, a: 0 } }, sessionId);
for (const size of [16, 32, 48, 128]) {
  const svg = readFileSync(new URL(size > 32 ? "icon.svg" : "small.svg", folder), "utf8");
  const html = `<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`;
  await call("Page.setDocumentContent", { frameId: frameTree.frame.id, html }, sessionId);
  const clip = { x: 0, y: 0, width: size, height: size, scale: 1 };
  const { data } = await call("Page.captureScreenshot", { clip }, sessionId);
  writeFileSync(new URL(`${size}.png`, folder), Buffer.from(data, "base64"));
}
browser.kill();
