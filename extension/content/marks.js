// Finds marks: under a point, by key, next to one another. Reads what paint.js keeps, and touches nothing.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** A live range of a place; let go at once, as the page pays for each. @param {Newsglass.Place} place */
  const rangeOf = (place) => {
    const range = newsglass.dom.range(/** @type {Document} */ (place.startContainer.ownerDocument));
    range.setStart(place.startContainer, place.startOffset);
    range.setEnd(place.endContainer, place.endOffset);
    return range;
  };

  /** What a range tells, or what there is to say of a place that is gone. @template T @param {Newsglass.Place} place @param {(range: Range) => T} tell @param {T} gone @returns {T} */
  const ask = (place, tell, gone) => {
    try {
      return place.startContainer.isConnected ? tell(rangeOf(place)) : gone;
    } catch {
      return gone;
    }
  };
  /** @param {Newsglass.Place} place @returns {string} */
  const text = (place) => ask(place, (range) => range.toString().replace(/\s+/g, " ").trim(), "");
  /** Where a place is to be seen, line by line. @param {Newsglass.Place} place @returns {DOMRect[]} */
  const rects = (place) => ask(place, (range) => Array.from(range.getClientRects()).filter(({ width, height }) => width && height), /** @type {DOMRect[]} */ ([]));

  /** The innermost mark under a point of a document. @param {Document} page @param {number} x @param {number} y @returns {Newsglass.Mark | null} */
  const at = (page, x, y) => {
    const { marks, roots } = newsglass.painted;
    const shadowRoots = roots.filter((/** @type {any} */ root) => root.host);
    const caret = /** @type {any} */ (Document.prototype).caretPositionFromPoint.call(page, x, y, { shadowRoots });
    if (!caret) return null;
    const holds = (/** @type {Newsglass.Mark} */ mark) =>
      mark.startContainer.ownerDocument === page &&
      // Most marks stand in one text, and then the caret does.
      (mark.startContainer !== mark.endContainer || mark.startContainer === caret.offsetNode) &&
      ask(mark, (range) => range.isPointInRange(caret.offsetNode, caret.offset), false);
    // The caret's place is the nearest one; the point itself may be beside the text.
    const under = (/** @type {Newsglass.Mark} */ mark) => rects(mark).some((rect) => rect.left <= x && x < rect.right && rect.top <= y && y < rect.bottom);
    const found = marks.filter((/** @type {Newsglass.Mark} */ mark) => holds(mark) && under(mark));
    return found.sort((/** @type {Newsglass.Mark} */ a, /** @type {Newsglass.Mark} */ b) => text(a).length - text(b).length)[0] ?? null;
  };

  /** Content and occurrence: the same mark has the same key when the page is read again. @param {Newsglass.Mark} mark */
  const key = (mark) => {
    const named = (/** @type {Newsglass.Mark} */ other) => `${other.mark.kind} ${text(other)}`;
    const name = named(mark);
    let nth = 0;
    for (const other of newsglass.painted.marks) {
      if (other === mark) break;
      if (other.mark.kind === mark.mark.kind && named(other) === name) nth++;
    }
    return `${name} ${nth}`;
  };

  /** Whether stepping passes a mark: not what nobody sees, nor what stands in a closed fold only because it stands elsewhere. @param {Newsglass.Mark} mark */
  const passable = (mark) => (newsglass.holdsFolded?.(mark.startContainer) ? !mark.mark.repeated : rects(mark).length > 0);

  /** The marks of the same actor, else of the same kind, in page order, that can be gone to. @param {Newsglass.Mark} mark @returns {Newsglass.Mark[]} */
  const alike = (mark) => {
    const { kind, actor } = /** @type {any} */ (mark.mark);
    const same = (/** @type {any} */ other) => (actor && !quote(other) && !quote(mark.mark) ? other.actor === actor : other.kind === kind);
    return newsglass.painted.marks.filter((/** @type {Newsglass.Mark} */ other) => other === mark || (same(other.mark) && passable(other)));
  };
  const quote = (/** @type {any} */ mark) => mark.joined !== undefined || mark.words?.some((/** @type {string[]} */ [name]) => name === "speaker");

  newsglass.marks = { at, key, text, rects, alike, passable };
}
