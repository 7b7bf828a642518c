import init, { popup } from "./ui/ui.js";

try {
  await init();
  await popup();
} catch (error) {
  // Shown by ui.css: without the module there is nobody else to say it.
  document.body.dataset.failure = (globalThis.browser ?? globalThis.chrome).i18n.getMessage("notStarted", String(error));
}
