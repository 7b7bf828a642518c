// The style sheets of a marked page. In Firefox, which ends our scripts with the extension and tells nobody, the browser holds them for us: with
// the extension it takes them away too, and what is left in the page then shows it as it was.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** What is adopted stays with the page: text that was folded is shown, and our elements are not. */
  const LEFT = "[data-newsglass-folded=found][hidden]{content-visibility:visible!important}";
  const LEFT_ELEMENT = ":host{display:none!important}";
  /** What the browser holds says otherwise, and before the page's sheets: it is the reader's. */
  const HELD = "\n@media not print{newsglass-fold{display:block!important}}\nnewsglass-card{display:block!important}";

  /** Where our sheet is adopted, and what it says there. @type {Map<Document | ShadowRoot, {sheet: CSSStyleSheet, css: string}>} */
  const sheets = new Map();
  /** What the browser holds for us, the plan's part of it, and in which documents. @type {{css: string, plan: string, pages: Document[]}} */
  let held = { css: "", plan: "", pages: [] };
  let count = 0;
  /** The sheets of our own elements that are to be seen only while it does. @type {Map<ShadowRoot, CSSStyleSheet>} */
  const bound = new Map();

  /** Whether a sheet is one that an extension which went has left here. @param {CSSStyleSheet} sheet */
  const isOld = (sheet) => /^(:root)?::highlight\(newsglass-|^\[data-newsglass-folded/.test(sheet.cssRules[0]?.cssText ?? "");

  /** A sheet that a document or shadow root may adopt; none where that is gone. @param {Document | ShadowRoot} root @param {string} css @returns {CSSStyleSheet | undefined} */
  newsglass.sheetFor = (root, css) => {
    const view = newsglass.dom.view(root.ownerDocument ?? root);
    const sheet = view && new /** @type {any} */ (view).CSSStyleSheet();
    sheet?.replaceSync(css);
    return sheet;
  };

  /** Puts our sheet into a document or shadow root. @param {Document | ShadowRoot} root @param {string} css */
  const adopt = (root, css) => {
    let own = sheets.get(root);
    let adopted = newsglass.dom.sheets(root);
    if (!own) {
      const sheet = newsglass.sheetFor(root, css);
      if (!sheet) return;
      sheets.set(root, (own = { sheet, css }));
      adopted = adopted.filter((/** @type {CSSStyleSheet} */ other) => !isOld(other));
    }
    // What a sheet says anew makes the browser look at the style of every element again.
    if (own.css !== css) own.sheet.replaceSync(css);
    own.css = css;
    if (!adopted.includes(own.sheet)) newsglass.dom.adopt(root, [...adopted, own.sheet]);
  };

  /** Takes our sheet out of a document or shadow root. @param {Document | ShadowRoot} root */
  const strip = (root) => {
    const sheet = sheets.get(root)?.sheet;
    newsglass.ifAlive(() => newsglass.dom.adopt(root, newsglass.dom.sheets(root).filter((/** @type {CSSStyleSheet} */ other) => other !== sheet)));
    sheets.delete(root);
  };

  /** The browser holds nothing: what we adopt is all that there is. */
  const letGo = () => {
    held = { css: "", plan: "", pages: [] };
    for (const sheet of bound.values()) newsglass.ifAlive(() => sheet.replaceSync(""));
    bound.clear();
  };

  /**
   * Has the browser hold the sheet in the documents among these roots, where it does so; to be awaited before `dress`.
   * @param {string} css @param {(Document | ShadowRoot)[]} roots
   */
  newsglass.hold = async (css, roots) => {
    const hold = newsglass.means?.hold;
    if (!hold) return;
    const pages = /** @type {Document[]} */ (roots.filter((root) => !("host" in root)));
    const { css: before, plan, pages: there } = held;
    const same = plan === css && pages.every((page) => there.includes(page));
    // No two alike: a frame that came needs the sheet as well, and elsewhere the new one is there before the old one goes.
    held = { css: same ? before : `${css}${HELD}/*${++count}*/`, plan: css, pages };
    if (!same && !(await hold(held.css, before))) letGo();
  };

  /** Has an element of ours go with the sheet that the browser holds, where it holds one. @param {ShadowRoot} root what is in the element */
  newsglass.bind = (root) => {
    if (!held.css || bound.has(root)) return;
    newsglass.ifAlive(() => {
      const sheet = newsglass.sheetFor(root, LEFT_ELEMENT);
      if (!sheet) return;
      newsglass.dom.adopt(root, [...newsglass.dom.sheets(root), sheet]);
      bound.set(root, sheet);
    });
  };

  /** Puts our sheet into each root of the page, and takes it out of others. @param {string} css @param {(Document | ShadowRoot)[]} roots */
  newsglass.dress = (css, roots) => {
    const there = new Set(roots);
    for (const root of Array.from(sheets.keys())) if (!there.has(root)) strip(root);
    for (const root of Array.from(bound.keys())) if (!root.host.isConnected) bound.delete(root);
    for (const root of roots) newsglass.ifAlive(() => adopt(root, held.css ? LEFT : css));
    if (!held.css) return;
    for (const root of roots) for (const bar of newsglass.dom.all(root, "newsglass-fold")) if (newsglass.ours.has(bar)) newsglass.bind(bar.shadowRoot);
  };

  /** Takes our sheets away. */
  newsglass.undress = () => {
    for (const root of Array.from(sheets.keys())) strip(root);
    if (held.css) newsglass.means?.hold?.("", held.css);
    letGo();
  };
}
