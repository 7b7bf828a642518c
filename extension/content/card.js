// The card: shows what is known of the mark on which the pointer rests, or to which a key went, and does what its buttons say.
// Its words come with the card (src/ui/card.rs); it stands in a closed shadow root, and no node of the page is touched.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** Milliseconds that the pointer must rest, so that nobody gets a card who only passes. */
  const INTENT = 350;
  /** Milliseconds that a note of something done stays. */
  const NOTE = 8000;
  const GAP = 10;

  /** @type {{host: HTMLElement, root: ShadowRoot, card: HTMLElement, voice: HTMLElement, style: HTMLStyleElement} | null} */
  let made = null;
  /** The mark that is shown, and how the reader came to it. @type {{mark: Newsglass.Mark, key: string, by: "pointer" | "touch" | "key"} | null} */
  let shown = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let noted;
  /** Numbers each opening, so that a late answer opens nothing. */
  let turn = 0;
  /** What had the focus before the card. @type {any} */
  let before = null;

  /** Our element in a document, made when it is first needed. @param {Document} page */
  const make = (page) => {
    if (made?.host.isConnected && made.host.ownerDocument === page) return made;
    made?.host.remove();
    const host = page.createElement("newsglass-card");
    newsglass.ours.add(host);
    const root = host.attachShadow({ mode: "closed" });
    const style = page.createElement("style");
    const card = page.createElement("div");
    card.className = "card";
    card.popover = "manual";
    card.setAttribute("role", "dialog");
    const voice = page.createElement("div");
    voice.className = "voice";
    voice.setAttribute("aria-live", "polite");
    root.append(style, card, voice);
    root.addEventListener("click", (event) => pressed(/** @type {any} */ (event.target).closest?.("button")));
    newsglass.bind(root);
    newsglass.quietly(() => page.documentElement.append(host));
    return (made = { host, root, card, voice, style });
  };

  /** An element with a text. @param {string} tag @param {string} [text] @param {Record<string, string>} [attributes] */
  const el = (tag, text, attributes = {}) => {
    const element = /** @type {NonNullable<typeof made>} */ (made).host.ownerDocument.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  /** An element with a text of the page's, which may be written the other way than ours. @param {string} tag @param {string} text */
  const quoted = (tag, text) => {
    const element = el(tag);
    element.append(el("bdi", text));
    return element;
  };

  /** What a button does. @type {WeakMap<Element, any>} */
  const acts = new WeakMap();
  const button = (/** @type {any} */ one) => {
    const element = el("button", one.label, { type: "button", "data-act": one.act, ...(one.name ? { "aria-label": one.name } : {}) });
    acts.set(element, one);
    return element;
  };
  const row = (/** @type {Node[]} */ buttons, /** @type {Record<string, string>} */ attributes = {}) => {
    const element = el("div", undefined, { class: "row", ...attributes });
    element.append(...buttons);
    return element;
  };

  /** Fills the card. @param {any} told */
  const fill = (told) => {
    const { card, voice, style } = /** @type {NonNullable<typeof made>} */ (made);
    // Not the page's: its language and direction are inherited by what stands in it.
    for (const part of [card, voice]) {
      part.lang = told.lang;
      part.dir = told.dir;
    }
    style.textContent = `${told.css}\n.kind{${told.paint}}`;
    card.setAttribute("aria-label", told.label);
    const head = el("div", undefined, { class: "head" });
    head.append(el("span", told.kind, { class: "kind" }), button({ act: "close", label: "×", name: told.close }));
    const rows = el("dl");
    for (const [name, text] of told.rows) rows.append(el("dt", name), quoted("dd", text));
    const groups = told.groups.map((/** @type {any} */ group, /** @type {number} */ n) => row(group.buttons.map(button), { class: "row group", id: `group${n}`, role: "group", "aria-label": group.label, hidden: "" }));
    const openers = told.groups.map((/** @type {any} */ group, /** @type {number} */ n) => {
      const opener = button({ act: "open", label: group.label });
      opener.setAttribute("aria-expanded", "false");
      opener.setAttribute("aria-controls", `group${n}`);
      return opener;
    });
    card.replaceChildren(head, quoted("h2", told.title), ...(told.rows.length ? [rows] : []), ...(told.steps.length ? [row(told.steps.map(button), { class: "row steps" })] : []), row([...told.buttons.map(button), ...openers]), ...groups);
  };

  /** Shows the card beside what is being read: in the margin, else above the line, which has been read, else below the paragraph. @param {Newsglass.Mark} mark */
  const place = (mark) => {
    const { card } = /** @type {NonNullable<typeof made>} */ (made);
    const lines = newsglass.marks.rects(mark);
    const first = lines[0];
    if (!first) return false;
    if (!card.matches(":popover-open")) card.showPopover();
    const page = /** @type {HTMLElement} */ (/** @type {Document} */ (mark.startContainer.ownerDocument).documentElement);
    const { clientWidth: wide, clientHeight: high } = page;
    const { width, height } = card.getBoundingClientRect();
    /** @type {Element | null} */
    let block = mark.startContainer.parentElement;
    while (block?.parentElement && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const around = block?.getBoundingClientRect() ?? first;
    const into = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) => Math.max(8, Math.min(at, room - size - 8));
    let left = into(first.left, width, wide);
    let top = into(first.top - 8, height, high);
    if (around.right + GAP + width + 8 <= wide) left = around.right + GAP;
    else if (around.left - GAP - width >= 8) left = around.left - GAP - width;
    else if (first.top - GAP - height >= 8) top = first.top - GAP - height;
    else top = Math.min(Math.max(around.bottom, lines[lines.length - 1].bottom) + GAP, Math.max(lines[lines.length - 1].bottom + GAP, high - height - 8));
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
    return true;
  };

  /** Opens the card of a mark. @param {Newsglass.Mark} mark @param {"pointer" | "touch" | "key"} by */
  const open = async (mark, by) => {
    const mine = ++turn;
    const { marks, painted } = newsglass;
    const all = marks.alike(mark);
    const actor = painted.actors[mark.mark.actor - 1];
    const firstOf = painted.marks.find((/** @type {any} */ other) => other.mark.actor === mark.mark.actor && !other.mark.joined);
    const titled = painted.marks.find((/** @type {any} */ other) => actor && other.mark.actor === mark.mark.actor && other.mark.words?.some((/** @type {string[]} */ [name]) => name === "title"));
    const told = await newsglass.means?.card?.({
      mark: mark.mark,
      text: marks.text(mark),
      actor,
      said_by: painted.actors[mark.mark.said_by - 1],
      titled: titled?.mark,
      first: actor && firstOf ? marks.text(firstOf) : "",
      nth: all.indexOf(mark) + 1,
      of: all.length,
      site: location.hostname.replace(/^www\./, ""),
      url: location.href,
      title: document.title,
      dark: painted.dark,
    });
    const page = mark.startContainer.ownerDocument;
    if (mine !== turn || !told || !page?.defaultView) return;
    newsglass.quietly(() => {
      clearTimeout(noted);
      make(page);
      fill(told);
      shown = { mark, key: marks.key(mark), by };
      if (place(mark)) newsglass.bringOut(mark);
      else close();
      if (by === "key" && shown) say(told.said);
    });
  };

  /** @param {string} text */
  const say = (text) => {
    if (made) made.voice.textContent = text;
  };

  const close = () => {
    turn++;
    clearTimeout(noted);
    noted = undefined;
    shown = null;
    newsglass.bringOut(null);
    if (!made) return;
    const inside = made.root.activeElement;
    if (made.card.matches(":popover-open")) newsglass.ifAlive(() => made?.card.hidePopover());
    if (inside && before?.isConnected) before.focus({ preventScroll: true });
    before = null;
  };

  /** Does what a button says. @param {any} element */
  const pressed = async (element) => {
    const one = element && acts.get(element);
    if (!one) return;
    const mark = shown?.mark;
    if (one.act === "close") close();
    if (one.act === "step" && mark) stepAlike(mark, one.by);
    if (one.act === "copy") copied(element, await copy(one.text));
    if (one.act === "open") {
      const opens = element.getAttribute("aria-expanded") !== "true";
      for (const other of made?.card.querySelectorAll("[aria-expanded]") ?? []) {
        const now = opens && other === element;
        other.setAttribute("aria-expanded", String(now));
        const group = made?.root.getElementById(other.getAttribute("aria-controls") ?? "");
        if (group) group.hidden = !now;
      }
      if (mark) place(mark);
    }
    if (one.act === "change") {
      // The page follows before the answer comes: a mark that goes must not take the card with it.
      shown = null;
      note(await newsglass.means?.change?.(one.change));
    }
  };

  /** Says what was done, with the way back, where the card was. @param {any} done */
  const note = (done) => {
    if (!done || !made) return;
    const { card } = made;
    const focused = made.root.activeElement !== null;
    newsglass.bringOut(null);
    if (!card.matches(":popover-open")) card.showPopover();
    const text = el("p", done.said, { role: "status" });
    const parts = [text];
    if (done.undo) {
      const undo = button({ act: "change", label: done.label, change: done.undo });
      parts.push(row([undo]));
      card.replaceChildren(...parts);
      if (focused) /** @type {HTMLElement} */ (undo).focus();
    } else {
      card.replaceChildren(...parts);
    }
    say(done.said);
    clearTimeout(noted);
    noted = setTimeout(() => !made?.root.activeElement && close(), NOTE);
  };

  /** Copies a text; where the page may not use the clipboard, by the older way. @param {string} text */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const { card } = /** @type {NonNullable<typeof made>} */ (made);
      const box = /** @type {HTMLTextAreaElement} */ (el("textarea", text, { style: "position:fixed;opacity:0" }));
      card.append(box);
      box.select();
      const done = card.ownerDocument.execCommand("copy");
      box.remove();
      return done;
    }
  };
  const copied = (/** @type {Element} */ element, /** @type {boolean} */ done) => {
    const label = element.textContent;
    element.textContent = done ? `✓ ${label}` : `✗ ${label}`;
    setTimeout(() => (element.textContent = label), 1500);
  };

  /** Goes to a mark: opens the fold that hides it, brings it into view, opens its card. @param {Newsglass.Mark} mark */
  const go = async (mark) => {
    newsglass.reveal?.(mark.startContainer);
    const seen = () => newsglass.marks.rects(mark)[0];
    const { defaultView: view } = /** @type {Document} */ (mark.startContainer.ownerDocument);
    const rect = seen();
    if (view && (!rect || rect.top < view.innerHeight * 0.15 || rect.bottom > view.innerHeight * 0.8)) {
      mark.startContainer.parentElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
      const now = seen();
      if (now) view.scrollBy({ top: now.top - view.innerHeight * 0.4, behavior: "instant" });
    }
    stepped = { mark, key: newsglass.marks.key(mark) };
    await open(mark, "key");
  };
  /** Where our caret is. @type {{mark: Newsglass.Mark, key: string} | null} */
  let stepped = null;

  /** Goes to a mark, which blinks twice for eyes that come from elsewhere; not for readers who want less motion. @param {Newsglass.Mark} mark */
  newsglass.goTo = async (mark) => {
    await go(mark);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    [false, true, false, true].forEach((on, n) => setTimeout(() => shown?.mark === mark && newsglass.bringOut(on ? mark : null), 160 * (n + 1)));
  };

  /** @param {Newsglass.Mark} mark @param {number} by */
  const stepAlike = async (mark, by) => {
    const all = newsglass.marks.alike(mark);
    const inside = made?.root.activeElement?.getAttribute("aria-label");
    const to = by === 0 ? all[0] : all[(all.indexOf(mark) + by + all.length) % all.length];
    await go(to);
    // Whoever pressed the card's button by key goes on from the same button.
    if (inside) /** @type {HTMLElement | undefined} */ (Array.from(made?.card.querySelectorAll("button") ?? []).find((one) => one.getAttribute("data-act") === "step" && acts.get(one).by === by))?.focus();
  };

  /** The element that has the focus, in shadow roots too. */
  const focused = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };
  const typing = () => {
    const element = /** @type {HTMLElement | null} */ (focused());
    return !!element && (element.isContentEditable || element.matches("input, textarea, select, [role=textbox]"));
  };

  /**
   * Moves our caret to the next mark (by 1) or the previous one (by -1), of one kind or of all. Nothing happens while someone types.
   * @param {number} by @param {string} [kind] @returns {Promise<{nth: number, of: number} | null>}
   */
  newsglass.step = async (by, kind) => {
    if (typing()) return null;
    const { marks, painted } = newsglass;
    /** @type {Newsglass.Mark[]} */
    const all = painted.marks.filter((/** @type {Newsglass.Mark} */ one) => (!kind || one.mark.kind === kind) && marks.passable(one));
    if (!all.length) return null;
    const order = painted.marks;
    const from = shown?.mark ?? stepped?.mark;
    const at = from ? order.indexOf(from) : -1;
    // Without a place to go on from, from what is in view.
    const top = (/** @type {Newsglass.Mark} */ one) => marks.rects(one)[0]?.top ?? -1;
    const next = at >= 0 ? all.findIndex((one) => order.indexOf(one) > at) : all.findIndex((one) => top(one) >= 0);
    const after = next < 0 ? all.length : next;
    const isThere = at >= 0 && all[after - 1] === from;
    const to = by > 0 ? after % all.length : (after - (isThere ? 2 : 1) + 2 * all.length) % all.length;
    await go(all[to]);
    return { nth: to + 1, of: all.length };
  };

  /** After a reading: the card stays with its mark, and goes where that has gone. */
  newsglass.followCard = () => {
    const find = (/** @type {string} */ key) => newsglass.painted.marks.find((/** @type {Newsglass.Mark} */ mark) => key.startsWith(mark.mark.kind) && newsglass.marks.key(mark) === key);
    if (stepped) {
      const mark = find(stepped.key);
      stepped = mark ? { mark, key: stepped.key } : null;
    }
    if (!shown) return;
    const mark = find(shown.key);
    if (!mark) return close();
    shown.mark = mark;
    if (place(mark)) newsglass.bringOut(mark);
    else close();
  };
  newsglass.closeCard = () => close();
  newsglass.dropCard = () => {
    close();
    stepped = null;
    const host = made?.host;
    newsglass.ifAlive(() => host?.remove());
    made = null;
  };

  // ---- what the reader does

  /** @param {PointerEvent} event */
  const moved = (event) => {
    clearTimeout(resting);
    if (event.pointerType === "touch") return;
    const { clientX: x, clientY: y, buttons } = event;
    const page = /** @type {Node} */ (event.target)?.ownerDocument ?? /** @type {Document} */ (event.target);
    const inside = event.composedPath()[0] === made?.host || event.target === made?.host;
    resting = setTimeout(() => {
      if (inside || buttons) return;
      if (page.getSelection()?.isCollapsed === false) return;
      const mark = newsglass.marks.at(page, x, y);
      if (mark && mark !== shown?.mark) open(mark, "pointer");
      else if (!mark && shown?.by === "pointer") newsglass.quietly(close);
    }, INTENT);
  };
  /** @type {{x: number, y: number} | null} */
  let down = null;
  /** @param {PointerEvent} event */
  const pressedDown = (event) => {
    clearTimeout(resting);
    down = { x: event.clientX, y: event.clientY };
    if (event.target !== made?.host && shown && event.pointerType !== "touch") newsglass.quietly(close);
  };
  /** @param {PointerEvent} event */
  const tapped = (event) => {
    if (event.pointerType !== "touch" || event.target === made?.host || !down) return;
    // A drag is no tap, and what the page does with a tap goes first.
    const far = Math.hypot(event.clientX - down.x, event.clientY - down.y) > 10;
    const target = /** @type {Element} */ (event.target);
    if (far || target.closest?.("a, button, input, textarea, select, label, summary, [role=button], [onclick]")) return;
    const mark = newsglass.marks.at(target.ownerDocument, event.clientX, event.clientY);
    if (mark && mark !== shown?.mark) open(mark, "touch");
    else newsglass.quietly(close);
  };
  /** @param {KeyboardEvent} event */
  const keyed = (event) => {
    const there = made?.card.matches(":popover-open");
    if (!there) return;
    if (event.key === "Escape") newsglass.quietly(close);
    // After a step the card stands next in the order of the keys, as if it stood at its mark.
    if (event.key === "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey && shown?.by === "key" && !made?.root.activeElement && !typing()) {
      event.preventDefault();
      before = focused();
      const buttons = made?.card.querySelectorAll("button");
      /** @type {HTMLElement | undefined} */ (event.shiftKey ? buttons?.[buttons.length - 1] : buttons?.[0])?.focus();
    }
  };
  const scrolled = () => {
    clearTimeout(resting);
    if (!shown) return;
    if (shown.by === "key") newsglass.quietly(() => shown && place(shown.mark));
    else if (!made?.root.activeElement && !made?.card.matches(":hover")) newsglass.quietly(close);
  };

  /** @type {Map<Document, AbortController>} */
  const listening = new Map();
  /** Listens in every document that is read. @param {(Document | ShadowRoot)[]} roots */
  newsglass.mindCard = (roots) => {
    const pages = new Set(roots.filter((root) => !("host" in root)));
    for (const [page, stop] of listening) {
      if (pages.has(page)) continue;
      stop.abort();
      listening.delete(page);
    }
    for (const page of /** @type {Set<Document>} */ (pages)) {
      if (listening.has(page)) continue;
      const stop = new AbortController();
      listening.set(page, stop);
      const how = { signal: stop.signal, capture: true, passive: true };
      newsglass.dom.listen(page, "pointermove", moved, how);
      newsglass.dom.listen(page, "pointerdown", pressedDown, how);
      newsglass.dom.listen(page, "pointerup", tapped, how);
      newsglass.dom.listen(page, "scroll", scrolled, how);
      newsglass.dom.listen(page, "keydown", keyed, { signal: stop.signal, capture: true });
    }
  };
  newsglass.unmindCard = () => {
    clearTimeout(resting);
    for (const stop of listening.values()) stop.abort();
    listening.clear();
  };
}
