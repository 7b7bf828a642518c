// Tells the panel what is on the page, and goes where it points. Reads what paint.js keeps, and touches nothing.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** The marks with their texts and keys, which are those of marks.js, in one pass. @returns {{key: string, text: string, mark: Newsglass.Mark}[]} */
  const keyed = () => {
    /** @type {Map<string, number>} */
    const seen = new Map();
    return newsglass.painted.marks.map((/** @type {Newsglass.Mark} */ mark) => {
      const { startContainer: start, startOffset: from, endContainer: end, endOffset: to } = mark;
      // Most stand in one text node: no range is needed, for which the page would pay.
      const text = start === end ? /** @type {Text} */ (start).data.slice(from, to).replace(/\s+/g, " ").trim() : newsglass.marks.text(mark);
      const name = `${mark.mark.kind} ${text}`;
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      return { key: `${name} ${nth}`, text, mark };
    });
  };

  newsglass.report = {
    /** What is on the page: a `PageReport` of src/message.rs. */
    tell: () => ({
      url: location.href,
      title: document.title,
      state: newsglass.reader.state(),
      actors: newsglass.painted.actors,
      marks: keyed().map(({ key, text, mark }) => ({ key, text, mark: mark.mark })),
    }),
    /** The page's text, and where the marks stand in it: a `Placed` of src/panel/annotation.rs. */
    text: () => {
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
      /** @type {Map<Node, number>} */
      const starts = new Map();
      const parts = [];
      let at = 0;
      for (let node = /** @type {Text | null} */ (nodes.nextNode()); node; node = /** @type {Text | null} */ (nodes.nextNode())) {
        starts.set(node, at);
        parts.push(node.data);
        at += node.length;
      }
      const places = keyed().flatMap(({ key, mark }) => {
        const [start, end] = [starts.get(mark.startContainer), starts.get(mark.endContainer)];
        return start === undefined || end === undefined ? [] : [[key, start + mark.startOffset, end + mark.endOffset]];
      });
      return { text: parts.join(""), places };
    },
    /** Goes to a mark and flashes it; false if it is no longer there. @param {string} key */
    go: async (key) => {
      const found = keyed().find((one) => one.key === key);
      if (!found) return false;
      await newsglass.goTo(found.mark);
      return true;
    },
  };
}
