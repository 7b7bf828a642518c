// Chooses where the engine runs: in the background at first, then here where WebAssembly is known to be allowed. Same call, same plan.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));
  const api = globalThis.browser ?? globalThis.chrome;
  /** Whether this is Firefox, where content scripts may run WebAssembly whatever the page says, and end with the extension, unheard. */
  newsglass.firefox = api.runtime.getURL("").startsWith("moz-extension:");

  /**
   * The policies of this document that bind us, or null where they cannot be known. Asking WebAssembly itself would make Chromium report us to
   * the site, so the cached headers are looked at: nothing reaches the network.
   * @returns {Promise<string[] | null>}
   */
  const policies = async () => {
    if (newsglass.firefox) return [];
    const entry = performance.getEntriesByType("navigation")[0];
    if (!entry || !/^https?:/.test(entry.name) || !/^https?:$/.test(location.protocol)) return null;
    if (navigator.serviceWorker?.controller) return null;
    try {
      const answer = await fetch(entry.name, { cache: "only-if-cached", mode: "same-origin" });
      const found = ["content-security-policy", "content-security-policy-report-only"].flatMap((name) => answer.headers.get(name) ?? []);
      for (const meta of newsglass.dom.all(document, "meta[http-equiv]")) {
        if (/^content-security-policy$/i.test(meta.getAttribute("http-equiv") ?? "")) found.push(meta.getAttribute("content") ?? "");
      }
      return found;
    } catch {
      return null;
    }
  };

  /** @type {Promise<any> | null} */
  let here = null;
  /** The engine in this page: the background brings its glue where WebAssembly may run without a report, else it is null. @param {any} request */
  const load = async (request) => {
    const found = await policies();
    if (!found || (await api.runtime.sendMessage({ do: "engine", policies: found })) !== true) return null;
    const { engine } = newsglass;
    // By name: what the module itself would ask for lacks the address under which pages cannot find us.
    await engine({ module_or_path: api.runtime.getURL("engine/engine_bg.wasm") });
    // A part at a time, so that the page can breathe in between.
    await newsglass.slices("warm", warm(engine, request), () => true);
    return engine;
  };

  /** How much of the page the engine is warmed up with, in numbers of the stream, of which a paragraph takes some six. */
  const PARTS = [0, 60, 200, 400];
  /** Letters that go with each of these numbers, at most: a text may be endless. */
  const LETTERS = 6;

  /** @param {any} engine @param {any} request @returns {Generator<undefined, void>} */
  const warm = function* (engine, request) {
    let took = 0;
    for (let part = 0, more = true; more; part++) {
      const began = performance.now();
      more = engine.warm(part);
      took += performance.now() - began;
      yield;
    }
    engine.warmed(took);
    // The page's own beginnings: whatever its text needs is compiled a bit at a time, and not all at once by the first plan.
    const { ops, strings, text, settings } = request;
    const empty = { ...request, ops: [], strings: [""], text: "" };
    engine.texts(empty);
    yield;
    engine.plan({ ...empty, settings: { ...settings, enabled: false } });
    yield;
    for (const part of PARTS) {
      // Strings are numbered as they come: so many numbers name no later ones.
      engine.plan({ ...request, asked: true, ops: ops.slice(0, part), strings: strings.slice(0, part + 1), text: text.slice(0, part * LETTERS) });
      yield;
    }
  };

  /** Items of a list, or letters of a text, that cross at a time. */
  const PIECE = 20000;
  /** Posts a request over a port, long parts in pieces. @param {chrome.runtime.Port} port @param {any} request @returns {Generator<undefined, void>} */
  const post = function* (port, { ops, strings, text, ...rest }) {
    for (const [name, whole] of Object.entries({ ops, strings, text })) {
      for (let at = 0; at < whole.length; ) {
        let end = at + PIECE;
        // Not between the halves of a character.
        if (name === "text" && /[\ud800-\udbff]/.test(whole.charAt(end - 1))) end++;
        port.postMessage({ name, part: whole.slice(at, end) });
        at = end;
        yield;
      }
    }
    port.postMessage(rest);
  };

  /** Asks the background; null if it went away without an answer. @param {any} request @returns {Promise<Newsglass.Plan | null>} */
  const away = (request) =>
    new Promise((resolve, reject) => {
      const port = api.runtime.connect({ name: "engine" });
      let there = true;
      /** @type {any} */
      const lists = { marks: [], actors: [] };
      port.onMessage.addListener((/** @type {any} */ answer) => {
        if (answer.name) return newsglass.counted("answer", () => lists[answer.name].push(...answer.part));
        there = false;
        port.disconnect();
        if (answer.error) reject(new Error(answer.error));
        else resolve({ ...answer.plan, ...lists });
      });
      port.onDisconnect.addListener(() => {
        there = false;
        resolve(null);
      });
      newsglass.slices("post", post(port, request), () => there).catch(reject);
    });

  let readBefore = false;

  /** Makes a plan, wherever the engine may run. @param {any} request @returns {Promise<Newsglass.Plan>} */
  newsglass.host = async (request) => {
    // The first reading is the background's, which has the engine ready: only a page that changes has an engine of its own made ready.
    if (readBefore) here ??= load(request).catch(() => null);
    readBefore = true;
    const engine = await here;
    const near = engine?.fits(request) ?? false;
    const began = performance.now();
    // The browser may stop the background at any time, and ends its ports while a page is in its cache: asked again, it starts again.
    const plan = near ? newsglass.counted("engine", () => engine.plan(request)) : ((await away(request)) ?? (await away(request)));
    if (!plan) throw new Error("backgroundGone");
    if (near) {
      engine.planned(request, performance.now() - began);
      const { badge, folds } = plan;
      Object.assign(plan, await api.runtime.sendMessage({ do: "say", plan: { badge, folds } }).catch(() => null));
    }
    plan.state.host = near ? "page" : "background";
    return plan;
  };
}
