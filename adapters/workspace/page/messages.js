// One message: who, when, what, its replies, and what one may do with it.
import { act } from "./api.js";
import { avatar } from "./avatar.js";
import { confirmFirst } from "./confirm.js";
import { dayKey, moment, timeOfDay } from "./dates.js";
import { el } from "./dom.js";
import { filesOf } from "./files.js";
import { openMenu } from "./menu.js";
import { toTyped, withMentions } from "./mentions.js";
import { mrkdwn } from "./mrkdwn.js";
import { nameOf, say, store } from "./store.js";
import { drawSurface } from "./surface.js";
import { word } from "./words.js";

export const instantOf = (message) => Number.parseFloat(message.ts) * 1000;
export const authorOf = (message) => nameOf(store.users.get(message.user)) || message.username || message.user;
const isMine = (message) => !message.bot && message.user === store.me.id && !message.ephemeral && !message.deleted;

/** The message as one line of plain text, for those who hear the page. */
export function spoken(message) {
  const holder = el("div", {}, mrkdwn(message.text));
  const names = (message.files ?? []).filter(({ deleted }) => !deleted).map(({ name }) => name);
  return [holder.textContent, ...names].filter(Boolean).join(", ");
}

/** Draws a message. `inThread` leaves out what only a channel offers; `compact` leaves out who and when. */
export function messageNode(message, { inThread = false, compact = false, hide }) {
  const name = authorOf(message);
  const at = instantOf(message);
  const time = el("time", { datetime: new Date(at).toISOString(), title: moment(at) }, timeOfDay(at));
  const author = store.users.get(message.user);
  const head = el(
    "div.message-head",
    {},
    el("strong.author", {}, name),
    message.bot ? el("span.badge", {}, word("app")) : null,
    author?.title && !message.bot ? el("span.author-title", {}, author.title) : null,
    time,
  );
  const secret = message.ephemeral
    ? el("div.secret", {}, el("span", {}, word("only_you")), el("button.quiet.small", { type: "button", on: { click: hide } }, word("dismiss")))
    : null;
  const node = el(
    `article.message${message.ephemeral ? ".ephemeral" : ""}${compact ? ".compact" : ""}`,
    { tabindex: "-1", "data-ts": message.ts, "aria-label": `${name}, ${moment(at)}${message.ephemeral ? `, ${word("only_you")}` : ""}` },
    el("div.gutter", {}, compact ? time : avatar(message.user, name, author?.avatar)),
    el("div.message-body", {}, secret, compact ? null : head, content(message), filesOf(message), inThread ? null : replies(message)),
    message.deleted ? null : tools(message, inThread, () => node),
  );
  return node;
}

function content(message) {
  if (message.deleted) return el("div.content.hint", {}, word("deleted"));
  if (!message.text && !message.blocks?.length && message.files?.length) return el("div.content");
  const edited = message.edited && !message.bot ? el("span.hint", {}, ` (${word("edited")})`) : null;
  if (!message.blocks?.length) return el("div.content.text", {}, mrkdwn(message.text), edited);
  const node = el("div.content.blocks");
  drawSurface(node, message.blocks, () => ({ channel: message.channel, ts: message.ts, thread_ts: message.thread_ts ?? undefined }));
  return message.bot ? node : el("div.content", {}, node, edited);
}

function replies(message) {
  if (!message.reply_count) return null;
  const faces = (message.reply_users ?? []).slice(0, 3).map((id) => {
    const user = store.users.get(id);
    return avatar(id, nameOf(user), user?.avatar);
  });
  const open = () => say("open-thread", { channel: message.channel, ts: message.ts });
  return el("button.replies", { type: "button", on: { click: open } }, faces, el("span", {}, word("replies", message.reply_count)));
}

function tools(message, inThread, nodeOf) {
  const root = message.thread_ts || message.ts;
  const canReply = !inThread && !message.ephemeral;
  const reply = canReply
    ? el("button.quiet.small", { type: "button", on: { click: () => say("open-thread", { channel: message.channel, ts: root, write: true }) } }, word("reply_in_thread"))
    : null;
  const items = [];
  if (!message.ephemeral) {
    for (const shortcut of store.shortcuts.filter(({ type }) => type === "message")) {
      items.push({
        text: shortcut.name,
        run: () => act("/page/shortcut", { callback_id: shortcut.callback_id, channel: message.channel, ts: message.ts }),
      });
    }
  }
  if (isMine(message)) {
    items.push({ text: word("edit"), run: () => editMessage(message, nodeOf()) });
    items.push({ text: word("remove"), danger: true, run: () => removeMessage(message) });
  }
  const more = items.length
    ? el("button.quiet.icon.small", { type: "button", "aria-label": word("more"), "aria-haspopup": "menu", "aria-expanded": "false", on: { click: (event) => openMenu(event.currentTarget, items) } }, "⋯")
    : null;
  return reply || more ? el("div.tools", {}, reply, more) : null;
}

async function removeMessage(message) {
  const yes = await confirmFirst({
    title: { text: word("remove_title") },
    text: { type: "plain_text", text: word("remove_text") },
    confirm: { text: word("remove") },
    style: "danger",
  });
  if (yes) act("/page/delete", { channel: message.channel, ts: message.ts });
}

/** Turns one's own message into a field; Enter saves, Escape leaves it as it was. */
export function editMessage(message, node) {
  const shown = node?.querySelector(".content");
  if (!shown || node.querySelector(".editor") || !isMine(message)) return;
  const field = el("textarea.field", { rows: 3, "aria-label": word("edit") });
  field.value = toTyped(message.text);
  const end = () => {
    editor.replaceWith(shown);
    node.focus();
  };
  const save = async () => {
    const answer = await act("/page/edit", { channel: message.channel, ts: message.ts, text: withMentions(field.value) });
    if (answer && editor.isConnected) end();
  };
  const editor = el(
    "div.editor",
    {},
    field,
    el(
      "div.actions",
      {},
      el("button.button.primary", { type: "button", on: { click: save } }, word("save")),
      el("button.button", { type: "button", on: { click: end } }, word("cancel")),
    ),
  );
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  shown.replaceWith(editor);
  field.focus();
}

/** Whether a message may stand under the one before without repeating who and when. */
export function follows(message, before) {
  if (!before || before.bot || message.bot || message.ephemeral || before.ephemeral || before.deleted) return false;
  const near = instantOf(message) - instantOf(before) < 5 * 60_000;
  return near && before.user === message.user && dayKey(instantOf(message)) === dayKey(instantOf(before)) && !before.reply_count;
}
