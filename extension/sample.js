// A report in a frame of this page, read by the extension's own hands: on the welcome page and in the demo.
import initUi, { card, message } from "./ui/ui.js";
import initEngine, { plan } from "./engine/engine.js";

/** The hands, in the order in which a page gets them; `host` and `main` belong to pages of the web. */
const HANDS = ["dom", "pace", "say", "walk", "dress", "paint", "marks", "fold", "card", "watch", "read"];

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

/**
 * Reads the report in a frame, with a panel that holds settings.
 * @param {HTMLIFrameElement} frame
 * @param {(view: any) => {settings: () => any, change: (change: any) => any, toggle: () => void, show: (state: any) => void}} makePanel
 */
export async function read(frame, makePanel) {
  const [view] = await Promise.all([loaded(frame), initUi(), initEngine()]);
  for (const part of HANDS) await run(view, `content/${part}.js`);
  const { newsglass } = view;
  const panel = makePanel(view);
  // Where the extension's commands are not at hand: the same keys.
  const keys = /** @type {Record<string, () => any>} */ ({ G: () => panel.toggle(), J: () => newsglass.step(1), K: () => newsglass.step(-1) });
  for (const page of [document, view.document]) {
    page.addEventListener("keydown", (event) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      if (/** @type {Element} */ (event.target).closest?.("input:not([type=checkbox]), textarea")) return;
      const act = keys[event.code.replace("Key", "")];
      if (act) {
        event.preventDefault();
        act();
      }
    });
  }
  await newsglass.reader.start({
    root: view.document,
    asked: true,
    plan: async (/** @type {any} */ request) => plan(request),
    card: async (/** @type {any} */ of) => card(of),
    change: async (/** @type {any} */ change) => panel.change(change),
    message,
    language: globalThis.browser?.i18n?.getUILanguage() ?? globalThis.chrome?.i18n?.getUILanguage() ?? navigator.language,
    settings: async () => panel.settings(),
    told: (/** @type {any} */ state) => panel.show(state),
  });
  return newsglass;
}
