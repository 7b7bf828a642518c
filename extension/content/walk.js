// Reads a page as the flat stream of nodes that the engine takes (src/page/stream.rs says what it holds). Nothing is judged here.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  // Injected again, by two requests at once: the older reading ends here, before the first of its parts is replaced.
  newsglass.leave?.();

  const ENTER = 0, TEXT = 1, LEAVE = 2;
  const HIDDEN = 1, EDITABLE = 2, BLOCK = 4, INLINE = 8;
  // The same lists as in src/page/stream.rs; tests/tidy.rs compares them.
  const ATTRIBUTES = [
    "id", "class", "role", "itemprop", "itemtype", "aria-label", "aria-hidden", "hidden", "href", "lang", "dir", "name", "property",
    "content", "datetime", "rel", "type", "pubdate",
  ];
  const UNREAD = new Set([
    "script", "style", "noscript", "template", "textarea", "select", "option", "input", "svg", "math", "canvas", "video", "audio",
    "object", "embed", "iframe",
  ]);

  /** The document of a frame that may be read, or null. @param {Element} element */
  const frameOf = (element) => {
    if (element.localName !== "iframe") return null;
    try {
      const page = /** @type {HTMLIFrameElement} */ (element).contentDocument;
      // Until it has loaded, Firefox hands out the highlights of the page around it.
      return page?.readyState === "complete" ? page : null;
    } catch {
      return null;
    }
  };

  /** How an element is shown: flags of the stream. @param {Element} element @param {boolean} folded whether a fold of ours holds it */
  const flagsOf = (element, folded) => {
    const style = element.ownerDocument.defaultView?.getComputedStyle(element);
    if (!style) return 0;
    const display = style.display;
    // What we fold ourselves counts as shown.
    const ours = newsglass.folded?.(element) ?? false;
    let flags = 0;
    if ((display === "none" && !ours) || style.visibility === "hidden" || style.visibility === "collapse") flags |= HIDDEN;
    if (!folded && !ours && style.contentVisibility === "hidden") flags |= HIDDEN;
    if (/** @type {HTMLElement} */ (element).isContentEditable) flags |= EDITABLE;
    if (display.startsWith("inline")) flags |= INLINE;
    else if (display !== "contents" && display !== "none") flags |= BLOCK;
    return flags;
  };

  /**
   * Reads a document with its open shadow roots and same-origin frames.
   * @param {Document} page
   * @returns {Newsglass.Walk}
   */
  newsglass.walk = (page) => {
    /** @type {number[]} */
    const ops = [];
    const strings = [""];
    const numbers = new Map([["", 0]]);
    /** @type {string[]} */
    const texts = [];
    /** @type {Node[]} */
    const nodes = [];
    /** @type {(Document | ShadowRoot)[]} */
    const roots = [page];
    /** @type {Element | null} */
    let fullest = null;
    let longest = 0;

    const number = (/** @type {string} */ string) => {
      let n = numbers.get(string);
      if (n === undefined) numbers.set(string, (n = strings.push(string) - 1));
      return n;
    };
    const enter = (/** @type {Element} */ element, /** @type {number} */ flags) => {
      nodes.push(element);
      ops.push(ENTER, number(element.localName), flags, 0);
      const count = ops.length - 1;
      for (const name of ATTRIBUTES) {
        const value = element.getAttribute(name);
        if (value === null || (name === "hidden" && newsglass.folded?.(element))) continue;
        ops.push(number(name), number(value));
        ops[count]++;
      }
      if (element.localName === "script" && element.getAttribute("type") === "application/ld+json") {
        ops.push(number("text"), number(element.textContent ?? ""));
        ops[count]++;
      }
    };
    const text = (/** @type {Text} */ node) => {
      nodes.push(node);
      ops.push(TEXT, node.data.length);
      texts.push(node.data);
      if (node.data.length > longest && node.parentElement) {
        longest = node.data.length;
        fullest = node.parentElement;
      }
    };

    // A stack of what is still to do, so that no depth of a page overflows ours: a node to read, or null to leave an element.
    /** @type {(Node | null)[]} */
    const todo = [];
    const later = (/** @type {Node} */ parent) => {
      for (let child = parent.lastChild; child; child = child.previousSibling) todo.push(child);
    };
    let folded = 0;
    /** @type {boolean[]} */
    const open = [];
    later(page);
    while (todo.length) {
      const node = todo.pop();
      if (!node) {
        ops.push(LEAVE);
        if (open.pop()) folded--;
        continue;
      }
      if (node.nodeType === Node.TEXT_NODE) {
        text(/** @type {Text} */ (node));
        continue;
      }
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const element = /** @type {Element} */ (node);
      if (newsglass.ours?.has(element)) {
        if (newsglass.wraps?.has(element)) later(element);
        continue;
      }
      const head = element.localName === "head" || element.parentElement?.localName === "head";
      const flags = head ? 0 : flagsOf(element, folded > 0);
      enter(element, flags);
      todo.push(null);
      const own = newsglass.folded?.(element) ?? false;
      open.push(own);
      if (own) folded++;
      if (flags & (HIDDEN | EDITABLE)) continue;
      const frame = frameOf(element);
      if (frame) {
        roots.push(frame);
        later(frame);
      } else if (!UNREAD.has(element.localName)) {
        const slotted = element.localName === "slot" ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
        if (element.shadowRoot) {
          // What stands in the host itself is shown where a slot of the shadow tree takes it.
          roots.push(element.shadowRoot);
          later(element.shadowRoot);
        } else if (slotted.length) {
          todo.push(...slotted.reverse());
        } else {
          later(element);
        }
      }
    }

    /** @type {string[]} */
    const backgrounds = [];
    /** @type {Element | null} */
    let lit = fullest ?? page.body;
    const ink = lit ? getComputedStyle(lit).color : "";
    for (; lit; lit = lit.parentElement) backgrounds.push(getComputedStyle(lit).backgroundColor);
    return { request: { url: page.URL, ops, strings, text: texts.join(""), backgrounds, ink }, nodes, roots };
  };
}
