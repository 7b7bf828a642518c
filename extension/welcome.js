import init, { sample, welcome } from "./ui/ui.js";
import { read } from "./sample.js";

try {
  await init();
  await welcome();
  const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
  await read(frame, ({ newsglass }) => sample(() => newsglass.reader.refresh()));
} catch (error) {
  // Shown by ui.css: without the module there is nobody else to say it.
  document.body.dataset.failure = (globalThis.browser ?? globalThis.chrome).i18n.getMessage("notStarted", String(error));
}
