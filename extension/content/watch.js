// Notices that the page has changed, and says so once things calm down. Our own changes are not reported.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  const WHAT = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "class", "style", "open", "contenteditable"] };

  const { getAnimations } = Document.prototype;

  /**
   * Watches roots; `changed` is called after a calm, no more often than its cost allows.
   * @param {() => void} changed
   */
  newsglass.watch = (changed) => {
    /** Whether the page has changed since it was last read, or is being read. */
    let dirty = false;
    let reading = false;
    /** Nodes that have changed since the reading began: with all that they hold (those that came, went or have another text), or as the
     * parents of such. @type {Map<Node, boolean>} */
    let touched = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let first = 0;
    let last = 0;
    let cost = 0;
    /** @type {WeakSet<Node>} */
    let watched = new WeakSet();

    // Wait for a calm of 200 ms, but not for ever on a page that never rests; and spend less than a tenth of the time.
    const rest = () => Math.max(200, cost * 12);
    const look = () => {
      timer = undefined;
      const now = performance.now();
      const left = rest() - (now - last);
      if (left > 1 && now - first < 3 * rest()) timer = setTimeout(look, left);
      else changed();
    };
    // Called for every change of a page that may change a thousand times a second.
    const note = () => {
      dirty = true;
      last = performance.now();
      if (reading || timer !== undefined) return;
      first = last;
      timer = setTimeout(look, rest());
    };
    /** @param {MutationRecord[]} records */
    const see = (records) => {
      let page = false;
      for (const { type, target, addedNodes, removedNodes } of records) {
        // What happens in what is ours was done by us.
        if (newsglass.ours.has(target) && !newsglass.wraps.has(target)) continue;
        page = true;
        if (!reading || type === "attributes") continue;
        if (!touched.get(target)) touched.set(target, type === "characterData");
        addedNodes.forEach((node) => touched.set(node, true));
        removedNodes.forEach((node) => touched.set(node, true));
      }
      if (page) note();
    };
    // A frame that has loaded is no mutation.
    const loaded = (/** @type {Event} */ { target }) => /** @type {any} */ (target)?.localName === "iframe" && note();
    newsglass.dom.listen(document, "load", loaded, true);
    const observer = new MutationObserver((records) => newsglass.counted("watch", () => see(records)));

    /** Does something to the page that is not reported. @template T @param {() => T} work @returns {T} */
    newsglass.quietly = (work) => {
      see(observer.takeRecords());
      try {
        return work();
      } finally {
        observer.takeRecords();
      }
    };
    return {
      /** @param {Node} root */
      root(root) {
        if (watched.has(root)) return;
        watched.add(root);
        observer.observe(root, WHAT);
      },
      /** The page is being read: what was noticed before is taken care of. */
      reading() {
        observer.takeRecords();
        dirty = false;
        reading = true;
        touched = new Map();
        clearTimeout(timer);
        timer = undefined;
      },
      /** What of the page was changed since the reading began. */
      touched: () => touched,
      /** The reading is over, and what it cost in milliseconds. @param {number} spent */
      done(spent) {
        see(observer.takeRecords());
        cost = spent;
        reading = false;
        touched = new Map();
        if (dirty) note();
        // What fades in or out by style alone was read as it was just then, and no mutation tells that it has come or gone.
        for (const animation of getAnimations.call(document)) {
          if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.addEventListener("finish", note, { once: true });
        }
      },
      stop() {
        observer.disconnect();
        newsglass.dom.unlisten(document, "load", loaded, true);
        clearTimeout(timer);
        watched = new WeakSet();
      },
    };
  };
  newsglass.quietly = (/** @type {() => any} */ work) => work();
}
