// The thread beside the conversation: the message, its replies, and where one replies.
import { ask } from "./api.js";
import { createComposer } from "./composer.js";
import { el, fill } from "./dom.js";
import { channelById, channelLabel, on, store, writeAddress } from "./store.js";
import { createTimeline } from "./timeline.js";
import { word } from "./words.js";

let timeline = null;
let composer = null;
let opener = null;

const host = () => document.getElementById("thread");

function head(channel) {
  return el(
    "header.pane-head",
    {},
    el("h2", {}, word("thread")),
    channel ? el("span.hint", {}, channelLabel(channel)) : null,
    el("button.quiet.icon.end", { type: "button", "aria-label": word("close_thread"), on: { click: () => closeThread({ refocus: true }) } }, "✕"),
  );
}

/** Opens the thread under a message; without one, the pane says what to do. */
export async function openThread(id, ts, { write = false, replace = false } = {}) {
  const channel = channelById(id);
  if (host().hidden) opener = document.activeElement;
  host().hidden = false;
  host().setAttribute("aria-label", word("thread"));
  store.thread = ts ?? null;
  writeAddress({ replace });
  timeline = composer = null;
  if (!channel || !ts) {
    fill(host(), head(channel), el("p.empty", {}, word("empty_thread")));
    host().querySelector("button").focus();
    return;
  }
  const mine = createTimeline({ inThread: true, label: word("thread"), empty: word("empty_thread") });
  timeline = mine;
  composer = createComposer(channel, { threadTs: ts, editLast: () => mine.editLast() });
  fill(host(), head(channel), mine.node, composer);
  if (write) composer.write?.();
  const answer = await ask(`/page/thread/${encodeURIComponent(id)}/${encodeURIComponent(ts)}`);
  if (answer && timeline === mine) mine.show(answer.messages);
}

/** Closes the pane and, when asked, gives the focus back to what opened it. */
export function closeThread({ refocus = false } = {}) {
  if (host().hidden) return;
  const ts = store.thread;
  host().hidden = true;
  fill(host());
  timeline = composer = null;
  store.thread = null;
  writeAddress();
  if (!refocus) return;
  const message = ts ? document.querySelector(`#conversation [data-ts="${CSS.escape(ts)}"]`) : null;
  const back = opener?.isConnected && opener !== document.body ? opener : message;
  back?.focus();
}

export const threadTimeline = () => timeline;
export const threadOpen = () => !host().hidden;

const here = (channel, ts, threadTs) => timeline && store.channel === channel && (ts === store.thread || threadTs === store.thread);

on("event:message", ({ message }) => {
  if (here(message.channel, null, message.thread_ts)) timeline.put(message);
});
on("event:ephemeral", ({ message }) => {
  if (here(message.channel, null, message.thread_ts)) timeline.put(message);
});
on("event:message_changed", ({ message }) => {
  if (here(message.channel, message.ts, message.thread_ts)) timeline.replace(message);
});
on("event:message_deleted", (event) => {
  if (timeline && store.channel === event.channel) timeline.drop(event.ts);
});
on("open-thread", ({ channel, ts, write }) => openThread(channel, ts, { write: write ?? false }));
on("close-thread", () => closeThread());
