// Folds parts of the page behind bars with a button, and opens them again. What to fold and what to say comes with the plan.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** Our bars and wrappers: never read, never reported as the page's. @type {WeakSet<Element>} */
  const ours = (newsglass.ours = new WeakSet());
  /** Wrappers alone: what they hold is the page's. @type {WeakSet<Element>} */
  const wraps = (newsglass.wraps = new WeakSet());

  const MARK = "data-newsglass-folded";
  /** Parts of tables, in which a bar cannot stand. */
  const TABLE_PARTS = "thead, tbody, tfoot, tr, td, th, caption, colgroup, col";

  /**
   * @typedef {object} Fold
   * @property {Newsglass.FoldPlan} plan
   * @property {HTMLElement} bar
   * @property {HTMLButtonElement} button
   * @property {boolean} open
   * @property {Element[]} hidden elements that carry our attribute
   * @property {Element[]} wrappers
   * @property {(Element | {parent: Element, nodes: Node[]})[]} sites
   */

  /** @type {Map<string, Fold>} */
  let folds = new Map();
  /** Folds that the reader opened stay open while the page is. @type {Set<string>} */
  const opened = new Set();

  /** Whether a fold of ours hides this very element. @param {Element} element */
  newsglass.folded = (element) => element.hasAttribute(MARK) && hiding.has(element);
  /** @type {Map<Element, Fold>} */
  const hiding = new Map();

  /** @param {Element} element @param {Fold} fold @param {boolean} findable */
  const hide = (element, fold, findable) => {
    hiding.set(element, fold);
    fold.hidden.push(element);
    element.setAttribute(MARK, findable ? "found" : "none");
    element.setAttribute("hidden", findable ? "until-found" : "");
  };

  /** @param {Fold} fold */
  const show = (fold) => {
    for (const element of fold.hidden) {
      hiding.delete(element);
      element.removeAttribute(MARK);
      element.removeAttribute("hidden");
    }
    fold.hidden = [];
    for (const wrapper of fold.wrappers) {
      // If the page changed here meanwhile, what it put into the wrapper stays where the wrapper stood.
      wrapper.replaceWith(...Array.from(wrapper.childNodes));
    }
    fold.wrappers = [];
  };

  /** @param {Fold} fold */
  const close = (fold) => {
    fold.plan.sites.forEach((site, i) => {
      const target = fold.sites[i];
      if (!("nodes" in target)) {
        hide(target, fold, site.findable ?? false);
        return;
      }
      // Only a run that still stands together is wrapped; else the page has taken it apart and it stays as it is.
      const { parent, nodes } = target;
      const together = nodes.every((node, n) => node.parentNode === parent && (n === 0 || nodes[n - 1].nextSibling === node));
      if (!together || nodes.length === 0) return;
      const wrapper = parent.ownerDocument.createElement("newsglass-run");
      ours.add(wrapper);
      wraps.add(wrapper);
      parent.insertBefore(wrapper, nodes[0]);
      wrapper.append(...nodes);
      fold.wrappers.push(wrapper);
      hide(wrapper, fold, true);
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
  const say = ({ plan, button, open }) => {
    button.setAttribute("aria-expanded", String(open));
    button.textContent = `${plan.label} · ${open ? plan.hide : plan.show}`;
    button.title = plan.why;
  };

  /** What happens when the reader, or the browser for the reader, opens or closes a fold. @param {Fold} fold @param {boolean} open */
  const turn = (fold, open) => {
    newsglass.quietly(() => set(fold, open));
    if (open) opened.add(fold.plan.key);
    else opened.delete(fold.plan.key);
    newsglass.changed?.();
  };

  /** @param {Document} page @param {string} css */
  const makeBar = (page, css) => {
    const bar = page.createElement("newsglass-fold");
    ours.add(bar);
    const root = bar.attachShadow({ mode: "open" });
    const sheet = new /** @type {any} */ (page.defaultView).CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const button = page.createElement("button");
    button.type = "button";
    root.append(button);
    return { bar, button };
  };

  /** @param {Newsglass.FoldPlan} plan @param {Newsglass.Walk} walk @returns {Fold["sites"]} */
  const sitesOf = (plan, walk) =>
    plan.sites.map((site) => {
      if (site.site === "element") return /** @type {Element} */ (walk.nodes[site.node]);
      const parent = /** @type {Element} */ (walk.nodes[site.parent]);
      const nodes = [];
      const last = walk.nodes[site.last];
      // The first and last nodes may stand in a wrapper of the fold as it was; they are the same objects in any case.
      for (let node = /** @type {Node | null} */ (walk.nodes[site.first]); node; node = node.nextSibling) {
        nodes.push(node);
        if (node === last) break;
      }
      return { parent, nodes };
    });

  /** @param {Fold["sites"][number]} a @param {Fold["sites"][number]} b */
  const same = (a, b) =>
    a === b || ("nodes" in a && "nodes" in b && a.parent === b.parent && a.nodes.length === b.nodes.length && a.nodes.every((node, i) => node === b.nodes[i]));

  /**
   * Makes the page's folds those of the plan. A fold that was there already, by key, is left as it is.
   * @param {Newsglass.Plan} plan
   * @param {Newsglass.Walk} walk
   */
  newsglass.fold = (plan, walk) => {
    /** @type {Map<string, Fold>} */
    const next = new Map();
    const wanted = plan.folds.map((one) => ({ one, sites: sitesOf(one, walk) }));
    for (const { one, sites } of wanted) {
      const old = folds.get(one.key);
      if (!old || !old.bar.isConnected || old.sites.length !== sites.length || !old.sites.every((site, i) => same(site, sites[i]))) continue;
      old.plan = one;
      say(old);
      next.set(one.key, old);
      folds.delete(one.key);
    }
    for (const fold of folds.values()) {
      show(fold);
      fold.bar.remove();
    }
    for (const { one, sites } of wanted) {
      if (next.has(one.key) || sites.length === 0) continue;
      const place = "nodes" in sites[0] ? sites[0].nodes[0] : sites[0];
      const part = "matches" in place && /** @type {Element} */ (place).matches(TABLE_PARTS);
      const before = part ? /** @type {Element} */ (place).closest("table") : place;
      const page = before?.ownerDocument;
      if (!before?.parentNode || !page?.defaultView) continue;
      const { bar, button } = makeBar(page, plan.bar_css);
      /** @type {Fold} */
      const fold = { plan: one, bar, button, open: false, hidden: [], wrappers: [], sites };
      button.addEventListener("click", () => turn(fold, !fold.open));
      before.parentNode.insertBefore(bar, before);
      next.set(one.key, fold);
      set(fold, opened.has(one.key) || holdsTarget(fold));
    }
    folds = next;
  };

  /** Whether the address points into a fold. @param {Fold} fold */
  const holdsTarget = (fold) => {
    const target = fold.bar.ownerDocument.querySelector(":target");
    return target !== null && fold.sites.some((site) => ("nodes" in site ? site.nodes.some((node) => node.contains(target)) : site.contains(target)));
  };

  /** Opens every fold. */
  newsglass.showAll = () => {
    for (const fold of folds.values()) if (!fold.open) turn(fold, true);
  };

  /** Takes all folds away and puts the page back. */
  newsglass.unfold = () => {
    for (const fold of folds.values()) {
      show(fold);
      fold.bar.remove();
    }
    folds = new Map();
  };

  /** Opens the fold around a node that the browser or the page wants shown. @param {Event} event */
  const reveal = (event) => {
    for (let node = /** @type {Node | null} */ (event.target); node; node = node.parentNode) {
      const fold = hiding.get(/** @type {Element} */ (node));
      if (fold) return turn(fold, true);
    }
  };
  const toTarget = () => {
    for (const fold of folds.values()) {
      if (fold.open || !holdsTarget(fold)) continue;
      turn(fold, true);
      fold.bar.ownerDocument.querySelector(":target")?.scrollIntoView();
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

  /** Listens for what opens a fold by itself. Returns what stops it. */
  newsglass.mindFolds = () => {
    document.addEventListener("beforematch", reveal, true);
    document.addEventListener("focusin", reveal, true);
    addEventListener("hashchange", toTarget);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", printDone);
    return () => {
      document.removeEventListener("beforematch", reveal, true);
      document.removeEventListener("focusin", reveal, true);
      removeEventListener("hashchange", toTarget);
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", printDone);
    };
  };
}
