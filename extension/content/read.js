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

  /** Takes everything of ours off the page. */
  const clear = () =>
    newsglass.quietly(() => {
      newsglass.dropCard();
      newsglass.unpaint();
      newsglass.undress();
      newsglass.unfold();
    });

  /** Reads the page and does what the plan says. */
  const refresh = async () => {
    if (!means) return;
    const mine = ++turn;
    const settings = await means.settings();
    if (settings?.enabled === false) {
      // Off is off: the page is not even walked.
      if (mine !== turn) return;
      clear();
      state = { status: "off" };
      means.told?.(state, "");
      return;
    }
    for (let tries = 0; ; tries++) {
      if (!means || mine !== turn) return;
      /** @type {Newsglass.Walk} */
      let walk;
      /** @type {Newsglass.Plan} */
      let plan;
      try {
        newsglass.quietly(newsglass.dropCopies);
        watcher.reading();
        walk = newsglass.walk(means.root);
        watcher.roots(walk.roots);
        newsglass.mindFolds(walk.roots);
        newsglass.mindCard(walk.roots);
        plan = await means.plan({ ...walk.request, settings, asked: means.asked });
      } catch (error) {
        if (mine !== turn) return;
        clear();
        state = { error: String(error instanceof Error ? error.message : error) };
        means.told?.(state, "");
        return;
      }
      if (!means || mine !== turn) return;
      // What changed while the engine thought would be marked in the wrong place: read it again, thrice at most.
      if (watcher.stale() && tries < 3) continue;
      newsglass.quietly(() => {
        newsglass.fold(plan, walk);
        if (plan.state.status !== "marked") return clear();
        newsglass.paint(plan, walk);
        newsglass.followCard();
      });
      state = { ...plan.state, bars: newsglass.bars() };
      means.told?.(state, plan.badge ? newsglass.say(plan.badge) : "");
      return;
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
    /** Stops, and takes everything of ours off the page. */
    stop() {
      turn++;
      means = null;
      watcher?.stop();
      watcher = null;
      clear();
      newsglass.unmindFolds();
      newsglass.unmindCard();
      state = {};
    },
    /** What was found: the plan's state. */
    state: () => state,
  };
}
