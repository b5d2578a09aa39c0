// Where one writes: messages and slash commands in a channel, replies in a thread.
import { act } from "./api.js";
import { createCompletion } from "./completion.js";
import { el } from "./dom.js";
import { chooser, droppable, tray } from "./files.js";
import { openMenu } from "./menu.js";
import { withMentions } from "./mentions.js";
import { notice } from "./notices.js";
import { botUser, channelLabel, nameOf, store } from "./store.js";
import { word } from "./words.js";

const drafts = new Map();
const chosen = new Map();

function stranger(channel) {
  const join = () => act("/page/command", { channel: channel.id, text: "/join" });
  const able = store.ownCommands.includes("/join") && !channel.private;
  const button = able ? el("button.button.primary", { type: "button", on: { click: join } }, word("join")) : null;
  return el("div.composer-note", {}, el("p", {}, word("no_member")), button);
}

/**
 * A composer for a channel, or for the thread under `threadTs`. `editLast` opens one's newest message
 * when the up arrow is pressed in an empty field.
 */
export function createComposer(channel, { threadTs = null, editLast = () => false } = {}) {
  if (channel.archived) return el("p.composer-note", {}, word("is_archived"));
  if (channel.member === false) return stranger(channel);
  const draft = `${store.team.id}:${store.me.id}:${channel.id}:${threadTs ?? ""}`;
  const placeholder = threadTs ? word("reply_placeholder") : word("message_to", channelLabel(channel));
  const field = el("textarea.composer-field", { rows: 1, placeholder, "aria-label": threadTs ? word("reply_in_thread") : placeholder });
  field.value = drafts.get(draft) ?? "";
  const completion = createCompletion(field, { commands: !threadTs });
  const button = el("button.button.primary", { type: "submit" }, word("send"));
  const globals = threadTs ? [] : store.shortcuts.filter(({ type }) => type === "global");
  const shortcuts = globals.length
    ? el("button.quiet.icon", { type: "button", "aria-label": word("shortcuts"), title: word("shortcuts"), "aria-haspopup": "menu", "aria-expanded": "false" }, "⚡")
    : null;
  shortcuts?.addEventListener("click", () =>
    openMenu(shortcuts, globals.map(({ name, callback_id }) => ({ text: name, run: () => act("/page/shortcut", { callback_id, channel: channel.id }) }))),
  );

  const files = tray({
    changed: (held) => {
      chosen.set(draft, held);
      grow();
    },
  });
  const [attach, input] = chooser((list) => files.take(list));

  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
    button.disabled = files.busy || (field.value.trim() === "" && files.files.length === 0);
    drafts.set(draft, field.value);
  };

  async function send() {
    const typed = field.value.trim();
    const held = files.files;
    if ((!typed && held.length === 0) || files.busy) return;
    const command = typed.startsWith("/") ? typed.split(/\s/)[0] : null;
    if (command && threadTs) {
      notice(word("no_command_in_thread", command, nameOf(botUser()) || "app"), "bad");
      return;
    }
    completion.close();
    field.value = "";
    grow();
    const text = withMentions(typed);
    // A command brings no files along: they stay, for the next message.
    if (!command) files.put([]);
    const answer = command
      ? await act("/page/command", { channel: channel.id, text })
      : await act("/page/say", { channel: channel.id, text, files: held.map(({ id }) => id), ...(threadTs ? { thread_ts: threadTs } : {}) });
    // What could not be sent comes back, unless something else was written meanwhile.
    if (!answer && field.value === "") {
      field.value = typed;
      if (!command && files.files.length === 0) files.put(held);
      grow();
    }
  }

  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (completion.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && field.value === "" && editLast()) {
      event.preventDefault();
    }
  });
  const node = el(
    "form.composer",
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          send();
        },
      },
    },
    completion.list,
    files.node,
    el("div.composer-box", {}, shortcuts, attach, input, field, button),
  );
  droppable(node, (list) => files.take(list));
  field.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    files.take(event.clipboardData.files);
  });
  files.put(chosen.get(draft) ?? []);
  requestAnimationFrame(grow);
  node.write = (text) => {
    field.focus();
    if (text && field.value === "") {
      field.value = text;
      grow();
    }
    completion.suggest();
  };
  return node;
}
