// Starts the page, and starts it again for another person or desk.
import { ask, listen } from "./api.js";
import { draw as drawClock, startClock } from "./clockbar.js";
import { openChannel } from "./conversation.js";
import { refreshDates } from "./dates.js";
import { startKeys } from "./keys.js";
import { closeMenu } from "./menu.js";
import { closeForms, openForms } from "./modal.js";
import { notice } from "./notices.js";
import { channelById, kept, lang, on, readAddress, say, store, takeState, writeAddress } from "./store.js";
import { drawSidebar } from "./sidebar.js";
import { openThread } from "./thread.js";

const REFRESH = 30_000;
let starts = 0;

const firstChannel = () =>
  store.channels.find(({ kind, member, archived }) => kind === "channel" && member !== false && !archived) ?? store.channels[0];

/** Becomes a person of a desk and opens a place; what is not given is the server's choice or the first. */
async function start({ team, user, channel, thread }, { replace = false } = {}) {
  starts += 1;
  const mine = starts;
  closeMenu();
  closeForms();
  const wasApp = channelById(channel)?.kind === "app";
  const state = await ask("/page/state", { team, user });
  if (!state || mine !== starts) return;
  takeState(state);
  kept.set(`user.${store.team.id}`, store.me.id);
  document.documentElement.lang = lang();
  startClock();
  drawClock();
  drawSidebar();
  await listen();
  if (mine !== starts) return;
  // Each person has an own conversation with the app: whoever looks at it stays on it.
  const ownApp = wasApp ? store.channels.find(({ kind }) => kind === "app") : null;
  const place = channelById(channel) ?? ownApp ?? firstChannel();
  store.channel = null;
  store.thread = null;
  if (!place) writeAddress({ replace });
  else await openChannel(place.id, { replace, keepThread: Boolean(thread) && place.id === channel });
  if (thread && place?.id === channel) await openThread(place.id, thread, { replace: true });
  openForms(state.views ?? []);
}

const here = () => ({ team: store.team.id, user: store.me.id, channel: store.channel, thread: store.thread });

on("switch", ({ team, user }) => {
  say("close-thread");
  if (team) start({ team, user: kept.get(`user.${team}`) });
  else start({ ...here(), user, thread: null });
});
on("open-channel", ({ channel }) => openChannel(channel));
on("reconnected", () => start(here(), { replace: true }));
on("event:channels", async () => {
  const before = channelById(store.channel);
  const state = await ask("/page/state");
  if (!state) return;
  takeState(state);
  const channel = channelById(store.channel);
  if (channel && before?.member === channel.member && before?.archived === channel.archived) drawSidebar();
  else start(here(), { replace: true });
});
on("event:notice", ({ text }) => notice(text, "bad"));
on("clock-moved", refreshDates);
setInterval(refreshDates, REFRESH);
window.addEventListener("popstate", () => start(readAddress(), { replace: true }));
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refreshDates();
});

startKeys();
start(readAddress(), { replace: true });
