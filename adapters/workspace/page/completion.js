// Suggestions over a composer: the commands' verbs with an example each, and people to mention.
import { avatar } from "./avatar.js";
import { el, fill, uid } from "./dom.js";
import { nameOf, store } from "./store.js";
import { word } from "./words.js";

const MOST_PEOPLE = 8;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The verbs that what was typed may become, or the one verb whose words are being typed. */
export function commandRows(typed) {
  if (!typed.startsWith("/") || typed.includes("\n")) return [];
  const rows = [];
  for (const { command, hint, description, verbs } of store.commands) {
    const wanted = folded(typed);
    if (command.startsWith(wanted.trimEnd()) || wanted.startsWith(command)) {
      rows.push({ insert: command, usage: `${command} ${hint ?? ""}`.trim(), summary: description, itself: true });
    }
    for (const { verb, usage, example, summary } of verbs ?? []) {
      rows.push({ insert: `${command} ${verb}`, usage: full(command, usage ?? verb), summary, example: full(command, example) });
    }
  }
  const lower = folded(typed);
  if (lower.length > 1) rows.push(...store.ownCommands.map((command) => ({ insert: command, usage: command })));
  const doing = rows.filter(({ insert, itself }) => !itself && lower.startsWith(`${folded(insert)} `));
  if (doing.length) return doing.map((row) => ({ ...row, passive: true }));
  return rows.filter(({ insert, itself }) => (itself ? folded(insert).startsWith(lower.trimEnd()) : folded(insert).startsWith(lower)));
}

const full = (command, text) => (text && !text.startsWith("/") ? `${command} ${text}` : (text ?? ""));

function personRows(typed, caret) {
  const found = /(^|[\s(])@([\p{L}\p{N}._' -]{0,40})$/u.exec(typed.slice(0, caret));
  if (!found) return [];
  const wanted = folded(found[2]);
  const from = caret - found[2].length - 1;
  const rank = (user) => {
    const names = [nameOf(user), user.name].filter(Boolean).map(folded);
    if (names.some((name) => name.startsWith(wanted))) return 0;
    return wanted && names.some((name) => name.split(/[\s-]/).some((piece) => piece.startsWith(wanted))) ? 1 : -1;
  };
  return [...store.users.values()]
    .map((user) => ({ user, rank: rank(user) }))
    .filter(({ user, rank: place }) => place >= 0 && folded(nameOf(user)) !== wanted.trimEnd())
    .sort((a, b) => a.rank - b.rank || Number(b.user.is_bot) - Number(a.user.is_bot) || nameOf(a.user).localeCompare(nameOf(b.user)))
    .slice(0, MOST_PEOPLE)
    .map(({ user }) => ({ user, from }));
}

/** Ties a list of suggestions to a text field. `commands` is false where slash commands do not exist. */
export function createCompletion(field, { commands = true } = {}) {
  const list = el("div.completion", { role: "listbox", id: uid("completion"), hidden: true });
  let rows = [];
  let at = 0;
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }).forEach(([name, value]) =>
    field.setAttribute(name, value),
  );

  const isOpen = () => !list.hidden;
  const choosable = () => isOpen() && !rows[0]?.passive;

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(next) {
    at = (next + rows.length) % rows.length;
    [...list.querySelectorAll(".option")].forEach((node, index) => {
      const chosen = choosable() && index === at;
      node.setAttribute("aria-selected", String(chosen));
      if (!chosen) return;
      field.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    });
  }

  function suggest() {
    const slash = commands ? commandRows(field.value) : [];
    rows = slash.length ? slash : personRows(field.value, field.selectionStart);
    if (rows.length === 0) return close();
    list.setAttribute("aria-label", slash.length ? word("commands") : word("people"));
    fill(list, rows.map((row, index) => optionNode(row, () => pick(index))));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
    return mark(0);
  }

  function pick(index) {
    const row = rows[index];
    if (row.user) {
      const name = `@${nameOf(row.user)} `;
      field.setRangeText(name, row.from, field.selectionStart, "end");
    } else {
      field.value = `${row.insert} `;
    }
    field.focus();
    close();
    field.dispatchEvent(new Event("input"));
  }

  /** Takes a key that the list understands; tells whether it did. */
  function key(event) {
    if (!isOpen()) return false;
    if (event.key === "Escape") close();
    else if (!choosable()) return false;
    else if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Tab" && !event.shiftKey) pick(at);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      // A command that is already complete is sent, not completed again.
      if (!rows[at].user && field.value.trim() === rows[at].insert) return false;
      pick(at);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  field.addEventListener("input", suggest);
  field.addEventListener("blur", () => setTimeout(() => document.activeElement !== field && close(), 0));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  return { list, key, suggest, close };
}

function optionNode(row, choose) {
  const inside = row.user
    ? [avatar(row.user.id, nameOf(row.user), row.user.avatar), el("span.usage", {}, nameOf(row.user)), el("span.hint", {}, row.user.is_bot ? word("app") : (row.user.title ?? ""))]
    : [
        el("span.usage", {}, row.usage),
        row.summary ? el("span.hint", {}, row.summary) : null,
        row.example ? el("span.example", {}, el("span.unseen", {}, `${word("example")} `), el("code", {}, row.example)) : null,
      ];
  return el(`div.option${row.user ? ".person" : ".verb"}`, { role: "option", id: uid("option"), "aria-selected": "false", on: { click: row.passive ? () => {} : choose } }, inside);
}
