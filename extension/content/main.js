// Ties the hands to the extension: settings from storage, questions from the popup, the badge, and leaving cleanly after an update.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));
  const api = globalThis.browser ?? globalThis.chrome;

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
    if (message?.ask === "work") answer(newsglass.work);
    if (message?.ask === "show-all") {
      newsglass.showAll();
      answer(newsglass.reader.state());
    }
    if (message?.ask === "report") answer(newsglass.report.tell());
    if (message?.ask === "text") answer(newsglass.report.text());
    if (message?.ask === "go") {
      newsglass.report.go(message.key).then(answer);
      return true;
    }
    if (message?.ask === "step") {
      newsglass.step(message.by, message.kind).then(answer);
      return true;
    }
    if (message?.ask === "read") {
      newsglass.asked = true;
      started.then(newsglass.reader.ask).then(() => answer(newsglass.reader.state()));
      return true;
    }
    return false;
  };

  /** The panels that show this page; they hear when it was read again. @type {Set<chrome.runtime.Port>} */
  const panels = new Set();
  const joined = (/** @type {chrome.runtime.Port} */ port) => {
    if (port.name !== "panel") return;
    panels.add(port);
    // What was read between the panel's question and now.
    port.postMessage({});
    port.onDisconnect.addListener(() => panels.delete(port));
  };

  newsglass.leave = () => {
    newsglass.reader.stop();
    for (const panel of panels) panel.disconnect();
    clearInterval(pulse);
    removeEventListener("pageshow", back);
    removeEventListener("pagehide", away);
    newsglass.dom.unlisten(document, ARRIVED, leaveOrphaned);
    try {
      api.storage.onChanged.removeListener(changed);
      api.runtime.onMessage.removeListener(asked);
      api.runtime.onConnect.removeListener(joined);
    } catch {
      // An orphan's listeners are gone already.
    }
    newsglass.leave = undefined;
  };
  // Nothing tells a content script that its extension was updated or removed, and in Firefox it ends there and then (see dress.js).
  const leaveOrphaned = () => orphaned() && newsglass.leave?.();
  // Nothing tells it either that a page took our highlights: each time that they are put back, it waits twice as long.
  let pulses = 0;
  let mended = 1;
  const beat = () => {
    leaveOrphaned();
    if (++pulses % mended === 0 && newsglass.repaint()) mended *= 2;
  };
  const pulse = setInterval(beat, 5000);
  // The scripts of the updated extension live in a world of their own: an orphan must be gone before they paint under the same names.
  const ARRIVED = "newsglass-arrived";
  EventTarget.prototype.dispatchEvent.call(document, new Event(ARRIVED));
  newsglass.dom.listen(document, ARRIVED, leaveOrphaned);

  /** What the badge says; the background is not woken to hear it again. @type {string | undefined} */
  let said;
  /** A page that comes back from the browser's cache heard of no change meanwhile. @param {PageTransitionEvent} event */
  const back = (event) => {
    if (!event.persisted) return;
    said = undefined;
    newsglass.reader.refresh();
  };
  addEventListener("pageshow", back);
  /** Nor would it hear there that it has ended with the extension, and the browser forgets our sheets in it. @param {PageTransitionEvent} event */
  const away = (event) => event.persisted && newsglass.firefox && newsglass.reader.pause();
  addEventListener("pagehide", away);

  api.storage.onChanged.addListener(changed);
  api.runtime.onMessage.addListener(asked);
  api.runtime.onConnect.addListener(joined);
  /** What the hands are given here. @type {Newsglass.Means} */
  const means = {
    root: document,
    asked: newsglass.asked ?? false,
    plan: newsglass.host,
    // Chromium leaves an orphan the time to put the page back itself.
    hold: newsglass.firefox ? (/** @type {string} */ css, /** @type {string} */ before) => api.runtime.sendMessage({ do: "hold", css, before }).catch(() => false) : undefined,
    card: (/** @type {any} */ of) => api.runtime.sendMessage({ do: "card", of }).catch(() => null),
    change: (/** @type {any} */ change) => api.runtime.sendMessage({ do: "change", change }).catch(() => null),
    message: (/** @type {string} */ key, /** @type {string[]} */ put) => api.i18n.getMessage(key, put),
    language: api.i18n.getUILanguage(),
    settings: async () => (await api.storage.local.get("settings")).settings ?? null,
    told: (/** @type {any} */ _state, /** @type {string | undefined} */ badge) => {
      for (const panel of panels) panel.postMessage({});
      if (badge === undefined || badge === said || orphaned()) return;
      said = badge;
      api.runtime.sendMessage({ do: "badge", text: badge }).catch(() => {});
    },
  };
  // To be loaded costs the page too. What our scripts begin is another task than they are, as both are long on slow machines.
  newsglass.counted("scripts", () => {}, newsglass.work.began);
  const started = newsglass.rest().then(() => {
    if (newsglass.leave) newsglass.counted("start", () => newsglass.reader.start(means));
  });
}
