// The left side: desks, channels, direct chats, and who one is.
import { avatar } from "./avatar.js";
import { el, fill } from "./dom.js";
import { openJump, openWho } from "./palette.js";
import { channelLabel, nameOf, on, say, store } from "./store.js";
import { word } from "./words.js";

const KINDS = [
  ["channels", "channel"],
  ["direct", "im"],
  ["apps", "app"],
];

function row(channel) {
  const current = store.channel === channel.id;
  const unread = channel.unread > 0;
  const mark = { channel: channel.private ? "🔒" : "#", im: "•", app: "◆" }[channel.kind] ?? "#";
  const name = channel.kind === "channel" ? channel.name : channelLabel(channel);
  return el(
    `a.row${current ? ".current" : ""}${unread ? ".unread" : ""}${channel.member === false || channel.archived ? ".away" : ""}`,
    {
      href: `?${new URLSearchParams({ team: store.team.id, user: store.me.id, channel: channel.id })}`,
      "aria-current": current ? "page" : false,
      "data-channel": channel.id,
      on: {
        click: (event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          say("open-channel", { channel: channel.id });
        },
      },
    },
    el("span.mark", { "aria-hidden": "true" }, mark),
    el("span.name", {}, name),
    unread ? el("span.count", {}, el("span", { "aria-hidden": "true" }, String(channel.unread)), el("span.unseen", {}, word("unread", channel.unread))) : null,
  );
}

function desks() {
  if (store.teams.length < 2) return el("h2.team", {}, store.team.name);
  const rows = store.teams.map((team) =>
    el(
      "button.desk",
      { type: "button", "aria-pressed": String(team.id === store.team.id), on: { click: () => say("switch", { team: team.id }) } },
      avatar(team.id, team.name),
      el("span.name", {}, team.name),
    ),
  );
  return el("section", { "aria-label": word("desks") }, el("h2", {}, word("desks")), rows);
}

/** The other faces of the desk, where this machine serves some. */
function beside() {
  const other = store.beside;
  if (!other) return null;
  return [
    el("a.row.apps", { href: other.url, target: "_blank", rel: "noopener" }, el("span.name", {}, other.name)),
    el("a.row.apps", { href: "/side", target: "_top" }, el("span.name", {}, word("side"))),
  ];
}

/** Draws the sidebar; the focus stays on the entry that had it. */
export function drawSidebar() {
  const nav = document.getElementById("sidebar");
  const focused = nav.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  nav.setAttribute("aria-label", word("sidebar"));
  const sections = KINDS.map(([title, kind]) => {
    const rows = store.channels.filter((channel) => channel.kind === kind).map(row);
    return rows.length ? el("section", { "aria-label": word(title) }, el("h2", {}, word(title)), rows) : null;
  });
  const me = store.me;
  fill(
    nav,
    el("button.jump", { type: "button", on: { click: openJump }, "aria-keyshortcuts": "Control+K Meta+K" }, el("span", {}, word("jump")), el("kbd", {}, "Ctrl K")),
    el("div.places", {}, desks(), sections, el("a.row.apps", { href: "/apps" }, el("span.name", {}, word("all_apps"))), beside()),
    el(
      "button.me",
      { type: "button", on: { click: openWho }, "aria-label": word("you_are", `${nameOf(me)}, ${me.title ?? ""}`), title: word("who") },
      avatar(me.id, nameOf(me), me.avatar),
      el("span.me-words", {}, el("strong", {}, nameOf(me)), el("span.hint", {}, me.title ?? "")),
      el("kbd", { "aria-hidden": "true" }, "w"),
    ),
  );
  if (focused) nav.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
}

on("channels-changed", drawSidebar);
on("channel-shown", drawSidebar);
