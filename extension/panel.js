import init, { panel } from "./ui/ui.js";

try {
  await init();
  await panel();
} catch (error) {
  // Shown by ui.css: without the module there is nobody else to say it.
  document.body.dataset.failure = String(error);
}
