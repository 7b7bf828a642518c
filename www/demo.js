// The demo: the extension's hands in the report's frame, its engine and panel in this page. Plain files from any static server.
import initPanel, { demo } from "./ui/ui.js";
import initEngine, { plan } from "./engine/engine.js";

/** @param {HTMLIFrameElement} frame */
async function loaded(frame) {
  const ready = () => frame.contentDocument?.URL !== "about:blank" && frame.contentDocument?.readyState === "complete";
  if (!ready()) await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  return /** @type {Window & typeof globalThis} */ (frame.contentWindow);
}

/** Runs a script of the extension in a window. @param {Window} view @param {string} src */
function run(view, src) {
  const script = view.document.createElement("script");
  script.src = new URL(src, location.href).href;
  view.document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${src} is missing`));
  });
}

try {
  const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
  const [view] = await Promise.all([loaded(frame), initPanel(), initEngine()]);
  for (const part of ["walk", "paint", "fold", "watch", "read"]) await run(view, `content/${part}.js`);
  const { newsglass } = view;
  const panel = demo(view.document, () => newsglass.reader.refresh());
  document.querySelector("#show-all")?.addEventListener("click", () => newsglass.showAll());
  await newsglass.reader.start({
    root: view.document,
    asked: true,
    plan: async (/** @type {any} */ request) => plan(request),
    settings: async () => panel.settings(),
    told: (/** @type {any} */ state) => panel.show(state),
  });
} catch (error) {
  // Shown by ui.css.
  document.body.dataset.failure = String(error);
}
