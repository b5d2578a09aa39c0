// Messages and their threads; a thread that did not change keeps its node, its open menus and the focus.
import { attaching } from "./attaching.js";
import { drawCard } from "./cards.js";
import { extend, press } from "./dialogs.js";
import { node } from "./dom.js";
import { chosen, moment, post, reader, store } from "./store.js";
import { suggesting } from "./suggest.js";
import { word } from "./words.js";

const drawn = new Map();

/** The threads of a conversation as nodes, oldest first. `redraw` is called after what changes one. */
export function threads(messages, channel, redraw) {
  const replies = (id) => messages.filter((m) => m.root === id);
  return messages.filter((m) => !m.root).map((root) => kept(root, replies(root.id), channel, redraw));
}

function kept(root, replies, channel, redraw) {
  const mine = [root, ...replies].some((m) => m.id === store.editing) ? store.editing : null;
  const key = JSON.stringify([root, replies, channel, store.user, store.replying === root.id, mine]);
  const held = drawn.get(root.id);
  if (held?.key === key) return held.made;
  const foot = channel ? [reply(root, redraw)] : [];
  const answers = replies.length ? node("div.replies", {}, replies.map((m) => shown(m, redraw))) : null;
  const made = node("article.thread", {}, shown(root, redraw), answers, foot);
  drawn.set(root.id, { key, made });
  return made;
}

function reply(root, redraw) {
  const choose = (id) => () => {
    store.replying = id;
    redraw();
  };
  if (store.replying !== root.id) return node("button.quiet", { type: "button", on: { click: choose(root.id) } }, word("reply"));
  return writing(store.drafts.get(root.id) ?? "", word("reply"), word("send"), {
    typed: (text) => store.drafts.set(root.id, text),
    done: async (text) => {
      const files = chosen(root.id);
      const told = await post("say", { conversation: root.conversation, text, root: root.id, files: files.map((file) => file.id) });
      if (told.ok) {
        store.drafts.delete(root.id);
        files.length = 0;
      }
      choose(null)();
    },
    left: choose(null),
    files: chosen(root.id),
  });
}

/** A text box with its buttons, in a thread. */
function writing(text, label, does, { typed = () => {}, done, left, files = null }) {
  const box = node("textarea.field", { rows: 2, "aria-label": label, placeholder: word("in_thread") });
  box.value = text;
  const finish = () => (box.value.trim() || files?.length ? done(box.value) : null);
  box.addEventListener("input", () => typed(box.value));
  const list = suggesting(box, finish);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.hidden) left();
  });
  const clip = files && attaching(files);
  queueMicrotask(() => box.isConnected && box.focus());
  return node("div.answer", {}, clip?.list, node("div.typing", {}, list, box), clip?.choose, clip?.button, node("button.button.primary", { type: "button", on: { click: finish } }, does), node("button.quiet", { type: "button", on: { click: left } }, word("cancel")));
}

function shown(message, redraw) {
  const time = moment(message.at, { weekday: "short", hour: "numeric", minute: "2-digit" });
  const marks = [message.edited && !message.deleted ? node("span.mark", {}, word("edited")) : null, message.only_for ? node("span.mark.private", {}, word("only_you")) : null];
  const head = node("header", {}, node("strong", {}, message.name), node("time", { datetime: message.at }, time), marks, message.deleted ? null : menu(message, redraw));
  const spec = `section.message${message.bot ? ".bot" : ""}${message.only_for ? ".targeted" : ""}`;
  if (message.deleted) return node(spec, { "data-message": message.id }, head, node("p.subtle", {}, word("gone"), message.author === store.state.me.account ? [" ", undo(message)] : null));
  const cards = message.cards.map((card) => drawCard(card, { reader: reader(), people: store.state.people, act: (data) => press(message, data) }));
  const body = store.editing === message.id ? editing(message, redraw) : message.text ? node("p.text", {}, message.text) : null;
  const files = message.files.map((file) => node("a.file", { href: file.url, target: "_blank", rel: "noopener" }, file.name));
  return node(spec, { "data-message": message.id }, head, body, files.length ? node("p.files", {}, files) : null, cards);
}

const undo = (message) => node("button.quiet", { type: "button", on: { click: () => post("undelete", { message: message.id }) } }, word("undo"));

function editing(message, redraw) {
  const end = () => {
    store.editing = null;
    redraw();
  };
  const done = async (text) => {
    const told = await post("edit", { message: message.id, text });
    if (told.ok) end();
  };
  return writing(message.text, word("edit"), word("save"), { done, left: end });
}

function menu(message, redraw) {
  const own = message.author === store.state.me.account;
  const entry = (words, does) =>
    node("button.place", { type: "button", on: { click: (event) => { event.target.closest("details").open = false; does(); } } }, words);
  const edit = () => {
    store.editing = message.id;
    redraw();
  };
  return node(
    "details.more.of-message",
    { on: { toggle: (event) => event.target.open && event.target.lastElementChild.scrollIntoView({ block: "nearest" }) } },
    node("summary.quiet", { "aria-label": word("more"), title: word("more") }, "⋯"),
    node("div", {}, entry(word("from_message"), () => extend(message.id)), entry(word("add_message"), () => extend(message.id, "add")), own ? [entry(word("edit"), edit), entry(word("delete"), () => post("delete", { message: message.id }))] : null),
  );
}
