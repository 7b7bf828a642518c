// Paints the plan's highlights: CSS Custom Highlights made of static ranges. No node of the page is touched.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** Does something to a node or frame, unless that is gone: Firefox throws at any touch of what was in a frame that is. @param {() => void} work */
  newsglass.ifAlive = (work) => {
    try {
      work();
    } catch {
      // With its frame, what was ours there went too.
    }
  };

  /** The marks on the page, in its order, with what the plan says of them. @type {Newsglass.Painted} */
  newsglass.painted = { marks: [], actors: [], dark: false, roots: [] };
  /** What is painted now. @type {{registry: HighlightRegistry, name: string, highlight: Highlight}[]} */
  let painted = [];
  /**
   * The classes and the registry of a document. In Firefox what a frame's window shows to a content script is unreliable (its `CSS.highlights`
   * may be those of the page around it), so there the page's own objects are used, which take objects of their own kind only.
   * @param {Document} page
   */
  const meansOf = (page) => {
    const view = newsglass.dom.view(page);
    const own = page === document ? globalThis : (view.wrappedJSObject ?? view);
    const foreign = own !== view && own !== globalThis;
    const given = (/** @type {any} */ init) => (foreign ? /** @type {any} */ (globalThis).cloneInto(init, view, { wrapReflectors: true }) : init);
    return { registry: own.CSS.highlights, highlight: new own.Highlight(), range: (/** @type {any} */ init) => new own.StaticRange(given(init)) };
  };

  /** Documents that hold nothing more of an extension that went, as Firefox ends its scripts at once. @type {WeakSet<Document>} */
  const cleaned = new WeakSet();
  /** Takes out what has our names in a document before we paint there. @param {Document} page */
  const clean = (page) => {
    if (cleaned.has(page)) return;
    cleaned.add(page);
    newsglass.ifAlive(() => {
      const view = newsglass.dom.view(page);
      // The page's own object, as Firefox lets nobody else go through its names.
      const { highlights } = (view.wrappedJSObject ?? view).CSS;
      for (const name of Array.from(highlights.keys())) if (/^newsglass-/.test(name)) highlights.delete(name);
    });
  };

  /** Takes all paint away. */
  newsglass.unpaint = () => {
    for (const { registry, name } of painted) newsglass.ifAlive(() => registry.delete(name));
    painted = [];
    newsglass.painted = { marks: [], actors: [], dark: false, roots: [] };
  };

  /** Puts back what the page took out of the registry. Says whether anything was missing. */
  newsglass.repaint = () => {
    let missing = false;
    for (const { registry, name, highlight } of painted) {
      newsglass.ifAlive(() => {
        if (registry.get(name) === highlight) return;
        missing = true;
        registry.set(name, highlight);
      });
    }
    return missing;
  };

  /**
   * A highlight that is filled bit by bit, in every document that has some of its places.
   * @param {string} name @param {number} priority
   */
  const brush = (name, priority) => {
    /** @type {Map<Document, (ReturnType<typeof meansOf>) | null>} */
    const means = new Map();
    let shown = false;
    const show = (/** @type {ReturnType<typeof meansOf>} */ { registry, highlight }) => {
      registry.set(name, highlight);
      painted.push({ registry, name, highlight });
    };
    return {
      /** @param {Newsglass.Place} place */
      add(place) {
        // A range that the page made impossible meanwhile costs its own mark only, and a frame that went or lies its own marks.
        newsglass.ifAlive(() => {
          const page = place.startContainer.ownerDocument;
          if (!page || !newsglass.dom.view(page)) return;
          let mean = means.get(page);
          if (mean === undefined) {
            means.set(page, null);
            mean = meansOf(page);
            mean.highlight.priority = priority;
            means.set(page, mean);
            if (shown) show(mean);
          }
          mean?.highlight.add(mean.range(place));
        });
      },
      /** From now on it is to be seen, in place of what had its name. */
      show() {
        shown = true;
        for (const mean of means.values()) newsglass.ifAlive(() => mean && show(mean));
      },
    };
  };

  /** Where a range of the plan stands. @param {number[]} range @param {Newsglass.Walk} walk @returns {Newsglass.Place} */
  const placeOf = ([start, from, end, to], { nodes }) => ({ startContainer: nodes[start], startOffset: from, endContainer: nodes[end], endOffset: to });

  /** Marks that are painted in one go: more than a window shows. */
  const FIRST = 400;

  /**
   * The mark to begin with, so that what is in view is painted first. To be asked before folds and our sheet change the page: afterwards the
   * browser would have to lay it out for the answer, here and now.
   * @param {Newsglass.Plan} plan @param {Newsglass.Walk} walk
   */
  newsglass.inView = (plan, walk) => {
    let begin = 0;
    if (plan.marks.length <= FIRST) return begin;
    newsglass.ifAlive(() => {
      const { offsetNode } = /** @type {any} */ (Document.prototype).caretPositionFromPoint.call(walk.roots[0], innerWidth / 2, innerHeight / 2);
      const node = walk.nodes.indexOf(offsetNode);
      begin = Math.max(0, plan.marks.findIndex(({ range }) => range[0] >= node) - FIRST / 2);
    });
    return begin;
  };

  /**
   * Paints what the plan says, in place of what was painted before: first what is in view, the rest bit by bit.
   * @param {Newsglass.Plan} plan
   * @param {Newsglass.Walk} walk
   * @param {(node: Node) => boolean} touched whether the page changed a text since it was read: what was found in it is not painted
   * @param {number} [begin] the mark to begin with
   * @returns {Generator<undefined, void>}
   */
  newsglass.paint = function* (plan, walk, touched, begin = 0) {
    newsglass.dress(plan.css, walk.roots);
    /** @type {Newsglass.Mark[]} */
    const marks = [];
    for (const mark of plan.marks) {
      marks.push({ mark, ...placeOf(mark.range, walk), joined: (mark.joined ?? []).map((range) => placeOf(range, walk)) });
      if (marks.length % 64 === 0) yield;
    }
    const brushes = plan.highlights.map(({ name, priority }) => brush(name, priority));
    const add = (/** @type {ReturnType<typeof brush> | undefined} */ with_, /** @type {Newsglass.Place} */ place) => {
      if (!touched(place.startContainer) && !touched(place.endContainer)) with_?.add(place);
    };
    yield;
    for (let n = 0; n < marks.length || n === 0; n++) {
      const mark = marks[(begin + n) % marks.length];
      if (mark) {
        add(brushes[mark.mark.highlight], mark);
        // The last joins quotes to their speakers and cues, where there are any.
        for (const place of mark.joined) add(brushes.at(-1), place);
      }
      if (n === Math.min(FIRST, marks.length - 1) || !mark) {
        newsglass.unpaint();
        for (const root of walk.roots) if (!("host" in root)) clean(root);
        for (const one of brushes) one.show();
        newsglass.painted = { marks, actors: plan.actors, dark: plan.dark, roots: walk.roots };
      }
      if (n >= FIRST && n % 32 === 0) yield;
    }
  };

  /** Brings out the mark that the card speaks of, or none. @param {Newsglass.Mark | null} mark */
  newsglass.bringOut = (mark) => {
    const ACTIVE = "newsglass-active";
    for (const { registry, name } of painted) if (name === ACTIVE) newsglass.ifAlive(() => registry.delete(name));
    painted = painted.filter(({ name }) => name !== ACTIVE);
    if (!mark) return;
    const active = brush(ACTIVE, 9);
    for (const place of [mark, ...mark.joined]) active.add(place);
    active.show();
  };
}
