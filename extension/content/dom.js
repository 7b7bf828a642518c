// The DOM as the browser made it: in Chromium `form.parentNode` may be a field of that name, and `document.createElement` an image.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  // Injected again, by two requests at once: the older reading ends here, before the first of its parts is replaced.
  newsglass.leave?.();

  /** Reads a property past whatever has its name. @param {object} prototype @param {string} name @returns {(of: any) => any} */
  const getter = (prototype, name) => {
    const get = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
    return (of) => get.call(of);
  };
  /** @typedef {Document | ShadowRoot} Root */
  const nodeType = getter(Node.prototype, "nodeType");
  /** The prototype of a root. @param {Root} root @returns {any} */
  const kind = (root) => (nodeType(root) === Node.DOCUMENT_NODE ? Document : ShadowRoot).prototype;

  newsglass.dom = {
    getter,
    /** The window of a document, null where it has none. */
    view: getter(Document.prototype, "defaultView"),
    active: getter(Document.prototype, "activeElement"),
    /** @param {Document} page @param {string} name */
    make: (page, name) => Document.prototype.createElement.call(page, name),
    /** @param {Document} page @returns {Range} */
    range: (page) => Document.prototype.createRange.call(page),
    /** @param {Root} root @param {string} selector @returns {NodeListOf<Element>} */
    all: (root, selector) => kind(root).querySelectorAll.call(root, selector),
    /** @param {EventTarget} target @param {string} type @param {any} listener @param {any} [how] */
    listen: (target, type, listener, how) => EventTarget.prototype.addEventListener.call(target, type, listener, how),
    /** @param {EventTarget} target @param {string} type @param {any} listener @param {any} [how] */
    unlisten: (target, type, listener, how) => EventTarget.prototype.removeEventListener.call(target, type, listener, how),
    /** The style sheets that a root has adopted. @param {Root} root @returns {CSSStyleSheet[]} */
    sheets: (root) => Array.from(getter(kind(root), "adoptedStyleSheets")(root)),
    /** @param {Root} root @param {CSSStyleSheet[]} sheets */
    adopt: (root, sheets) => Object.getOwnPropertyDescriptor(kind(root), "adoptedStyleSheets")?.set?.call(root, sheets),
  };
}
