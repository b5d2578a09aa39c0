// Completes names after "@" (the bot first) and the bot's commands, as Teams does while one types.
import { node } from "./dom.js";
import { inChannel, store } from "./store.js";
import { word } from "./words.js";

const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let count = 0;

/** What could stand where the caret is: the words to put there, from which place on. */
function offered(text, caret) {
  if (!store.members) return null;
  const before = text.slice(0, caret);
  const name = /(?:^|\s)@([^\s@]*)$/u.exec(before);
  if (name) {
    const bot = { name: store.state.chat.name, title: word("bot") };
    const others = store.state.people.filter((p) => p.id !== store.user && (!inChannel() || store.members.has(p.id)));
    const found = [bot, ...others].filter((p) => bare(p.name).split(" ").some((part) => part.startsWith(bare(name[1]))));
    return { from: caret - name[1].length - 1, entries: found.map((p) => ({ words: `@${p.name}`, says: p.title ?? "" })) };
  }
  const command = (!inChannel() ? /^\/?([^\s]*)$/u : store.state.slash ? /^(?:@Guichet |\/)([^\s]*)$/iu : /^@Guichet ([^\s]*)$/iu).exec(before);
  if (!command || (!command[1] && !inChannel() && !before)) return null;
  const found = store.state.commands.filter((c) => bare(c.title).startsWith(bare(command[1])));
  return { from: caret - command[1].length, entries: found.map((c) => ({ words: c.title, says: c.description })) };
}

/** Lets a text box offer what fits; Enter sends by `send` where nothing is offered. */
export function suggesting(box, send) {
  const id = `suggest-${(count += 1)}`;
  const list = node("ul.suggest", { id, role: "listbox", hidden: true });
  let current = 0;
  let shown = null;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  const close = () => {
    shown = null;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const take = (entry) => {
    const end = box.selectionStart;
    box.setRangeText(`${entry.words} `, shown.from, end, "end");
    box.focus();
    look();
  };
  function draw() {
    list.replaceChildren(
      ...shown.entries.map((entry, n) =>
        node("li", { role: "option", id: `${id}-${n}`, "aria-selected": String(n === current), on: { pointerdown: (event) => { event.preventDefault(); take(entry); } } }, node("strong", {}, entry.words), " ", node("span.subtle", {}, entry.says)),
      ),
    );
    list.setAttribute("aria-label", word("suggestions"));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.setAttribute("aria-activedescendant", `${id}-${current}`);
    list.children[current]?.scrollIntoView({ block: "nearest" });
  }
  function look() {
    shown = offered(box.value, box.selectionStart);
    current = 0;
    if (!shown?.entries.length) close();
    else draw();
  }
  box.addEventListener("input", look);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (shown && !event.shiftKey) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        current = (current + step + shown.entries.length) % shown.entries.length;
        return draw();
      }
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        return close();
      }
      const whole = bare(box.value.slice(shown.from, box.selectionStart)) === bare(shown.entries[current].words);
      if (event.key === "Tab" || (event.key === "Enter" && !whole)) {
        event.preventDefault();
        return take(shown.entries[current]);
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      close();
      send();
    }
  });
  close();
  return list;
}
