// A list of messages, in a channel or a thread: days divide it, the newest stays in sight.
import { dayKey, longDay } from "./dates.js";
import { el, fill, reconcile } from "./dom.js";
import { editMessage, follows, instantOf, messageNode } from "./messages.js";
import { kept, lang, store } from "./store.js";
import { word } from "./words.js";

const NEAR_END = 80;
const MOST_HIDDEN = 500;
const hidden = new Set(JSON.parse(kept.get("hidden") ?? "[]"));
const written = new WeakMap();

/** What a row looks like, as text; a message is written out once, however long the list. */
function lookOf({ message, ...rest }) {
  if (message && !written.has(message)) written.set(message, JSON.stringify(message));
  return JSON.stringify(rest) + (message ? written.get(message) : "");
}

const nameOf = ({ channel, ts }) => `${channel}:${ts}`;

/** A dismissed private message stays away, also when the page is read again. */
function dismiss(message) {
  hidden.add(nameOf(message));
  kept.set("hidden", JSON.stringify([...hidden].slice(-MOST_HIDDEN)));
}

const byTime = (a, b) => Number.parseFloat(a.ts) - Number.parseFloat(b.ts);

/** A timeline; `accepts(message)` tells which events belong to it. */
export function createTimeline({ inThread = false, label, empty }) {
  const list = el("div.timeline-list");
  const node = el("div.timeline", { role: "log", "aria-live": "off", "aria-label": label, tabindex: "-1" }, list);
  let messages = [];

  const atEnd = () => node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END;
  const toEnd = () => {
    node.scrollTop = node.scrollHeight;
  };

  function items() {
    const out = [];
    let before = null;
    for (const message of messages) {
      if (hidden.has(nameOf(message))) continue;
      const day = dayKey(instantOf(message));
      const newDay = !before || dayKey(instantOf(before)) !== day;
      if (newDay && !inThread) out.push({ day, at: instantOf(message) });
      out.push({ message, compact: !newDay && follows(message, before), me: store.me.id, lang: lang() });
      if (inThread && !before && message.reply_count) out.push({ count: message.reply_count });
      before = message;
    }
    return out;
  }

  const keyOf = (item) => item.day ?? (item.count ? "count" : `m${item.message.ts}`);

  function build(item) {
    if (item.day) return el("div.day", {}, el("span", {}, longDay(item.at)));
    if (item.count) return el("div.day", {}, el("span", {}, word("replies", item.count)));
    const hide = () => {
      dismiss(item.message);
      draw();
      node.focus();
    };
    return messageNode(item.message, { inThread, compact: item.compact, hide });
  }

  function draw() {
    const focused = list.contains(document.activeElement) ? document.activeElement.closest("[data-ts]")?.dataset.ts : null;
    const rows = items();
    if (rows.length === 0) {
      fill(list, empty ? el("p.empty", {}, empty) : null);
      return;
    }
    list.querySelector(":scope > .empty")?.remove();
    reconcile(list, rows, keyOf, build, lookOf);
    // A redrawn message takes the focus that it had before.
    if (focused && !list.contains(document.activeElement)) list.querySelector(`[data-ts="${CSS.escape(focused)}"]`)?.focus();
  }

  function update(change) {
    const stick = atEnd();
    messages = change(messages).sort(byTime);
    draw();
    if (stick) toEnd();
  }

  return {
    node,
    toEnd,
    show(all) {
      messages = [...all].sort(byTime);
      draw();
      toEnd();
    },
    put(message) {
      update((all) => [...all.filter(({ ts }) => ts !== message.ts), message]);
      if (message.user === store.me.id && !message.ephemeral) toEnd();
    },
    replace: (message) => update((all) => all.map((one) => (one.ts === message.ts ? message : one))),
    drop: (ts) => update((all) => all.filter((one) => one.ts !== ts)),
    has: (ts) => messages.some((one) => one.ts === ts),
    /** Moves the focus one message down (1) or up (-1), from the last where none has it. */
    step(by) {
      const rows = [...list.querySelectorAll("article.message")];
      const at = rows.indexOf(document.activeElement?.closest?.("article.message"));
      const next = at < 0 ? rows.at(-1) : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    },
    /** Opens one's newest message for editing; tells whether there was one. */
    editLast() {
      const mine = messages.filter((one) => one.user === store.me.id && !one.ephemeral && !one.bot && !one.deleted).at(-1);
      if (mine) editMessage(mine, list.querySelector(`[data-ts="${CSS.escape(mine.ts)}"]`));
      return Boolean(mine);
    },
  };
}
