// Paints the plan's highlights: CSS Custom Highlights made of static ranges, and the style sheet for them. No node of the page is touched.
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
  /** What is painted now. @type {{registry: HighlightRegistry, name: string}[]} */
  let painted = [];
  /** Where our sheet is adopted. @type {Map<Document | ShadowRoot, CSSStyleSheet>} */
  const sheets = new Map();

  /** Puts our sheet into a document or shadow root. @param {Document | ShadowRoot} root @param {string} css */
  const adopt = (root, css) => {
    let sheet = sheets.get(root);
    const view = (/** @type {Document} */ (root).defaultView ?? root.ownerDocument?.defaultView);
    if (!sheet) {
      if (!view) return;
      sheet = new /** @type {any} */ (view).CSSStyleSheet();
      sheets.set(root, /** @type {CSSStyleSheet} */ (sheet));
    }
    /** @type {CSSStyleSheet} */ (sheet).replaceSync(css);
    const adopted = Array.from(root.adoptedStyleSheets);
    if (!adopted.includes(/** @type {CSSStyleSheet} */ (sheet))) root.adoptedStyleSheets = [...adopted, /** @type {CSSStyleSheet} */ (sheet)];
  };

  /**
   * The classes and the registry of a document. In Firefox what a frame's window shows to a content script is unreliable (its `CSS.highlights`
   * may be those of the page around it), so there the page's own objects are used, which take objects of their own kind only.
   * @param {Document} page
   */
  const meansOf = (page) => {
    const view = /** @type {any} */ (page.defaultView);
    const own = page === document ? globalThis : (view.wrappedJSObject ?? view);
    const foreign = own !== view && own !== globalThis;
    const given = (/** @type {any} */ init) => (foreign ? /** @type {any} */ (globalThis).cloneInto(init, view, { wrapReflectors: true }) : init);
    return { registry: own.CSS.highlights, highlight: new own.Highlight(), range: (/** @type {any} */ init) => new own.StaticRange(given(init)) };
  };

  /** Takes all paint away. */
  newsglass.unpaint = () => {
    for (const { registry, name } of painted) newsglass.ifAlive(() => registry.delete(name));
    painted = [];
    newsglass.painted = { marks: [], actors: [], dark: false, roots: [] };
  };

  /** Takes our sheet out of a document or shadow root. @param {Document | ShadowRoot} root */
  const strip = (root) => {
    const sheet = sheets.get(root);
    newsglass.ifAlive(() => (root.adoptedStyleSheets = Array.from(root.adoptedStyleSheets).filter((other) => other !== sheet)));
    sheets.delete(root);
  };

  /** Takes our sheets away as well. */
  newsglass.undress = () => {
    for (const root of Array.from(sheets.keys())) strip(root);
  };

  /** Paints ranges under one name, in every document that has some. @param {string} name @param {number} priority @param {Newsglass.Place[]} places */
  const highlight = (name, priority, places) => {
    /** @type {Map<Document, ReturnType<typeof meansOf>>} */
    const means = new Map();
    for (const place of places) {
      const page = place.startContainer.ownerDocument;
      if (!page?.defaultView) continue;
      const mean = means.get(page) ?? meansOf(page);
      means.set(page, mean);
      try {
        mean.highlight.add(mean.range(place));
      } catch {
        // A range that the page made impossible meanwhile costs its own mark only.
      }
    }
    for (const { registry, highlight } of means.values()) {
      highlight.priority = priority;
      registry.set(name, highlight);
      painted.push({ registry, name });
    }
  };

  /** Where a range of the plan stands. @param {number[]} range @param {Newsglass.Walk} walk @returns {Newsglass.Place} */
  const placeOf = ([start, from, end, to], { nodes }) => ({ startContainer: nodes[start], startOffset: from, endContainer: nodes[end], endOffset: to });

  /**
   * Paints what the plan says, in place of what was painted before.
   * @param {Newsglass.Plan} plan
   * @param {Newsglass.Walk} walk
   */
  newsglass.paint = (plan, walk) => {
    newsglass.unpaint();
    const there = new Set(walk.roots);
    for (const root of Array.from(sheets.keys())) if (!there.has(root)) strip(root);
    for (const root of walk.roots) adopt(root, plan.css);
    /** @type {Newsglass.Mark[]} */
    const marks = plan.marks.map((mark) => ({ mark, ...placeOf(mark.range, walk), joined: (mark.joined ?? []).map((range) => placeOf(range, walk)) }));
    /** @type {Newsglass.Place[][]} */
    const byHighlight = plan.highlights.map(() => []);
    for (const mark of marks) byHighlight[mark.mark.highlight].push(mark);
    // The last joins quotes to their speakers and cues, where there are any.
    byHighlight.at(-1)?.push(...marks.flatMap(({ joined }) => joined));
    plan.highlights.forEach(({ name, priority }, n) => highlight(name, priority, byHighlight[n]));
    newsglass.painted = { marks, actors: plan.actors, dark: plan.dark, roots: walk.roots };
  };

  /** Brings out the mark that the card speaks of, or none. @param {Newsglass.Mark | null} mark */
  newsglass.bringOut = (mark) => {
    const ACTIVE = "newsglass-active";
    for (const { registry, name } of painted) if (name === ACTIVE) newsglass.ifAlive(() => registry.delete(name));
    painted = painted.filter(({ name }) => name !== ACTIVE);
    if (mark) highlight(ACTIVE, 9, [mark, ...mark.joined]);
  };
}
