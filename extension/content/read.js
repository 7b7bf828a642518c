// The circle of reading: walk the page, ask the engine, paint and fold, watch for changes. Knows no extension: the demo page uses it too.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** What the hands were given. @type {Newsglass.Means | null} */
  let means = null;
  Object.defineProperty(newsglass, "means", { configurable: true, get: () => means });
  /** @type {any} */
  let watcher = null;
  /** @type {any} */
  let state = {};
  /** Numbers each reading, so that a late answer to an old one is dropped. */
  let turn = 0;

  /** What is a page, and what a browser shows as one: no picture, no film, no PDF. */
  const PAGE = /^text\/|^application\/(.+\+)?(xml|json)$/;
  const contentType = newsglass.dom.getter(Document.prototype, "contentType");

  /** Readings of a page that changes meanwhile, until one is used whatever has changed. */
  const TRIES = 3;

  /** Takes everything of ours off the page but the sheets. */
  const bare = () =>
    newsglass.quietly(() => {
      newsglass.dropCard();
      newsglass.unpaint();
      newsglass.unfold();
    });
  /** Takes everything of ours off the page. */
  const clear = () => {
    bare();
    newsglass.undress();
  };

  /** Says what became of the page. @param {any} now @param {string} badge */
  const tell = (now, badge) => {
    state = now;
    newsglass.work.reading = false;
    means?.told?.(state, badge);
  };

  /** What is done with each root before it is read. @param {Document | ShadowRoot} root */
  const found = (root) => {
    watcher.root(root);
    newsglass.ifAlive(() => newsglass.dropCopies(root));
  };

  /**
   * Walks the page and asks the engine. What changes meanwhile would be marked in the wrong place, so that it is read again, but not for ever.
   * @param {any} settings @param {() => boolean} wanted
   * @returns {Promise<{walk: Newsglass.Walk, plan: Newsglass.Plan} | undefined>}
   */
  const reading = async (settings, wanted) => {
    for (let tries = 0; means; tries++) {
      watcher.reading();
      /** @type {Newsglass.Walk | undefined} */
      const walk = await newsglass.slices("walk", newsglass.walk(means.root, found), wanted);
      if (!walk || !wanted()) return;
      if (tries < TRIES && watcher.touched().size) continue;
      newsglass.mindFolds(walk.roots);
      newsglass.mindCard(walk.roots);
      const plan = await means.plan({ ...walk.request, settings, asked: means.asked });
      if (!wanted()) return;
      spent += plan.took ?? 0;
      if (tries >= TRIES || !watcher.touched().size) return { walk, plan };
    }
  };
  /** What this reading cost beside our own slices. */
  let spent = 0;

  /** Reads the page and does what the plan says. */
  const refresh = async () => {
    if (!means) return;
    const mine = ++turn;
    const wanted = () => means !== null && mine === turn;
    const settings = await means.settings();
    if (!wanted()) return;
    if (settings?.enabled === false) {
      // Off is off: the page is not even walked.
      clear();
      return tell({ status: "off" }, "");
    }
    if (!PAGE.test(contentType(document))) return tell({ status: "viewer" }, "");
    const before = newsglass.work.total;
    newsglass.work.readings++;
    newsglass.work.reading = true;
    spent = 0;
    try {
      const read = await reading(settings, wanted);
      if (!read) return;
      const { walk, plan } = read;
      const begin = newsglass.counted("look", () => newsglass.inView(plan, walk));
      await newsglass.slices("fold", newsglass.fold(plan, walk, watcher.touched), wanted);
      if (!wanted()) return;
      if (plan.state.status === "marked") {
        await newsglass.hold(plan.css, walk.roots);
        if (!wanted()) return;
        await newsglass.slices("paint", newsglass.paint(plan, walk, (/** @type {Node} */ node) => watcher.touched().has(node), begin), wanted);
        if (!wanted()) return;
        newsglass.counted("card", () => newsglass.quietly(newsglass.followCard));
      } else {
        newsglass.counted("clear", clear);
      }
      newsglass.counted("tell", () => tell({ ...plan.state, bars: newsglass.bars() }, plan.badge ? newsglass.say(plan.badge) : ""));
    } catch (error) {
      if (!wanted()) return;
      clear();
      tell({ error: String(error instanceof Error ? error.message : error) }, "");
    } finally {
      if (wanted()) watcher.done(newsglass.work.total - before + spent);
    }
  };

  newsglass.reader = {
    /** Starts reading. @param {Newsglass.Means} with_ */
    async start(with_) {
      newsglass.reader.stop();
      means = with_;
      watcher = newsglass.watch(refresh);
      newsglass.changed = () => means?.told?.(state, undefined);
      await refresh();
    },
    /** Reads with other settings: what they fold goes at once, in view or not. */
    async refresh() {
      newsglass.forgetSeen();
      await refresh();
    },
    /** Marks everything from now on, report or not. */
    async ask() {
      if (!means) return;
      means.asked = true;
      await newsglass.reader.refresh();
    },
    /** Takes what is to be seen of ours off the page until it is read again. */
    pause() {
      turn++;
      bare();
    },
    /** Stops, and takes everything of ours off the page. */
    stop() {
      turn++;
      watcher?.stop();
      watcher = null;
      clear();
      means = null;
      newsglass.unmindFolds();
      newsglass.unmindCard();
      state = {};
    },
    /** What was found: the plan's state. */
    state: () => state,
  };
}
