// Runs a function in a page in real browsers: talks to chromedriver and geckodriver itself.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as listen } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A free port. @returns {Promise<number>} */
const port = () =>
  new Promise((resolve) => {
    const server = listen().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {any} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** Runs in one browser. @param {string} driver @param {string[]} options @param {any} capabilities @param {string} url @param {(done: (result: any) => void) => void} work @param {number} patience in milliseconds */
const run = async (driver, options, capabilities, url, work, patience) => {
  const at = await port();
  const process = spawn(driver, [...options, `--port=${at}`], { stdio: "ignore" });
  const ask = async (/** @type {string} */ path, /** @type {any} */ body, method = "POST") => {
    const answer = await fetch(`http://127.0.0.1:${at}${path}`, { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    for (let tries = 0; ; tries++) {
      try {
        await ask("/status", undefined, "GET");
        break;
      } catch (error) {
        if (tries > 100) throw error;
        await new Promise((next) => setTimeout(next, 100));
      }
    }
    const { sessionId } = await ask("/session", { capabilities: { alwaysMatch: capabilities } });
    const session = `/session/${sessionId}`;
    try {
      await ask(`${session}/timeouts`, { script: patience, pageLoad: 60_000 });
      await ask(`${session}/url`, { url });
      return await ask(`${session}/execute/async`, { script: `(${work})(arguments[0])`, args: [] });
    } finally {
      await ask(session, undefined, "DELETE");
    }
  } finally {
    process.kill();
  }
};

const local = `${root}.tools/bin/geckodriver`;
/** By name: driver, its options, capabilities. @type {Record<string, (profile: string) => [string, string[], any]>} */
const BROWSERS = {
  Chromium: (profile) => [process.env.CHROMEDRIVER ?? "chromedriver", [], {
    browserName: "chrome",
    "goog:chromeOptions": {
      binary: process.env.CHROMIUM ?? "/usr/lib/chromium/chromium",
      args: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-quic", "--no-first-run", "--window-size=1200,1600", `--user-data-dir=${profile}`],
    },
  }],
  Firefox: () => [process.env.GECKODRIVER ?? (existsSync(local) ? local : "geckodriver"), [], {
    browserName: "firefox",
    "moz:firefoxOptions": {
      binary: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      args: ["-headless", "--width=1200", "--height=1600"],
      prefs: { "privacy.reduceTimerPrecision": false, "app.update.disabledForTesting": true },
    },
  }],
};


/**
 * Serves a page and files of the repository, and runs a function in the page in a browser; it calls back with its result.
 * @param {string} name of the browser @param {string} page @param {Map<string, string>} files by address
 * @param {(done: (result: any) => void) => void} work @param {number} [patience]
 */
export const inBrowser = async (name, page, files, work, patience = 120_000) => {
  const server = createServer((request, answer) => {
    const file = files.get(request.url ?? "");
    const type = request.url?.endsWith(".js") ? "text/javascript" : request.url?.endsWith(".wasm") ? "application/wasm" : "text/html";
    answer.writeHead(file || request.url === "/" ? 200 : 404, { "content-type": type });
    answer.end(file ? readFileSync(root + file) : request.url === "/" ? page : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const profile = mkdtempSync(`${tmpdir()}/newsglass-bench-`);
  try {
    const [driver, options, capabilities] = BROWSERS[name](profile);
    return await run(driver, options, capabilities, `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`, work, patience);
  } finally {
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
};
