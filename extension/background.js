// The background: the engine's second home, injection into tabs, the badge. Keeps no state: it may be stopped at any time.
import init, * as engine from "./engine/engine.js";

const api = globalThis.browser ?? globalThis.chrome;
const SCRIPTS = ["walk", "paint", "fold", "watch", "read", "host", "main"].map((name) => `content/${name}.js`);

/** @type {Promise<any> | undefined} */
let loading;
const ready = () => (loading ??= init());
const settings = async () => (await api.storage.local.get("settings")).settings ?? null;

/** Registers the content scripts for the sites that the reader chose and the browser granted. */
const register = async () => {
  await ready();
  const wanted = engine.sites(await settings());
  const granted = [];
  for (const pattern of wanted) {
    // What the browser takes for no pattern costs its own site only.
    if (await api.permissions.contains({ origins: [pattern] }).catch(() => false)) granted.push(pattern);
  }
  const known = await api.scripting.getRegisteredContentScripts({ ids: ["reports"] });
  if (granted.length === 0) {
    if (known.length) await api.scripting.unregisterContentScripts({ ids: ["reports"] });
    return;
  }
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = { id: "reports", js: SCRIPTS, matches: granted, runAt: "document_idle", persistAcrossSessions: true };
  await (known.length ? api.scripting.updateContentScripts([script]) : api.scripting.registerContentScripts([script]));
};
/** Calls of `register` one after the other: two at once would both find nothing registered. @type {Promise<void>} */
let registering = Promise.resolve();
const registerSoon = () => (registering = registering.then(register).catch((error) => console.error(error)));

/** Reads a page because the reader asked. @param {number} tabId */
const read = async (tabId) => {
  const target = { tabId };
  const there = await api.tabs.sendMessage(tabId, { ask: "read" }).catch(() => null);
  if (there) return null;
  await api.scripting.executeScript({ target, files: SCRIPTS });
  await api.tabs.sendMessage(tabId, { ask: "read" });
  return null;
};

/** @type {Record<string, (message: any, sender: chrome.runtime.MessageSender) => Promise<any>>} */
const doings = {
  read: ({ tab }) => read(tab).catch((error) => ({ error: String(error?.message ?? error) })),
  allows: ({ policies }) => ready().then(() => engine.allows(policies)),
  badge: async ({ text }, sender) => {
    if (sender.tab?.id === undefined) return;
    await api.action.setBadgeText({ tabId: sender.tab.id, text });
  },
};

api.runtime.onMessage.addListener((/** @type {any} */ message, /** @type {chrome.runtime.MessageSender} */ sender, /** @type {(answer: any) => void} */ answer) => {
  const doing = sender.id === api.runtime.id && doings[message?.do];
  if (!doing) return false;
  doing(message, sender).then(answer, () => answer(null));
  return true;
});

api.runtime.onConnect.addListener((/** @type {chrome.runtime.Port} */ port) => {
  if (port.name !== "engine") return;
  port.onMessage.addListener(async (/** @type {any} */ request) => {
    try {
      await ready();
      port.postMessage({ plan: engine.plan(request) });
    } catch (error) {
      port.postMessage({ error: String(error) });
    }
  });
});

api.runtime.onInstalled.addListener(({ reason }) => {
  registerSoon();
  if (reason === "install") api.tabs.create({ url: api.runtime.getURL("welcome.html") });
});
api.runtime.onStartup.addListener(registerSoon);
api.permissions.onAdded.addListener(registerSoon);
api.permissions.onRemoved.addListener(registerSoon);
api.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && "settings" in changes) registerSoon();
});
api.commands.onCommand.addListener(async (command) => {
  if (command !== "toggle") return;
  await ready();
  await api.storage.local.set({ settings: engine.toggled(await settings()) });
});
