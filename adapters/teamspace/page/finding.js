// "Find a ticket": the extension's search. What is chosen is sent as a message of one's own.
import { finished } from "./dialogs.js";
import { node } from "./dom.js";
import { at, post, store } from "./store.js";
import { word } from "./words.js";

const PAUSE = 250;
let asking = 0;

/** Opens the search, with what the bot offers before anything is typed. */
export function find() {
  const conversation = store.here;
  const box = node("input.field", { type: "search", "aria-label": word("number_or_words"), placeholder: word("number_or_words") });
  const rows = node("div.rows", { role: "list", "aria-live": "polite" });
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look(conversation, box.value.trim(), rows), PAUSE);
  });
  at("dialog-title").textContent = word("find_title");
  at("dialog-card").replaceChildren(box, rows);
  if (!at("dialog").open) at("dialog").showModal();
  box.focus();
  return look(conversation, "", rows);
}

async function look(conversation, words, rows, skip = 0) {
  const mine = (asking += 1);
  const told = await post("find", { conversation, words, skip });
  if (mine !== asking || !told.ok) return;
  const made = told.rows.map((row) => node("div", { role: "listitem" }, node("button.row", { type: "button", on: { click: () => choose(conversation, row.card) } }, node("strong", {}, row.title), node("span.subtle", {}, row.text))));
  const more = node("button.quiet", { type: "button", on: { click: () => { more.remove(); look(conversation, words, rows, skip + told.rows.length); } } }, word("more_rows"));
  if (!skip) rows.replaceChildren();
  if (!made.length && !skip) rows.append(node("p.subtle", {}, told.says));
  rows.append(...made, ...(told.more ? [more] : []));
}

async function choose(conversation, card) {
  const told = await post("insert", { conversation, card });
  if (told.ok) finished();
}
