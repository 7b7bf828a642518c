// Chooses where the engine runs: here where WebAssembly is known to be allowed, in the background otherwise. Same call, same plan.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));
  const api = globalThis.browser ?? globalThis.chrome;

  /**
   * The policies of this document, or null where they cannot be known. Asking WebAssembly itself would make Chromium report us to the
   * site, so the cached headers are looked at: nothing reaches the network.
   * @returns {Promise<string[] | null>}
   */
  const policies = async () => {
    const entry = performance.getEntriesByType("navigation")[0];
    if (!entry || !/^https?:/.test(entry.name) || !/^https?:$/.test(location.protocol)) return null;
    if (navigator.serviceWorker?.controller) return null;
    try {
      const answer = await fetch(entry.name, { cache: "only-if-cached", mode: "same-origin" });
      const found = ["content-security-policy", "content-security-policy-report-only"].flatMap((name) => answer.headers.get(name) ?? []);
      for (const meta of document.querySelectorAll("meta[http-equiv]")) {
        if (/^content-security-policy$/i.test(meta.getAttribute("http-equiv") ?? "")) found.push(meta.getAttribute("content") ?? "");
      }
      return found;
    } catch {
      return null;
    }
  };

  /** Whether WebAssembly may run in this page without a report. */
  const allowed = async () => {
    // Firefox lets content scripts run it whatever the page says.
    if (api.runtime.getURL("").startsWith("moz-extension:")) return true;
    const found = await policies();
    return found !== null && (found.length === 0 || (await api.runtime.sendMessage({ do: "allows", policies: found })) === true);
  };

  /** @type {Promise<any> | null} */
  let here = null;
  const load = async () => {
    const engine = await import(api.runtime.getURL("engine/engine.js"));
    // By name: what the module itself would ask for lacks the address under which pages cannot find us.
    await engine.default({ module_or_path: api.runtime.getURL("engine/engine_bg.wasm") });
    // A part at a time, so that the page can breathe in between.
    for (let part = 0; engine.warm(part); part++) await new Promise((next) => setTimeout(next));
    return engine;
  };

  /** Asks the background; null if it went away without an answer. @param {any} request @returns {Promise<Newsglass.Plan | null>} */
  const away = (request) =>
    new Promise((resolve, reject) => {
      const port = api.runtime.connect({ name: "engine" });
      port.onMessage.addListener((/** @type {any} */ answer) => {
        port.disconnect();
        if (answer.error) reject(new Error(answer.error));
        else resolve(answer.plan);
      });
      port.onDisconnect.addListener(() => resolve(null));
      port.postMessage(request);
    });

  /** Makes a plan, wherever the engine may run. @param {any} request @returns {Promise<Newsglass.Plan>} */
  newsglass.host = async (request) => {
    here ??= allowed().then((yes) => (yes ? load() : null)).catch(() => null);
    const engine = await here;
    const near = engine?.fits(request) ?? false;
    // The browser may stop the background at any time, and ends its ports while a page is in its cache: asked again, it starts again.
    const plan = near ? engine.plan(request) : ((await away(request)) ?? (await away(request)));
    if (!plan) throw new Error("backgroundGone");
    plan.state.host = near ? "page" : "background";
    return plan;
  };
}
