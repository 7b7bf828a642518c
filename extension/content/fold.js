// Folds parts of the page behind bars with a button, and opens them again. What to fold and what to say comes with the plan.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** Our bars and wrappers: never read, never reported as the page's. @type {WeakSet<Element>} */
  const ours = (newsglass.ours = new WeakSet());
  /** Wrappers alone: what they hold is the page's. @type {WeakSet<Element>} */
  const wraps = (newsglass.wraps = new WeakSet());

  const localName = newsglass.dom.getter(Element.prototype, "localName");

  const MARK = "data-newsglass-folded";
  const FOUND = "until-found";
  /** Parts of tables, in which a bar cannot stand. */
  const TABLE_PARTS = "thead, tbody, tfoot, tr, td, th, caption, colgroup, col";

  /**
   * @typedef {object} Fold
   * @property {Newsglass.FoldPlan} plan
   * @property {{label: string, why: string, show: string, hide: string}} words said once, as an orphan can ask for none
   * @property {HTMLElement} bar
   * @property {HTMLButtonElement} button
   * @property {boolean} open
   * @property {Map<Element, string>} displays how its elements are laid out, while it is made
   * @property {Element[]} hidden elements that carry our attribute
   * @property {Element[]} wrappers
   * @property {(Element | {parent: Element | null, nodes: Node[]})[]} sites
   */

  /** @type {Map<string, Fold>} */
  let folds = new Map();
  /** Nodes that were there when the page was read before: the reader may be reading them. A list, as a set of a hundred thousand would be made in one go. @type {Node[]} */
  let known = [];
  /** Folds that the reader opened stay open while the page is. @type {Set<string>} */
  const opened = new Set();

  /** Whether a fold of ours hides this very element. @param {Element} element */
  newsglass.folded = (element) => hiding.has(element) && element.hasAttribute(MARK);
  /** @type {Map<Element, Fold>} */
  const hiding = new Map();

  /** Boxes whose contents can be hidden until they are found; lines, parts of tables and boxless elements cannot. */
  const FINDABLE = /^(inline-)?(block|flex|grid)$|^(flow-root|list-item)$/;

  /** @param {Element} element */
  const displayOf = (element) => newsglass.dom.view(element.ownerDocument)?.getComputedStyle(element).display ?? "";

  /** @param {Element} element @param {Fold} fold */
  const hide = (element, fold) => {
    // What the page hid meanwhile is no business of ours.
    if (element.hasAttribute("hidden")) return;
    hiding.set(element, fold);
    fold.hidden.push(element);
    const display = fold.displays.get(element) ?? displayOf(element);
    if (FINDABLE.test(display)) {
      element.setAttribute(MARK, "found");
      element.setAttribute("hidden", FOUND);
    } else {
      element.setAttribute(MARK, "none");
    }
  };

  /** Takes our attributes off. A `hidden` of the page's own stays. @param {Element} element */
  const unmark = (element) => {
    element.removeAttribute(MARK);
    if (element.getAttribute("hidden") === FOUND) element.removeAttribute("hidden");
  };

  /** @param {Fold} fold */
  const show = (fold) => {
    for (const element of fold.hidden) {
      hiding.delete(element);
      newsglass.ifAlive(() => unmark(element));
    }
    fold.hidden = [];
    // If the page changed here meanwhile, what it put into the wrapper stays where the wrapper stood.
    for (const wrapper of fold.wrappers) newsglass.ifAlive(() => unwrap(wrapper));
    fold.wrappers = [];
  };

  /** @param {Element} wrapper */
  const unwrap = (wrapper) => wrapper.replaceWith(...Array.from(wrapper.childNodes));

  /** Takes a fold away. @param {Fold} fold */
  const drop = (fold) => {
    show(fold);
    newsglass.ifAlive(() => fold.bar.remove());
  };

  /**
   * Takes away what looks like ours and is not: what the page made by copying us (`innerHTML += …`, `cloneNode`), or a copy of a page that was saved
   * while folded. Bars that nobody hears, text that nobody could open.
   * @param {Document | ShadowRoot} root
   */
  newsglass.dropCopies = (root) => {
    for (const element of newsglass.dom.all(root, `[${MARK}], newsglass-fold, newsglass-run, newsglass-card`)) {
      if (ours.has(element) || hiding.has(element)) continue;
      const name = localName(element);
      if (name === "newsglass-run") unwrap(element);
      else if (name === "newsglass-fold" || name === "newsglass-card") element.remove();
      else unmark(element);
    }
  };

  /** @param {Fold} fold */
  const close = (fold) => {
    fold.sites.forEach((target) => {
      if (!("nodes" in target)) {
        hide(target, fold);
        return;
      }
      // Only a run that still stands together is wrapped; else the page has taken it apart and it stays as it is.
      const { parent, nodes } = target;
      const together = nodes.every((node, n) => node.parentNode === parent && (n === 0 || nodes[n - 1].nextSibling === node));
      if (!together || !parent || nodes.length === 0) return;
      const wrapper = newsglass.dom.make(parent.ownerDocument, "newsglass-run");
      ours.add(wrapper);
      wraps.add(wrapper);
      // Past the fields of a form, which may have the names of its methods.
      Node.prototype.insertBefore.call(parent, wrapper, nodes[0]);
      wrapper.append(...nodes);
      fold.wrappers.push(wrapper);
      hide(wrapper, fold);
    });
  };

  /** @param {Fold} fold @param {boolean} open */
  const set = (fold, open) => {
    fold.open = open;
    if (open) show(fold);
    else close(fold);
    say(fold);
  };

  /** @param {Fold} fold */
  const say = ({ words, button, open }) => {
    button.setAttribute("aria-expanded", String(open));
    button.textContent = `${words.label} · ${open ? words.hide : words.show}`;
    button.title = words.why;
  };

  /** What happens when the reader, or the browser for the reader, opens or closes a fold. @param {Fold} fold @param {boolean} open */
  const turn = (fold, open) => {
    newsglass.quietly(() => set(fold, open));
    if (open) opened.add(fold.plan.key);
    else opened.delete(fold.plan.key);
    newsglass.changed?.();
  };

  /** @param {Document} page @param {Newsglass.Plan} plan */
  const makeBar = (page, { bar_css, tongue }) => {
    const bar = newsglass.dom.make(page, "newsglass-fold");
    ours.add(bar);
    const root = bar.attachShadow({ mode: "open" });
    const sheet = newsglass.sheetFor(root, bar_css);
    if (sheet) newsglass.dom.adopt(root, [sheet]);
    const button = newsglass.dom.make(page, "button");
    button.type = "button";
    // Not the page's, which it would inherit.
    Object.assign(button, tongue ?? newsglass.tongue());
    root.append(button);
    return { bar, button };
  };

  /** @param {Newsglass.FoldPlan} plan */
  const said = ({ label, why, show, hide }) => ({ label: newsglass.say(label), why: newsglass.say(why), show: newsglass.say(show), hide: newsglass.say(hide) });

  /** @param {Newsglass.FoldSite[]} sites @param {Newsglass.Walk} walk @returns {Fold["sites"]} */
  const sitesOf = (sites, walk) =>
    sites.map((site) => {
      if (site.site === "element") return /** @type {Element} */ (walk.nodes[site.node]);
      const nodes = [];
      const last = walk.nodes[site.last];
      // The first and last nodes may stand in a wrapper of the fold as it was; they are the same objects in any case.
      for (let node = /** @type {Node | null} */ (walk.nodes[site.first]); node; node = node.nextSibling) {
        nodes.push(node);
        if (node === last) break;
      }
      // It was not reached: the page has changed around the wrapper, and this is no longer the run that was folded.
      if (nodes.at(-1) !== last) return { parent: null, nodes: [] };
      // The parent in the page, which is another than the stream's where a slot shows the text.
      const stands = nodes[0].parentNode;
      const parent = /** @type {Element | null} */ (stands && newsglass.wraps.has(stands) ? stands.parentNode : stands);
      return { parent, nodes };
    });

  /** @param {Fold["sites"][number]} a @param {Fold["sites"][number]} b */
  const same = (a, b) =>
    a === b || ("nodes" in a && "nodes" in b && a.parent === b.parent && a.nodes.length === b.nodes.length && a.nodes.every((node, i) => node === b.nodes[i]));

  /**
   * Makes the page's folds those of the plan, a bit at a time. A fold that was there already, by key, is left as it is.
   * @param {Newsglass.Plan} plan
   * @param {Newsglass.Walk} walk
   * @param {() => Map<Node, boolean>} touched what the page has changed since it was read
   * @returns {Generator<undefined, void>}
   */
  newsglass.fold = function* (plan, walk, touched) {
    const wanted = plan.folds.map((one) => ({ one, sites: sitesOf(one.sites, walk) }));
    const before = new Set(folds.keys());
    /** What the reader had opened stays open in a fold that has grown. @type {Set<Node>} */
    const seen = new Set();
    const kept = new Map();
    for (const { one, sites } of wanted) {
      const old = folds.get(one.key);
      if (!old || !stands(old) || old.sites.length !== sites.length || !old.sites.every((site, i) => same(site, sites[i]))) continue;
      old.plan = one;
      old.words = said(one);
      say(old);
      kept.set(one.key, old);
      folds.delete(one.key);
    }
    // Asked before anything is changed: afterwards each answer would have the browser look at the page anew, once for each fold.
    const displays = new Map();
    const lookedAt = new Set();
    for (const { one, sites } of wanted) {
      if (kept.has(one.key)) continue;
      for (const site of sites) if (!("nodes" in site) && !hiding.has(site)) newsglass.ifAlive(() => displays.set(site, displayOf(site)));
      if (!before.has(one.key) && isLookedAt(sites)) lookedAt.add(one.key);
      yield;
    }
    for (const fold of folds.values()) {
      if (opened.has(fold.plan.key)) nodesOf(fold).forEach((node) => seen.add(node));
      drop(fold);
    }
    folds = kept;
    yield;
    for (const { one } of wanted) {
      if (kept.has(one.key) || !patient(one.key)) continue;
      // Looked up again: what stood in a wrapper stands in the page now.
      const sites = sitesOf(one.sites, walk);
      if (disturbed([...sites, ...sitesOf(one.same_as, walk)], touched()) || nodesIn(sites.filter((site) => "nodes" in site)).some(isAlive)) continue;
      const fold = make(plan, one, sites, displays);
      if (!fold) continue;
      folds.set(one.key, fold);
      const nodes = nodesOf(fold);
      if (nodes.some((node) => seen.has(node))) opened.add(one.key);
      set(fold, lookedAt.has(one.key) || opened.has(one.key) || holdsTarget(fold) || holds(fold, newsglass.dom.active(nodes[0].ownerDocument)));
      yield;
    }
    // In the order of the page.
    folds = new Map(wanted.flatMap(({ one }) => (folds.has(one.key) ? [[one.key, /** @type {Fold} */ (folds.get(one.key))]] : [])));
    known = walk.nodes;
    // Whoever closes one later may find it laid out in another way.
    displays.clear();
  };

  /** Makes a fold with its bar. @param {Newsglass.Plan} plan @param {Newsglass.FoldPlan} one @param {Fold["sites"]} sites @param {Fold["displays"]} displays @returns {Fold | undefined} */
  const make = (plan, one, sites, displays) => {
    if (sites.length === 0) return;
    const place = "nodes" in sites[0] ? sites[0].nodes[0] : sites[0];
    if (!place) return;
    const part = "matches" in place && /** @type {Element} */ (place).matches(TABLE_PARTS);
    const target = part ? /** @type {Element} */ (place).closest("table") : place;
    const page = target?.ownerDocument;
    if (!target?.parentNode || !page || !newsglass.dom.view(page)) return;
    const { bar, button } = makeBar(page, plan);
    /** @type {Fold} */
    const fold = { plan: one, words: said(one), bar, button, open: false, displays, hidden: [], wrappers: [], sites };
    button.addEventListener("click", () => turn(fold, !fold.open));
    // Where a slot shows what is folded, it must show the bar.
    const slot = "slot" in target && /** @type {Element} */ (target).slot;
    if (slot) bar.slot = slot;
    Node.prototype.insertBefore.call(target.parentNode, bar, target);
    return fold;
  };

  /** Whether the page left a fold as we made it. @param {Fold} fold */
  const stands = (fold) => {
    const whole = fold.bar.isConnected && fold.hidden.every((element) => element.hasAttribute(MARK));
    if (!whole) undone.set(fold.plan.key, { times: (undone.get(fold.plan.key)?.times ?? 0) + 1, at: performance.now() });
    return whole;
  };
  /** Folds that the page took apart: how often, and when last. @type {Map<string, {times: number, at: number}>} */
  const undone = new Map();
  /** Whether a fold may be made: each time that the page undoes it, it waits twice as long. @param {string} key */
  const patient = (key) => {
    const { times, at } = undone.get(key) ?? { times: 0, at: 0 };
    return times < 2 || performance.now() - at > 1000 * 2 ** times;
  };

  /** Whether a fold would hide, or leave as the only copy, what the page is just changing. @param {Fold["sites"]} sites @param {Map<Node, boolean>} touched */
  const disturbed = (sites, touched) => {
    if (touched.size === 0) return false;
    return nodesIn(sites).some((node) => !node.isConnected || Array.from(touched).some(([other, whole]) => node.contains(other) || (whole && other.contains(node))));
  };

  const LIVE = /^(iframe|object|embed|video|audio|script)$|-/;
  /** Whether a node would notice that it is moved into a wrapper: frames load anew, the page's own elements are told. @param {Node} node */
  const isAlive = (node) => {
    if (!("querySelectorAll" in node)) return false;
    const inner = Element.prototype.querySelectorAll.call(node, "*");
    return [/** @type {Element} */ (node), ...inner].some((element) => LIVE.test(localName(element)));
  };

  /** From now on nothing counts as being read: the reader has asked for another picture. */
  newsglass.forgetSeen = () => {
    known = [];
  };

  /** Whether a fold would take away text that has been there for a while and is in view. @param {Fold["sites"]} sites */
  const isLookedAt = (sites) =>
    nodesIn(sites).some((node) => {
      const view = node.ownerDocument && newsglass.dom.view(node.ownerDocument);
      if (!view || !known.includes(node)) return false;
      const range = newsglass.dom.range(node.ownerDocument);
      range.selectNode(node);
      const { top, bottom, height } = range.getBoundingClientRect();
      return height > 0 && bottom > 0 && top < view.innerHeight;
    });

  /** Whether the address points into a fold. @param {Fold} fold */
  const holdsTarget = (fold) => holds(fold, newsglass.dom.all(fold.bar.ownerDocument, ":target")[0] ?? null);

  /** @param {Fold["sites"]} sites @returns {Node[]} */
  const nodesIn = (sites) => sites.flatMap((site) => ("nodes" in site ? site.nodes : [site]));
  /** The topmost nodes that a fold hides. @param {Fold} fold */
  const nodesOf = (fold) => nodesIn(fold.sites);

  /** @param {Fold} fold @param {Element | null} element */
  const holds = (fold, element) => element !== null && nodesOf(fold).some((node) => node.contains(element));

  /** What the bars say. */
  newsglass.bars = () => Array.from(folds.values(), ({ words }) => words.label);

  /** Opens every fold. */
  newsglass.showAll = () => {
    for (const fold of folds.values()) if (!fold.open) turn(fold, true);
  };

  /** Takes all folds away and puts the page back. */
  newsglass.unfold = () => {
    for (const fold of folds.values()) drop(fold);
    folds = new Map();
    newsglass.forgetSeen();
    for (const root of roots) newsglass.ifAlive(() => newsglass.dropCopies(root));
  };

  /** The closed fold around a node. @param {Node | null} node */
  const foldAround = (node) => {
    for (; node; node = node.parentNode) {
      const fold = hiding.get(/** @type {Element} */ (node));
      if (fold) return fold;
    }
  };
  /** Whether a closed fold hides a node. @param {Node} node */
  newsglass.holdsFolded = (node) => foldAround(node) !== undefined;
  /** Opens the fold around a node. @param {Node} node */
  newsglass.reveal = (node) => {
    const fold = foldAround(node);
    if (fold) turn(fold, true);
  };
  /** Opens the fold around a node that the browser or the page wants shown. @param {Event} event */
  const reveal = (event) => newsglass.reveal(event.target);
  const toTarget = () => {
    for (const fold of folds.values()) {
      if (fold.open || !holdsTarget(fold)) continue;
      turn(fold, true);
      newsglass.dom.all(fold.bar.ownerDocument, ":target")[0]?.scrollIntoView();
    }
  };
  /** @type {Fold[]} */
  let printed = [];
  const print = () => {
    printed = Array.from(folds.values()).filter((fold) => !fold.open);
    newsglass.quietly(() => printed.forEach((fold) => set(fold, true)));
  };
  const printDone = () => {
    newsglass.quietly(() => printed.forEach((fold) => folds.get(fold.plan.key) === fold && set(fold, false)));
    printed = [];
  };

  /** Where we listen: what happens in a frame or shadow root is not told outside of it. @type {Set<Document | ShadowRoot>} */
  const roots = new Set();
  let listening = new AbortController();

  /** Listens for what opens a fold by itself. @param {(Document | ShadowRoot)[]} found */
  newsglass.mindFolds = (found) => {
    for (const root of found) {
      if (roots.has(root)) continue;
      roots.add(root);
      const { signal } = listening;
      newsglass.dom.listen(root, "beforematch", reveal, { capture: true, signal });
      newsglass.dom.listen(root, "focusin", reveal, { capture: true, signal });
      if (!("host" in root)) newsglass.dom.view(root)?.addEventListener("hashchange", toTarget, { signal });
      if (root !== document) continue;
      addEventListener("beforeprint", print, { signal });
      addEventListener("afterprint", printDone, { signal });
    }
    // Roots that are gone are let go, and with them their documents.
    for (const root of roots) if (!found.includes(root)) roots.delete(root);
  };
  newsglass.unmindFolds = () => {
    listening.abort();
    listening = new AbortController();
    roots.clear();
  };
}
