// Builds the page from nodes: text only ever becomes text, never markup.

let counter = 0;

/** A fresh id, for labels and descriptions. */
export const uid = (prefix) => `${prefix}-${(counter += 1)}`;

/**
 * One element. `spec` is "tag.class.class"; `props` are attributes (false and null leave it out,
 * true sets it empty) and `on`, a map of listeners; children are nodes, strings, lists or nothing.
 */
export function el(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (value !== false && value !== null && value !== undefined) {
      // ARIA wants the word; plain attributes are true by being there.
      node.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
    }
  }
  node.append(...flat(children));
  return node;
}

const flat = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

/** Puts these children, and no others, into a node. */
export function fill(node, ...children) {
  node.replaceChildren(...flat(children));
  return node;
}

/** The address when a link may carry it (web, mail, telephone), or null: no script ever runs from a link. */
export function safeHref(address) {
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Where this person reads a file of this workspace's, whose permalink it is; null for any other address. */
let ownFile = () => null;
export const readFilesBy = (reader) => {
  ownFile = reader;
};

/** A link that opens beside the page, or its words alone where the address is not a safe one. */
export function link(address, ...words) {
  const href = safeHref(address);
  if (href === null) return el("span", {}, ...words);
  const own = ownFile(href);
  if (own !== null) return el("a", { href: own, download: true }, ...words);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...words);
}

const drawn = new WeakMap();

/**
 * Makes the container show `items` in order, and keeps every node whose item did not change: focus,
 * caret and open menus survive. `lookOf(item)` is a text that differs when the item must be drawn again.
 */
export function reconcile(container, items, keyOf, build, lookOf = JSON.stringify) {
  const old = new Map();
  for (const node of container.children) {
    const known = drawn.get(node);
    if (known) old.set(known.key, { node, look: known.look });
  }
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const look = lookOf(item);
    const before = old.get(key);
    if (before && before.look === look) return before.node;
    const node = build(item);
    drawn.set(node, { key, look });
    return node;
  });
  const keep = new Set(wanted);
  for (const node of [...container.children]) if (!keep.has(node)) node.remove();
  wanted.forEach((node, index) => {
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
}

/** Whether typing goes into this element, so that single-letter keys must leave it alone. */
export function isTyping(node) {
  return Boolean(node?.closest?.("input, textarea, select, [contenteditable]"));
}
