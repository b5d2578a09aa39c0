// Slack's mrkdwn to nodes: hostile text stays text, whatever it contains.
import { dateNode } from "./dates.js";
import { el, link } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { channelNode, unescapeText, userNode } from "./mentions.js";
import { word } from "./words.js";

// Private-use marks stand for what is already a node while emphasis is looked for around it.
const OPEN = "\ue000";
const SHUT = "\ue001";
const MARKS = { "*": "strong", _: "em", "~": "s" };
const DEEPEST = 12;
const WORD = /[\p{L}\p{N}]/u;

/** The nodes of a mrkdwn text; `verbatim` leaves bare addresses as they are. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const clean = String(text ?? "").replace(/[\ue000\ue001]/g, "\ufffd");
  return clean.split(/(```[\s\S]*?```)/).flatMap((piece, index) => {
    if (index % 2) return [el("pre", {}, el("code", {}, code(piece.slice(3, -3).replace(/^\n/, ""))))];
    return lines(piece, index > 0, verbatim);
  });
}

function lines(piece, afterPre, verbatim) {
  const out = [];
  let quote = null;
  let first = true;
  const all = (afterPre ? piece.replace(/^\n/, "") : piece).split("\n");
  for (const line of all) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (quote) quote.append(el("br"));
      else out.push((quote = el("blockquote")));
      quote.append(...inline(quoted[1], verbatim));
      first = true;
    } else {
      quote = null;
      if (!first) out.push(el("br"));
      out.push(...inline(line, verbatim));
      first = false;
    }
  }
  return out;
}

function inline(line, verbatim) {
  const atoms = [];
  const hold = (node) => `${OPEN}${atoms.push(node) - 1}${SHUT}`;
  let held = line
    .replace(/`([^`]+)`/g, (whole, inside) => hold(el("code", {}, code(inside))))
    .replace(/<([^<>]+)>/g, (whole, inside) => hold(angle(inside)))
    .replace(/:([\w+-]+):/g, (whole, name) => {
      const emoji = emojiOf(name);
      return emoji ? hold(el("span.emoji", { role: "img", "aria-label": name.replace(/_/g, " ") }, emoji)) : whole;
    });
  if (!verbatim) {
    held = held.replace(/https?:\/\/[^\s\ue000\ue001*~<>|]+[^\s\ue000\ue001*~<>|.,;:!?)'"]/g, (url) => {
      const address = unescapeText(url);
      return hold(link(address, address));
    });
  }
  return emphasis(held, atoms);
}

// Code keeps its text, with the tokens inside it shown as they read.
const code = (text) => unescapeText(text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (whole, target, label) => label || target));

function angle(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(inside.slice(bar + 1));
  if (target.startsWith("@")) return userNode(target.slice(1), label);
  if (target.startsWith("#")) return channelNode(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  const address = unescapeText(target);
  // Anything else between angles is no token of Slack's: it is shown as it came.
  if (!/^(https?|mailto|tel):/i.test(address)) return el("span", {}, `<${unescapeText(inside)}>`);
  return link(address, label || address.replace(/^(mailto|tel):/, ""));
}

function special(name, label) {
  const [kind, ...rest] = name.split("^");
  if (kind === "date") {
    const [seconds, pattern = "{date}", address] = rest;
    const node = dateNode(seconds, unescapeText(pattern), label);
    return address ? link(unescapeText(address), node) : node;
  }
  if (kind === "subteam") return el("span.mention", {}, label || `@${rest[0] ?? ""}`);
  const all = { here: word("here"), channel: word("channel_all"), everyone: word("everyone") };
  return el("span.mention.self", {}, label || (all[kind] ? `@${all[kind]}` : `<!${unescapeText(name)}>`));
}

function emphasis(text, atoms, depth = 0) {
  const out = [];
  const unclosed = new Set();
  let from = 0;
  for (let at = 0; at < text.length && depth < DEEPEST; at += 1) {
    const mark = text[at];
    if (!MARKS[mark] || unclosed.has(mark) || !opens(text, at)) continue;
    const end = closing(text, at);
    if (end < 0) {
      // Nothing closes it here, so nothing closes a later one: a long hostile line stays quick.
      unclosed.add(mark);
      continue;
    }
    out.push(...leaf(text.slice(from, at), atoms), el(MARKS[mark], {}, emphasis(text.slice(at + 1, end), atoms, depth + 1)));
    from = end + 1;
    at = end;
  }
  return [...out, ...leaf(text.slice(from), atoms)];
}

function opens(text, at) {
  const before = text[at - 1] ?? " ";
  const after = text[at + 1] ?? " ";
  return !WORD.test(before) && before !== text[at] && !/\s/.test(after) && after !== text[at];
}

function closing(text, at) {
  const mark = text[at];
  for (let end = text.indexOf(mark, at + 2); end > 0; end = text.indexOf(mark, end + 1)) {
    const next = text[end + 1] ?? " ";
    if (!/\s/.test(text[end - 1]) && !WORD.test(next) && next !== mark) return end;
  }
  return -1;
}

function leaf(text, atoms) {
  return text
    .split(/(\ue000\d+\ue001)/)
    .filter(Boolean)
    .map((piece) => (piece.startsWith(OPEN) ? atoms[Number(piece.slice(1, -1))] : unescapeText(piece)));
}

/** A text object of Block Kit: mrkdwn, or plain text with its emoji. */
export function textObject(object, options) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, options);
  return plain(object.text, object.emoji !== false);
}

/** Plain text with its line breaks and emoji, and nothing else. */
export function plain(text, emoji = true) {
  const shown = emoji ? String(text ?? "").replace(/:([\w+-]+):/g, (whole, name) => emojiOf(name) ?? whole) : String(text ?? "");
  return shown.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}
