// Ties the hands to the extension: settings from storage, questions from the popup, the badge, and leaving cleanly after an update.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));
  const api = globalThis.browser ?? globalThis.chrome;

  // Injected again: by "read this page" after an update, or twice by the browser. The newest takes over.
  newsglass.leave?.();

  /** Whether the extension that injected us is still there. */
  const orphaned = () => {
    try {
      return !api.runtime?.id;
    } catch {
      return true;
    }
  };

  const changed = (/** @type {any} */ changes, /** @type {string} */ area) => {
    if (area === "local" && "settings" in changes) newsglass.reader.refresh();
  };
  const asked = (/** @type {any} */ message, /** @type {any} */ _sender, /** @type {(answer: any) => void} */ answer) => {
    if (message?.ask === "state") answer(newsglass.reader.state());
    if (message?.ask === "show-all") {
      newsglass.showAll();
      answer(newsglass.reader.state());
    }
    if (message?.ask === "read") {
      newsglass.reader.ask().then(() => answer(newsglass.reader.state()));
      return true;
    }
    return false;
  };

  newsglass.leave = () => {
    newsglass.reader.stop();
    clearInterval(pulse);
    try {
      api.storage.onChanged.removeListener(changed);
      api.runtime.onMessage.removeListener(asked);
    } catch {
      // An orphan's listeners are gone already.
    }
    newsglass.leave = undefined;
  };
  // Nothing tells a content script that its extension was updated or removed.
  const pulse = setInterval(() => orphaned() && newsglass.leave?.(), 5000);

  api.storage.onChanged.addListener(changed);
  api.runtime.onMessage.addListener(asked);
  newsglass.reader.start({
    root: document,
    asked: false,
    plan: newsglass.host,
    settings: async () => (await api.storage.local.get("settings")).settings ?? null,
    told: (/** @type {any} */ _state, /** @type {string | undefined} */ badge) => {
      if (badge !== undefined && !orphaned()) api.runtime.sendMessage({ do: "badge", text: badge }).catch(() => {});
    },
  });
}
