// The demo: the extension's hands in the report's frame, its engine and panel in this page. Plain files from any static server.
import { demo } from "./ui/ui.js";
import { read } from "./sample.js";

try {
  const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
  const newsglass = await read(frame, ({ document: report, newsglass: hands }) =>
    demo(report, () => hands.reader.refresh(), (/** @type {number} */ by, /** @type {string} */ kind) => hands.step(by, kind)),
  );
  document.querySelector("#show-all")?.addEventListener("click", () => newsglass.showAll());
} catch (error) {
  // Shown by ui.css.
  document.body.dataset.failure = `Newsglass could not start. ${error}`;
}
