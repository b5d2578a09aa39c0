// Moments in the reader's zone and language, told against the desk's clock and kept fresh.
import { el } from "./dom.js";
import { lang, store } from "./store.js";
import { word } from "./words.js";

const LOCALES = { en: "en-GB", fr: "fr-FR", es: "es-ES" };
const NB = "\u00a0";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let base = Date.now();
let readAt = performance.now();

/** Sets the desk's time, which the page then lets run. */
export function setDeskTime(iso) {
  base = Date.parse(iso);
  readAt = performance.now();
}

/** The desk's time now, in milliseconds: cards are read against it, not against the machine's clock. */
export const deskNow = () => base + (performance.now() - readAt);

/** The reader's own zone. */
export const readerZone = () => store.me?.tz || undefined;

const formatters = new Map();

// Making a formatter costs far more than using it.
function format(options, zone, locale = LOCALES[lang()]) {
  const key = JSON.stringify([locale, zone, options]);
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formatters.get(key);
}

function part(instant, zone, name, style) {
  const parts = format({ [name]: style }, zone).formatToParts(instant);
  return parts.find(({ type }) => type === name)?.value ?? "";
}

// Spanish shortens with a full stop, as French does; the browser's own data leaves it out.
const stopped = (text, style) => (lang() === "es" && style === "short" && !text.endsWith(".") ? `${text}.` : text);

const dayMonth = (instant, zone, style) =>
  stopped(format({ day: "numeric", month: style }, zone).format(instant).replace(/ de /, " "), style);

/** The hour and minute as the language writes them: 20:00, 20 h, 20 h 15. */
export function timeOfDay(instant, zone = readerZone(), seconds = false) {
  const written = format(
    { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(seconds ? { second: "2-digit" } : {}) },
    zone,
  ).format(instant);
  if (lang() !== "fr" || seconds) return written;
  const [hour, minute] = written.split(":");
  return minute === "00" ? `${Number(hour)}${NB}h` : `${Number(hour)}${NB}h${NB}${minute}`;
}

/** A day as cards say it: Thu 2 Jul. */
export function shortDay(instant, zone = readerZone()) {
  return `${stopped(part(instant, zone, "weekday", "short"), "short")} ${dayMonth(instant, zone, "short")}`;
}

/** A day as a divider says it: Thursday 2 July. */
export const longDay = (instant, zone = readerZone()) =>
  `${part(instant, zone, "weekday", "long")} ${dayMonth(instant, zone, "long")}`;

/** Day and time together: Thu 2 Jul, 20:00. */
export function moment(instant, zone = readerZone()) {
  const joint = { en: ", ", fr: " à ", es: " a las " }[lang()];
  return `${shortDay(instant, zone)}${joint}${timeOfDay(instant, zone)}`;
}

/** The calendar day in a zone, as YYYY-MM-DD. */
export const dayKey = (instant, zone = readerZone()) =>
  format({ year: "numeric", month: "2-digit", day: "2-digit" }, zone, "en-CA").format(instant);

/** How far an instant is from the desk's now; hours up to two days, so that "1 day" is never misread. */
export function ago(instant) {
  const apart = instant - deskNow();
  const size = Math.abs(apart);
  const relative = new Intl.RelativeTimeFormat(LOCALES[lang()], { numeric: size < MINUTE ? "auto" : "always" });
  if (size < MINUTE) return relative.format(0, "second");
  if (size < 1.5 * HOUR) return relative.format(Math.round(apart / MINUTE), "minute");
  if (size < 2 * DAY) return relative.format(Math.round(apart / HOUR), "hour");
  return relative.format(Math.round(apart / DAY), "day");
}

function pretty(instant, otherwise) {
  const days = ["yesterday", "today", "tomorrow"];
  const now = deskNow();
  const found = [-1, 0, 1].find((away) => dayKey(now + away * DAY) === dayKey(instant));
  return found === undefined ? otherwise : word(days[found + 1]);
}

const year = (instant) => part(instant, readerZone(), "year", "numeric");
const withYear = (instant, text) => `${text} ${year(instant)}`;
const nearYear = (instant, text) => (year(instant) === year(deskNow()) ? text : withYear(instant, text));

const TOKENS = {
  date_num: (at) => dayKey(at),
  date: (at) => withYear(at, dayMonth(at, readerZone(), "long")),
  date_short: (at) => withYear(at, dayMonth(at, readerZone(), "short")),
  date_long: (at) => withYear(at, longDay(at)),
  date_pretty: (at) => pretty(at, nearYear(at, dayMonth(at, readerZone(), "long"))),
  date_short_pretty: (at) => pretty(at, nearYear(at, shortDay(at))),
  date_long_pretty: (at) => pretty(at, nearYear(at, longDay(at))),
  date_long_full: (at) => withYear(at, longDay(at)),
  day_divider_pretty: (at) => pretty(at, longDay(at)),
  time: (at) => timeOfDay(at),
  time_secs: (at) => timeOfDay(at, readerZone(), true),
  ago: (at) => ago(at),
};

/** Writes a Slack date format ("{date_short_pretty} {time}") for an instant in milliseconds. */
export function slackDate(instant, pattern) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (TOKENS[name] ? TOKENS[name](instant) : whole));
}

/** A <time> that stays true while the desk's clock moves; the fallback where the instant is no number. */
export function dateNode(seconds, pattern, fallback) {
  const instant = Number(seconds) * 1000;
  if (!Number.isFinite(instant) || Math.abs(instant) > 8.64e15 || !String(seconds).trim()) {
    return el("span", {}, fallback ?? "");
  }
  return el(
    "time",
    { datetime: new Date(instant).toISOString(), title: moment(instant), "data-instant": instant, "data-pattern": pattern },
    slackDate(instant, pattern),
  );
}

/** Rewrites every living date on the page. */
export function refreshDates() {
  for (const node of document.querySelectorAll("time[data-pattern]")) {
    const text = slackDate(Number(node.dataset.instant), node.dataset.pattern);
    if (node.textContent !== text) node.textContent = text;
  }
}
