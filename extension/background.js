// The background: the engine's second home, injection into tabs, the badge. Keeps no state: it may be stopped at any time.
import initEngine, * as engine from "./engine/engine.js";
import initUi, * as ui from "./ui/ui.js";
import "./content/say.js";

const api = globalThis.browser ?? globalThis.chrome;
const SCRIPTS = ["dom", "pace", "say", "walk", "dress", "paint", "marks", "fold", "card", "watch", "read", "report", "host", "main"].map((name) => `content/${name}.js`);

/** Each module is loaded when it is first needed. @type {Record<string, Promise<any>>} */
const loading = {};
const engineReady = () => (loading.engine ??= initEngine());
const uiReady = () => (loading.ui ??= initUi());
const settings = async () => (await api.storage.local.get("settings")).settings ?? null;

/** Registers the content scripts for the sites that the reader chose and the browser granted. */
const register = async () => {
  await uiReady();
  const wanted = ui.sites(await settings());
  const granted = [];
  for (let i = 0; i < wanted.length; i += 2) {
    // What the browser takes for no pattern costs its own site only.
    if (await api.permissions.contains({ origins: [wanted[i + 1]] }).catch(() => false)) granted.push(wanted[i]);
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

/** Changes the settings as a page asks; answers with what was done and the way back. @param {any} what */
const change = async (what) => {
  await uiReady();
  const { items, done } = ui.changed(await settings(), what);
  await api.storage.local.set(items);
  return done;
};

/** Has the browser hold a style sheet in a tab's page and its frames, in place of the one before, for as long as the extension is there. @param {number} tabId @param {string} css @param {string} before */
const hold = async (tabId, css, before) => {
  const sheet = (/** @type {string} */ css) => ({ target: { tabId, allFrames: true }, css, origin: /** @type {const} */ ("USER") });
  if (css) await api.scripting.insertCSS(sheet(css));
  if (before) await api.scripting.removeCSS(sheet(before));
  return true;
};

/** @param {chrome.runtime.MessageSender} sender */
const isOurPage = (sender) => sender.url?.startsWith(api.runtime.getURL("")) ?? false;

/** What messages may ask for, from whom: our own pages alone, or the hands in a visited page too. @type {Record<string, (message: any, sender: chrome.runtime.MessageSender) => Promise<any>>} */
const doings = {
  read: async ({ tab }, sender) => (isOurPage(sender) ? read(tab).catch((error) => ({ error: String(error?.message ?? error) })) : null),
  engine: async ({ policies }, { tab, frameId }) => {
    await uiReady();
    if (tab?.id === undefined || !ui.allows(policies)) return false;
    await api.scripting.executeScript({ target: { tabId: tab.id, frameIds: [frameId ?? 0] }, files: ["engine/injected.js"] });
    return true;
  },
  say: async ({ plan }) => say(plan),
  hold: ({ css, before }, { tab }) => hold(tab?.id ?? -1, css, before),
  card: ({ of }) => uiReady().then(() => ui.card(of)),
  change: ({ change: what }) => change(what),
  badge: async ({ text }, sender) => {
    if (sender.tab?.id === undefined || typeof text !== "string") return;
    await api.action.setBadgeText({ tabId: sender.tab.id, text });
  },
};

api.runtime.onMessage.addListener((/** @type {any} */ message, /** @type {chrome.runtime.MessageSender} */ sender, /** @type {(answer: any) => void} */ answer) => {
  if (sender.id !== api.runtime.id || !Object.hasOwn(doings, message?.do)) return false;
  doings[message.do](message, sender).then(answer, () => answer(null));
  return true;
});

newsglass.means = { message: (/** @type {string} */ key, /** @type {string[]} */ put) => api.i18n.getMessage(key, put), language: api.i18n.getUILanguage() };
/** Says a plan's messages in the reader's language: in each new page the browser would take long to have its words and numbers ready. @param {any} plan */
const say = (plan) => {
  const { badge, folds } = plan;
  const messages = folds.flatMap((/** @type {any} */ { label, why, show, hide }) => [label, why, show, hide]);
  for (const message of badge ? [badge, ...messages] : messages) message.said = newsglass.say(message);
  plan.tongue = newsglass.tongue();
  return plan;
};

/** Marks that cross in one message: the page takes each in a task of its own. */
const PIECE = 500;

api.runtime.onConnect.addListener((/** @type {chrome.runtime.Port} */ port) => {
  if (port.name !== "engine") return;
  /** Long parts of the request come in pieces, before the rest. @type {any} */
  const parts = { ops: [], strings: [], text: [] };
  port.onMessage.addListener(async (/** @type {any} */ { name, part, ...rest }) => {
    if (name) {
      parts[name]?.push(part);
      return;
    }
    try {
      await engineReady();
      /** @type {any} */
      const request = { ...rest, ops: parts.ops.flat(), strings: parts.strings.flat(), text: parts.text.join("") };
      const began = performance.now();
      if (engine.has_own(request)) {
        await uiReady();
        const [text, blocks] = engine.texts(request);
        request.own = ui.own(request.settings, text, blocks);
      }
      const plan = engine.plan(request);
      say(plan);
      plan.took = performance.now() - began;
      for (const name of /** @type {("marks" | "actors")[]} */ (["marks", "actors"])) {
        for (let at = 0; at < plan[name].length; at += PIECE) port.postMessage({ name, part: plan[name].slice(at, at + PIECE) });
        plan[name] = [];
      }
      port.postMessage({ plan });
    } catch (error) {
      port.postMessage({ error: String(error) });
    }
  });
});

/** Opens the panel in a window. Browsers allow it only in the very turn of the reader's click or key. @param {number | undefined} windowId */
const openPanel = async (windowId) => {
  const { sidebarAction } = /** @type {any} */ (api);
  await (sidebarAction ? sidebarAction.open() : api.sidePanel.open({ windowId: windowId ?? -1 }));
};

/** The entries of the context menu, by id. @type {Record<string, {title: string, contexts: any, act: (info: any, tab: number, windowId: number) => Promise<any>}>} */
const menu = {
  mark: { title: "extMenuMark", contexts: ["selection"], act: ({ selectionText }, tab) => change({ word: selectionText }).then(() => read(tab)) },
  read: { title: "extMenuRead", contexts: ["page"], act: (_info, tab) => read(tab) },
  panel: { title: "extMenuPanel", contexts: ["page", "action"], act: (_info, _tab, windowId) => openPanel(windowId) },
};
api.contextMenus.onClicked.addListener((info, tab) => {
  if (tab?.id !== undefined) menu[info.menuItemId]?.act(info, tab.id, tab.windowId).catch((error) => console.error(error));
});

/** Makes the entries, at each start anew: the browser's language may be another one. */
const makeMenu = async () => {
  await api.contextMenus.removeAll();
  for (const [id, { title, contexts }] of Object.entries(menu)) api.contextMenus.create({ id, title: api.i18n.getMessage(title), contexts });
};

api.runtime.onInstalled.addListener(async ({ reason }) => {
  registerSoon();
  await makeMenu();
  if (reason === "install") api.tabs.create({ url: api.runtime.getURL("welcome.html") });
});
api.runtime.onStartup.addListener(() => {
  registerSoon();
  makeMenu();
});
api.permissions.onAdded.addListener(registerSoon);
api.permissions.onRemoved.addListener(registerSoon);
/** Keeps the browser's account and the settings in step, where the reader wants that. @param {any} arrived what another device wrote, if anything */
const synchronise = async (arrived) => {
  await uiReady();
  const now = await settings();
  const taken = arrived && ui.from_sync(now, arrived);
  if (taken) return api.storage.local.set(taken);
  const look = ui.to_sync(now);
  if (look && JSON.stringify(look) !== JSON.stringify((await api.storage.sync.get("look")).look)) await api.storage.sync.set({ look });
};
api.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && "settings" in changes) {
    registerSoon();
    synchronise(null).catch((error) => console.error(error));
  }
  if (area === "sync" && changes.look?.newValue) synchronise(changes.look.newValue).catch((error) => console.error(error));
});
/** What the keys of the manifest's commands do. @type {Record<string, (tab: number) => Promise<any>>} */
const commands = {
  toggle: async () => {
    await uiReady();
    await api.storage.local.set(ui.toggled(await settings()));
  },
  next: (tab) => api.tabs.sendMessage(tab, { ask: "step", by: 1 }),
  previous: (tab) => api.tabs.sendMessage(tab, { ask: "step", by: -1 }),
  read,
};
api.commands.onCommand.addListener(async (command, tab) => {
  if (command === "panel") return openPanel(tab?.windowId).catch((error) => console.error(error));
  const id = tab?.id ?? (await api.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  // Where there is nobody to hear it, the page was not read.
  await commands[command]?.(id ?? -1).catch(() => null);
});
