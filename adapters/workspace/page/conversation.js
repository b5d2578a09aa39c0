// The middle of the page: one channel's head, its messages or the app's Home, and the composer.
import { act, ask } from "./api.js";
import { createComposer } from "./composer.js";
import { el, fill } from "./dom.js";
import { homeNode } from "./home.js";
import { authorOf, spoken } from "./messages.js";
import { announce } from "./notices.js";
import { channelById, channelLabel, on, say, store, writeAddress } from "./store.js";
import { createTimeline } from "./timeline.js";
import { word } from "./words.js";

let timeline = null;
let composer = null;
let tab = "home";

const host = () => document.getElementById("conversation");

/** Opens a channel; the app's entry opens on its Home. */
export async function openChannel(id, { keepThread = false, replace = false } = {}) {
  const channel = channelById(id);
  if (!channel) return;
  const changed = store.channel !== id;
  store.channel = id;
  if (changed) tab = "home";
  if (!keepThread) say("close-thread");
  writeAddress({ replace });
  say("channel-shown");
  document.title = `${channelLabel(channel)} · ${store.team.name}`;
  if (channel.kind === "app" && tab === "home") {
    timeline = composer = null;
    fill(host(), head(channel), homeNode());
  } else {
    await openMessages(channel);
  }
  markRead(channel);
}

async function openMessages(channel) {
  const mine = createTimeline({ label: `${word("messages")} ${channelLabel(channel)}`, empty: word("empty_channel") });
  timeline = mine;
  composer = createComposer(channel, { editLast: () => mine.editLast() });
  fill(host(), head(channel), mine.node, composer);
  const answer = await ask(`/page/channel/${encodeURIComponent(channel.id)}`);
  if (answer && timeline === mine) mine.show(answer.messages);
}

function head(channel) {
  const purpose = channel.purpose ? el("p.purpose", { title: channel.purpose }, channel.purpose) : null;
  const marks = channel.private ? el("span.hint", {}, word("private")) : null;
  if (channel.kind !== "app") return el("header.pane-head", {}, el("h1", {}, channelLabel(channel)), marks, purpose);
  const choose = (name) => () => {
    tab = name;
    openChannel(channel.id);
  };
  const tabs = ["home", "messages"].map((name) =>
    el("button.tab", { type: "button", "aria-pressed": String(tab === name), on: { click: choose(name) } }, word(name)),
  );
  return el("header.pane-head", {}, el("h1", {}, channelLabel(channel)), el("div.tabs", {}, tabs), purpose);
}

function markRead(channel) {
  if (channel.unread && !document.hidden) {
    channel.unread = 0;
    say("channels-changed");
  }
  act("/page/read", { channel: channel.id });
}

/** The list of messages in sight, or null on a Home. */
export const mainTimeline = () => timeline;

/** Puts the caret in the channel's composer, with a first word when it is empty. */
export const writeHere = (text) => composer?.write?.(text);

document.addEventListener("visibilitychange", () => {
  const channel = channelById(store.channel);
  if (channel && !document.hidden) markRead(channel);
});

const here = (channel) => timeline && store.channel === channel;
const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;

on("event:message", ({ message }) => {
  if (message.user !== store.me.id) announce(word("new_message", authorOf(message), spoken(message)));
  if (!here(message.channel)) return;
  if (!isReply(message) || message.subtype === "thread_broadcast") timeline.put(message);
  if (!document.hidden) act("/page/read", { channel: message.channel });
});

on("event:ephemeral", ({ message }) => {
  announce(word("private_message", authorOf(message), spoken(message)));
  if (here(message.channel) && !isReply(message)) timeline.put(message);
});

on("event:message_changed", ({ message }) => {
  if (here(message.channel) && timeline.has(message.ts)) timeline.replace(message);
});

on("event:message_deleted", (event) => {
  if (here(event.channel)) timeline.drop(event.ts);
});

on("event:unread", ({ channel, unread }) => {
  const known = channelById(channel);
  if (!known) return;
  known.unread = channel === store.channel && !document.hidden ? 0 : unread;
  say("channels-changed");
});
