// rich_text blocks: sections, lists, quotes and preformatted text, with every inline element.
import { dateNode } from "./dates.js";
import { el, link } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { channelNode, userNode } from "./mentions.js";
import { plain } from "./mrkdwn.js";
import { word } from "./words.js";

/** The nodes of a rich_text block; deeper lists stand inside the item above them. */
export function richText(block) {
  const out = [];
  const open = [];
  for (const part of block.elements ?? []) {
    if (part.type !== "rich_text_list") {
      open.length = 0;
      out.push(section(part));
      continue;
    }
    const depth = part.indent ?? 0;
    const list = listNode(part);
    while (open.length && open.at(-1).depth >= depth) {
      const last = open.at(-1);
      if (last.depth === depth && last.style === part.style && !part.offset) break;
      open.pop();
    }
    const last = open.at(-1);
    if (last && last.depth === depth) {
      last.node.append(...list.children);
      continue;
    }
    (last?.node.lastElementChild ?? null)?.append(list);
    if (!last) out.push(list);
    open.push({ depth, style: part.style, node: list });
  }
  return out;
}

function section(part) {
  const inside = (part.elements ?? []).flatMap(inline);
  if (part.type === "rich_text_quote") return el("blockquote", {}, inside);
  if (part.type === "rich_text_preformatted") return el("pre", {}, el("code", {}, inside));
  return el("div.rich", {}, inside);
}

function listNode(part) {
  const ordered = part.style === "ordered";
  return el(
    ordered ? "ol" : "ul",
    ordered && part.offset ? { start: part.offset + 1 } : {},
    (part.elements ?? []).map((item) => el("li", {}, (item.elements ?? []).flatMap(inline))),
  );
}

function inline(element) {
  const nodes = bare(element);
  const style = element.style ?? {};
  const wraps = [["code", "code"], ["strike", "s"], ["underline", "u"], ["italic", "em"], ["bold", "strong"]];
  return wraps.reduce((inside, [name, tag]) => (style[name] ? [el(tag, {}, inside)] : inside), nodes);
}

function bare(element) {
  switch (element.type) {
    case "text":
      return plain(element.text, false);
    case "link":
      return [link(element.url, element.text || element.url)];
    case "user":
      return [userNode(element.user_id)];
    case "usergroup":
      return [el("span.mention", {}, `@${element.usergroup_id}`)];
    case "channel":
      return [channelNode(element.channel_id)];
    case "emoji":
      return [emojiText(element)];
    case "date": {
      const node = dateNode(element.timestamp, element.format ?? "{date}", element.fallback);
      return [element.url ? link(element.url, node) : node];
    }
    case "broadcast": {
      const names = { here: "here", channel: "channel_all", everyone: "everyone" };
      return [el("span.mention.self", {}, `@${word(names[element.range] ?? "here")}`)];
    }
    case "color":
      return [el("code", {}, element.value)];
    default:
      return [element.text ?? element.fallback ?? ""];
  }
}

function emojiText(element) {
  const points = (element.unicode ?? "").split("-").map((hex) => Number.parseInt(hex, 16));
  const valid = points.length && points.every((point) => point > 0 && point <= 0x10ffff);
  const shown = emojiOf(element.name) ?? (valid ? String.fromCodePoint(...points) : `:${element.name}:`);
  return el("span.emoji", { role: "img", "aria-label": String(element.name).replace(/_/g, " ") }, shown);
}
