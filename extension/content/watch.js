// Notices that the page has changed, and says so once things calm down. Our own changes are not reported.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  const WHAT = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "class", "style", "open", "contenteditable"] };

  /**
   * Watches roots; `changed` is called after a calm, no more often than its cost allows.
   * @param {() => Promise<void>} changed
   */
  newsglass.watch = (changed) => {
    let dirty = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let first = 0;
    let cost = 0;
    /** @type {WeakSet<Node>} */
    let watched = new WeakSet();

    const look = async () => {
      timer = undefined;
      dirty = false;
      first = 0;
      const began = performance.now();
      await changed();
      cost = performance.now() - began;
    };
    const note = () => {
      dirty = true;
      const now = performance.now();
      first ||= now;
      // Wait for a calm of 200 ms, but not for ever on a page that never rests; and spend at most about a twentieth of the time.
      const rest = Math.max(200, cost * 20);
      if (timer !== undefined && now - first > 5 * rest) return;
      clearTimeout(timer);
      timer = setTimeout(look, rest);
    };
    /** Whether the page did it, not us. @param {MutationRecord} record */
    const page = ({ target }) => !newsglass.ours.has(target) || newsglass.wraps.has(target);
    // A frame that has loaded is no mutation.
    const loaded = (/** @type {Event} */ { target }) => /** @type {any} */ (target)?.localName === "iframe" && note();
    document.addEventListener("load", loaded, true);
    const observer = new MutationObserver((records) => records.some(page) && note());

    /** Does something to the page that is not reported. @template T @param {() => T} work @returns {T} */
    newsglass.quietly = (work) => {
      if (observer.takeRecords().some(page)) note();
      try {
        return work();
      } finally {
        observer.takeRecords();
      }
    };
    return {
      /** @param {Node[]} roots */
      roots(roots) {
        for (const root of roots) {
          if (watched.has(root)) continue;
          watched.add(root);
          observer.observe(root, WHAT);
        }
      },
      /** The page is being read: what was noticed before is taken care of. */
      reading() {
        observer.takeRecords();
        dirty = false;
        first = 0;
        clearTimeout(timer);
        timer = undefined;
      },
      /** Whether the page has changed since it was last read. */
      stale() {
        if (observer.takeRecords().some(page)) note();
        return dirty;
      },
      stop() {
        observer.disconnect();
        document.removeEventListener("load", loaded, true);
        clearTimeout(timer);
        watched = new WeakSet();
      },
    };
  };
  newsglass.quietly = (/** @type {() => any} */ work) => work();
}
