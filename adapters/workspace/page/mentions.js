// People and channels named inside text, both ways: ids into names to read, names into ids to send.
import { el } from "./dom.js";
import { channelById, channelLabel, nameOf, say, store, userName } from "./store.js";

/** A person's name inside text; one's own stands out. */
export function userNode(id, fallback) {
  const name = store.users.has(id) ? userName(id) : (fallback ?? id);
  return el(`span.mention${id === store.me?.id ? ".self" : ""}`, {}, `@${name.replace(/^@/, "")}`);
}

/** A channel's name inside text; it opens the channel where one may see it. */
export function channelNode(id, fallback) {
  const channel = channelById(id);
  if (!channel) return el("span.mention", {}, `#${fallback || id}`);
  const go = (event) => {
    event.preventDefault();
    say("open-channel", { channel: id });
  };
  return el("a.mention", { href: `?channel=${encodeURIComponent(id)}`, on: { click: go } }, channelLabel(channel));
}

/** Slack's three escapes, undone once. */
export const unescapeText = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

function replaceNames(text, mark, pairs, write) {
  const byLength = [...pairs].sort(([a], [b]) => b.length - a.length);
  let out = "";
  let at = 0;
  while (at < text.length) {
    const startsWord = at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);
    const found =
      text[at] === mark && startsWord
        ? byLength.find(([name]) => {
            const after = text[at + 1 + name.length] ?? "";
            return name && text.startsWith(name, at + 1) && !/[\p{L}\p{N}_-]/u.test(after);
          })
        : undefined;
    out += found ? write(found) : text[at];
    at += found ? found[0].length + 1 : 1;
  }
  return out;
}

/** What was typed, with people named in full turned into their mention; the workspace escapes the rest. */
export function withMentions(typed) {
  const people = [...store.users.values()].map((user) => [nameOf(user), user]);
  return replaceNames(typed, "@", people, ([, user]) => `<@${user.id}>`);
}

/** A message's text as its author would type it again. */
export function toTyped(text) {
  const plain = text.replace(/<([@#])([A-Z0-9]+)(?:\|([^>]*))?>/g, (whole, mark, id, label) =>
    mark === "@" ? `@${userName(id)}` : (channelById(id)?.kind === "channel" ? channelLabel(channelById(id)) : `#${label || id}`),
  );
  return unescapeText(plain.replace(/<((?:https?|mailto|tel):[^|>]+)(?:\|[^>]*)?>/g, "$1"));
}
