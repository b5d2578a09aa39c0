// The page's keys: a few that always act, and single letters that rest while one types.
import { toNextEvent } from "./clockbar.js";
import { mainTimeline, writeHere } from "./conversation.js";
import { dialogOpen } from "./dialog.js";
import { isTyping } from "./dom.js";
import { letterKeys, openHelp } from "./help.js";
import { openJump, openWho } from "./palette.js";
import { store } from "./store.js";
import { closeThread, openThread, threadOpen, threadTimeline } from "./thread.js";

const step = (by) => {
  const inThread = document.activeElement?.closest("#thread") && threadTimeline();
  (inThread || mainTimeline())?.step(by);
};

function thread() {
  const message = document.activeElement?.closest?.("#conversation article.message");
  const own = message && !message.classList.contains("ephemeral");
  openThread(store.channel, own ? message.dataset.ts : null, { write: Boolean(own) });
}

const LETTERS = {
  "/": () => writeHere("/"),
  j: () => step(1),
  k: () => step(-1),
  t: thread,
  w: openWho,
  ".": toNextEvent,
  "?": openHelp,
};

/** Listens to the whole page. */
export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (!dialogOpen()) openJump();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || dialogOpen()) return;
    if (event.key === "Escape") {
      if (threadOpen()) closeThread({ refocus: true });
      else if (isTyping(event.target)) mainTimeline()?.node.focus();
      return;
    }
    if (isTyping(event.target) || !letterKeys() || event.target.closest?.("[role=menu]")) return;
    const deed = LETTERS[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
