// Our time on the page's thread: work is done in slices, between which the page does its own, and is counted.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** Milliseconds after which work makes room: a step may take as long again, and a slow machine five times that, before anyone feels it. */
  const SLICE = 5;

  /** What we did on this thread, times in milliseconds; only the tests ask. */
  newsglass.work = { readings: 0, reading: false, slices: 0, total: 0, loading: 0, longest: 0, what: "", began: performance.now() };
  const readyState = newsglass.dom.getter(Document.prototype, "readyState");

  /** Does something in one go, and counts it; what had begun before is counted with it. @template T @param {string} what @param {() => T} doing @param {number} [began] @returns {T} */
  newsglass.counted = (what, doing, began = performance.now()) => {
    try {
      return doing();
    } finally {
      const took = performance.now() - began;
      const { work } = newsglass;
      work.slices++;
      work.total += took;
      // What the page waits for until it has loaded.
      if (readyState(document) !== "complete") work.loading += took;
      if (took > work.longest) Object.assign(work, { longest: took, what });
    }
  };

  const channel = new MessageChannel();
  /** Lets the page do what it has to do. Not by a timer where there is a better way: those are slow in tabs behind others. @returns {Promise<unknown>} */
  newsglass.rest = () => {
    const { scheduler } = /** @type {any} */ (globalThis);
    if (scheduler?.yield) return scheduler.yield();
    return new Promise((resolve) => {
      channel.port1.addEventListener("message", resolve, { once: true });
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  };

  /**
   * Does work that yields wherever it may be interrupted, a slice at a time, and gives its result: undefined if it is not wanted any more.
   * @template T @param {string} what @param {Generator<unknown, T>} work @param {() => boolean} wanted @returns {Promise<T | undefined>}
   */
  newsglass.slices = async (what, work, wanted) => {
    for (;;) {
      const step = newsglass.counted(what, () =>
        newsglass.quietly(() => {
          const end = performance.now() + SLICE;
          for (;;) {
            const step = work.next();
            if (step.done || performance.now() >= end) return step;
          }
        }),
      );
      if (step.done) return step.value;
      await newsglass.rest();
      if (!wanted()) return undefined;
    }
  };
}
