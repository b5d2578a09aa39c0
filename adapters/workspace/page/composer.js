// Where one writes: messages and slash commands in a channel, replies in a thread.
import { act } from "./api.js";
import { createCompletion } from "./completion.js";
import { el } from "./dom.js";
import { openMenu } from "./menu.js";
import { withMentions } from "./mentions.js";
import { notice } from "./notices.js";
import { botUser, channelLabel, nameOf, store } from "./store.js";
import { word } from "./words.js";

const drafts = new Map();

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

  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
    button.disabled = field.value.trim() === "";
    drafts.set(draft, field.value);
  };

  async function send() {
    const typed = field.value.trim();
    if (!typed) return;
    const command = typed.startsWith("/") ? typed.split(/\s/)[0] : null;
    if (command && threadTs) {
      notice(word("no_command_in_thread", command, nameOf(botUser()) || "app"), "bad");
      return;
    }
    completion.close();
    field.value = "";
    grow();
    const text = withMentions(typed);
    const answer = command
      ? await act("/page/command", { channel: channel.id, text })
      : await act("/page/say", { channel: channel.id, text, ...(threadTs ? { thread_ts: threadTs } : {}) });
    // What could not be sent comes back, unless something else was written meanwhile.
    if (!answer && field.value === "") {
      field.value = typed;
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
    el("div.composer-box", {}, shortcuts, field, button),
  );
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
