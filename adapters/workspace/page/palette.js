// One list to choose from by typing: places to go to, people to be.
import { avatar } from "./avatar.js";
import { openDialog } from "./dialog.js";
import { el, fill, uid } from "./dom.js";
import { channelLabel, nameOf, say, store } from "./store.js";
import { word } from "./words.js";

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Opens a list of {mark, text, hint, current?, run} filtered by what is typed. */
function openPalette({ title, placeholder, items }) {
  const list = el("div.palette-list", { role: "listbox", id: uid("palette"), "aria-label": title });
  const field = el("input.field", { type: "text", role: "combobox", placeholder, "aria-label": title, "aria-controls": list.id, "aria-expanded": "true", autocomplete: "off" });
  let rows = [];
  let at = 0;

  const mark = (next) => {
    at = rows.length ? (next + rows.length) % rows.length : 0;
    rows.forEach(({ node }, index) => node.setAttribute("aria-selected", String(index === at)));
    if (rows[at]) {
      field.setAttribute("aria-activedescendant", rows[at].node.id);
      rows[at].node.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const choose = (item) => {
    dialog.close();
    item.run();
  };
  const draw = () => {
    const pieces = folded(field.value).split(/\s+/).filter(Boolean);
    const found = items.filter(({ text, hint }) => pieces.every((piece) => folded(`${text} ${hint ?? ""}`).includes(piece)));
    rows = found.map((item) => ({
      item,
      node: el(
        `div.option${item.current ? ".current" : ""}`,
        { role: "option", id: uid("option"), "aria-selected": "false", on: { click: () => choose(item) } },
        item.mark,
        el("span.usage", {}, item.text),
        el("span.hint", {}, item.hint ?? ""),
      ),
    }));
    fill(list, rows.length ? rows.map(({ node }) => node) : el("p.empty", {}, word("nothing_found")));
    const current = field.value ? -1 : rows.findIndex(({ item }) => item.current);
    mark(Math.max(0, current));
  };
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1 };
    if (event.key in steps) {
      event.preventDefault();
      mark(steps[event.key]);
    }
  });
  const dialog = openDialog({
    title,
    body: [field, list],
    kind: "palette",
    onSubmit: () => {
      if (rows[at]) choose(rows[at].item);
    },
  });
  draw();
}

/** Jump to a channel, a desk or the app. */
export function openJump() {
  const places = store.channels.map((channel) => ({
    mark: el("span.mark", { "aria-hidden": "true" }, channel.kind === "channel" ? "#" : channel.kind === "app" ? "◆" : "•"),
    text: channelLabel(channel).replace(/^#/, ""),
    hint: channel.unread ? word("unread", channel.unread) : (channel.purpose ?? ""),
    current: channel.id === store.channel,
    run: () => say("open-channel", { channel: channel.id }),
  }));
  const desks = store.teams
    .filter((team) => team.id !== store.team.id)
    .map((team) => ({ mark: avatar(team.id, team.name), text: team.name, hint: word("desks"), run: () => say("switch", { team: team.id }) }));
  openPalette({ title: word("jump"), placeholder: word("jump_placeholder"), items: [...places, ...desks] });
}

const persons = () =>
  [...store.users.values()]
    .filter((user) => !user.is_bot)
    .map((user) => ({
      mark: avatar(user.id, nameOf(user), user.avatar),
      text: nameOf(user),
      hint: user.title ?? "",
      current: user.id === store.me.id,
      run: () => say("switch", { user: user.id }),
    }));

/** Choose who one is, by name, role or account. */
export function openWho() {
  openPalette({ title: word("who"), placeholder: word("who_placeholder"), items: persons() });
}
