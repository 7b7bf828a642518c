// Reads a page as the flat stream of nodes that the engine takes (src/page/stream.rs says what it holds). Nothing is judged here.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

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

  const { getter } = newsglass.dom;
  const parentElement = getter(Node.prototype, "parentElement");
  const lastChild = getter(Node.prototype, "lastChild");
  const previousSibling = getter(Node.prototype, "previousSibling");
  const nodeType = getter(Node.prototype, "nodeType");
  const localName = getter(Element.prototype, "localName");
  const shadowRoot = getter(Element.prototype, "shadowRoot");
  const readyState = getter(Document.prototype, "readyState");
  const body = getter(Document.prototype, "body");
  const address = getter(Document.prototype, "URL");
  const view = getter(Document.prototype, "defaultView");
  const ownerDocument = getter(Node.prototype, "ownerDocument");
  const isContentEditable = getter(HTMLElement.prototype, "isContentEditable");
  const namespaceURI = getter(Element.prototype, "namespaceURI");
  const { getAttribute, getBoundingClientRect } = Element.prototype;

  /** The document of a frame that may be read, or null. @param {Element} element */
  const frameOf = (element) => {
    if (localName(element) !== "iframe") return null;
    try {
      const page = /** @type {HTMLIFrameElement} */ (element).contentDocument;
      // Until it has loaded, Firefox hands out the highlights of the page around it.
      return page && readyState(page) === "complete" ? page : null;
    } catch {
      return null;
    }
  };

  /**
   * Whether an element that is laid out shows nothing: transparent, cut away (texts for screen readers), collapsed to nothing, or put
   * beyond the page's upper or left edge. Only where its style can do that is its place looked at.
   * @param {Element} element @param {CSSStyleDeclaration} style @param {Window} window
   */
  const isUnseen = (element, style, window) => {
    if (style.opacity === "0") return true;
    const placed = style.position === "absolute" || style.position === "fixed";
    const cut = style.overflowX !== "visible" || style.overflowY !== "visible";
    if (!placed && !cut && style.clipPath === "none") return false;
    if (/^inset\((50|100)%/.test(style.clipPath)) return true;
    if (placed && /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(style.clip)) return true;
    const { right, bottom, width, height } = getBoundingClientRect.call(element);
    if (cut && !style.display.startsWith("inline") && (width <= 1 || height <= 1)) return true;
    // What a menu or a reader scrolls is not beyond the edge: the page's own scrolling is taken into account.
    return placed && width > 0 && height > 0 && (right + window.scrollX <= 0 || bottom + window.scrollY <= 0);
  };

  /** How an element is shown: flags of the stream. @param {Element} element @param {boolean} folded whether a fold of ours holds it */
  const flagsOf = (element, folded) => {
    const window = view(ownerDocument(element));
    const style = window?.getComputedStyle(element);
    if (!style) return 0;
    const display = style.display;
    // What we fold ourselves counts as shown.
    const ours = newsglass.folded?.(element) ?? false;
    let flags = 0;
    if ((display === "none" && !ours) || style.visibility === "hidden" || style.visibility === "collapse") flags |= HIDDEN;
    if (!folded && !ours && (style.contentVisibility === "hidden" || (element !== body(ownerDocument(element)) && isUnseen(element, style, window)))) flags |= HIDDEN;
    if (namespaceURI(element) === "http://www.w3.org/1999/xhtml" && isContentEditable(element)) flags |= EDITABLE;
    if (/^(inline|ruby)/.test(display)) flags |= INLINE;
    else if (display !== "contents" && display !== "none") flags |= BLOCK;
    return flags;
  };

  /** Nodes between two places where the walk may be interrupted. */
  const STRIDE = 16;

  /**
   * Reads a document with its open shadow roots and same-origin frames, a few nodes at a time.
   * @param {Document} page
   * @param {(root: Document | ShadowRoot) => void} [found] told of each root before it is read
   * @returns {Generator<undefined, Newsglass.Walk>}
   */
  newsglass.walk = function* (page, found) {
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
      if (n === undefined) numbers.set(string, (n = strings.push(string.toWellFormed()) - 1));
      return n;
    };
    const enter = (/** @type {Element} */ element, /** @type {number} */ flags) => {
      nodes.push(element);
      const name = localName(element);
      ops.push(ENTER, number(name), flags, 0);
      const count = ops.length - 1;
      for (const attribute of ATTRIBUTES) {
        const value = getAttribute.call(element, attribute);
        if (value === null || (attribute === "hidden" && newsglass.folded?.(element))) continue;
        ops.push(number(attribute), number(value));
        ops[count]++;
      }
      if (name === "script" && getAttribute.call(element, "type") === "application/ld+json") {
        ops.push(number("text"), number(element.textContent ?? ""));
        ops[count]++;
      }
    };
    const text = (/** @type {Text} */ node) => {
      // Each by itself: halves of a character at the edges of two nodes must not join, or all offsets behind them were wrong.
      const data = node.data.toWellFormed();
      nodes.push(node);
      ops.push(TEXT, data.length);
      texts.push(data);
      const parent = parentElement(node);
      if (data.length > longest && parent) {
        longest = data.length;
        fullest = parent;
      }
    };

    // A stack of what is still to do, so that no depth of a page overflows ours: a node to read, or null to leave an element.
    /** @type {(Node | null)[]} */
    const todo = [];
    /** Children are put down in one go, so that what the page changes between two slices does not lose the rest of them; only thousands are not. */
    const later = function* (/** @type {Node} */ parent) {
      let n = 0;
      for (let child = lastChild(parent); child; child = previousSibling(child)) {
        todo.push(child);
        if (++n % 2048 === 0) yield;
      }
    };
    let folded = 0;
    /** @type {boolean[]} */
    const open = [];
    found?.(page);
    yield* later(page);
    for (let steps = 1; todo.length; steps++) {
      if (steps % STRIDE === 0) yield;
      const node = todo.pop();
      if (!node) {
        ops.push(LEAVE);
        if (open.pop()) folded--;
        continue;
      }
      const type = nodeType(node);
      if (type === Node.TEXT_NODE) {
        text(/** @type {Text} */ (node));
        continue;
      }
      if (type !== Node.ELEMENT_NODE) continue;
      const element = /** @type {Element} */ (node);
      if (newsglass.ours?.has(element)) {
        if (newsglass.wraps?.has(element)) yield* later(element);
        continue;
      }
      const name = localName(element);
      const parent = parentElement(element);
      const head = name === "head" || (parent !== null && localName(parent) === "head");
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
        found?.(frame);
        yield* later(frame);
      } else if (!UNREAD.has(name)) {
        const slotted = name === "slot" ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
        const shadow = shadowRoot(element);
        if (shadow) {
          // What stands in the host itself is shown where a slot of the shadow tree takes it.
          roots.push(shadow);
          found?.(shadow);
          yield* later(shadow);
        } else if (slotted.length) {
          todo.push(...slotted.reverse());
        } else {
          yield* later(element);
        }
      }
    }

    /** @type {string[]} */
    const backgrounds = [];
    /** @type {Element | null} */
    let lit = fullest ?? body(page);
    const ink = lit ? getComputedStyle(lit).color : "";
    for (; lit; lit = parentElement(lit)) {
      backgrounds.push(getComputedStyle(lit).backgroundColor);
      if (backgrounds.length % STRIDE === 0) yield;
    }
    return { request: { url: address(page), ops, strings, text: texts.join(""), backgrounds, ink, inherits: !CSS.supports("-moz-appearance", "none") }, nodes, roots };
  };
}
