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
    for (const { name, priority, ranges } of plan.highlights) {
      /** @type {Map<Document, ReturnType<typeof meansOf>>} */
      const means = new Map();
      const mean = (/** @type {Document} */ page) => {
        const known = means.get(page) ?? meansOf(page);
        means.set(page, known);
        return known;
      };
      for (let i = 0; i < ranges.length; i += 4) {
        const startContainer = walk.nodes[ranges[i]];
        const endContainer = walk.nodes[ranges[i + 2]];
        const page = startContainer.ownerDocument;
        if (!page?.defaultView) continue;
        const { highlight, range } = mean(page);
        try {
          highlight.add(range({ startContainer, startOffset: ranges[i + 1], endContainer, endOffset: ranges[i + 3] }));
        } catch {
          // A range that the page made impossible meanwhile costs its own mark only.
        }
      }
      for (const { registry, highlight } of means.values()) {
        highlight.priority = priority;
        registry.set(name, highlight);
        painted.push({ registry, name });
      }
    }
  };
}
