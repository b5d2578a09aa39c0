// The bar on top: the desk's time and hours, and the buttons that move its clock ahead.
import { act, ask } from "./api.js";
import { deskNow, moment, setDeskTime, shortDay, timeOfDay } from "./dates.js";
import { el, fill } from "./dom.js";
import { openHelp } from "./help.js";
import { announce } from "./notices.js";
import { kept, on, say, store } from "./store.js";
import { word } from "./words.js";

let moving = null;

const zone = () => store.clock?.zone || undefined;

async function move(name, body) {
  if (moving) return;
  moving = name;
  draw();
  announce(word("moving"));
  const bar = await act("/page/clock", { channel: store.channel, ...body });
  moving = null;
  if (bar) {
    take(bar.clock ?? bar);
    announce(word("moved", `${moment(deskNow(), zone())}, ${store.clock.status ?? ""}`));
  } else draw();
}

/** Moves the clock to the next thing that is planned. */
export const toNextEvent = () => (store.clock?.next_event ? move("next_event", { to: "next_event" }) : Promise.resolve());

function take(bar) {
  store.clock = bar;
  setDeskTime(bar.time);
  draw();
  say("clock-moved");
}

const near = (iso) => {
  const at = Date.parse(iso);
  return shortDay(at, zone()) === shortDay(deskNow(), zone()) ? timeOfDay(at, zone()) : moment(at, zone());
};

function mover(name, words, detail, body, able = true) {
  return el(
    "button.button.mover",
    { type: "button", "data-move": name, disabled: moving !== null || !able, "aria-busy": moving === name ? "true" : false, title: detail, on: { click: () => move(name, body) } },
    el("span", {}, words),
    detail ? el("span.hint", {}, detail) : null,
  );
}

function nextTheme() {
  const order = ["auto", "light", "dark"];
  const theme = order[(order.indexOf(kept.get("theme") ?? "auto") + 1) % order.length];
  kept.set("theme", theme === "auto" ? null : theme);
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  draw();
}

/** Draws the bar; the button that had the focus keeps it. */
export function draw() {
  const bar = document.getElementById("clock-bar");
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.move : null;
  const clock = store.clock;
  const theme = kept.get("theme") ?? "auto";
  const event = clock?.next_event;
  bar.setAttribute("aria-label", word("clock"));
  fill(
    bar,
    el(
      "div.desk-time",
      {},
      clock ? el("time.now", {}, moment(deskNow(), zone())) : null,
      clock?.city ? el("span.hint.city", {}, `(${clock.city})`) : null,
      clock?.status ? el(`span.status${clock.is_open ? ".ok" : ""}`, {}, el("span.dot", { "aria-hidden": "true" }), clock.status) : null,
    ),
    el(
      "div.movers",
      { role: "group", "aria-label": word("clock") },
      mover("quarter", word("plus_quarter"), null, { minutes: 15 }),
      mover("hour", word("plus_hour"), null, { minutes: 60 }),
      mover("next_opening", word("next_opening"), clock?.next_opening ? near(clock.next_opening) : null, { to: "next_opening" }, Boolean(clock?.next_opening)),
      mover("next_event", word("next_event"), event ? `${event.label}, ${near(event.at)}` : word("no_event"), { to: "next_event" }, Boolean(event)),
    ),
    el(
      "div.bar-end",
      {},
      el("button.quiet.icon", { type: "button", "data-move": "theme", title: `${word("theme")}: ${word(`theme_${theme}`)}`, "aria-label": `${word("theme")}: ${word(`theme_${theme}`)}`, on: { click: nextTheme } }, { auto: "◐", light: "☀", dark: "☾" }[theme]),
      el("button.quiet.icon", { type: "button", "data-move": "help", title: word("help"), "aria-label": word("help"), on: { click: openHelp } }, "?"),
    ),
  );
  if (focused) bar.querySelector(`[data-move="${focused}"]:not(:disabled)`)?.focus();
}

/** Reads the bar again for the channel one looks at: each desk has its own hours. */
export async function readClock() {
  const bar = await ask("/page/clock", { channel: store.channel });
  if (bar) take(bar.clock ?? bar);
}

/** Starts from the clock that came with the state. */
export function startClock() {
  if (store.clock) take(store.clock);
}

on("event:clock", ({ clock }) => {
  // The bar that comes along tells the instant, but the hours of whoever's channel moved it.
  if (clock) setDeskTime(clock.time);
  if (!moving) readClock();
});
on("channel-shown", readClock);
setInterval(() => {
  const now = document.querySelector("#clock-bar .now");
  if (now && store.clock) now.textContent = moment(deskNow(), zone());
}, 5000);
