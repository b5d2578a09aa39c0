// The page: conversations, messages, cards, dialogs; everything it knows it asks the server for.
import { drawCard } from "./cards.js";
import { node } from "./dom.js";

const at = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
let state = null;
let user = asked.get("user") ?? "";
let here = asked.get("conversation") ?? "";
let replying = null;

const get = async (path, query = {}) => (await fetch(`${path}?${new URLSearchParams({ user, ...query })}`)).json();

async function post(act, given) {
  at("notice").textContent = "";
  const answer = await fetch(`/page/${act}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ user, ...given }) });
  const told = await answer.json();
  if (!told.ok) at("notice").textContent = told.error ?? "That did not work.";
  return told;
}

function where() {
  const query = new URLSearchParams({ user, conversation: here });
  history.replaceState(null, "", `?${query}`);
}

async function begin() {
  state = await get("/page/state");
  user = state.me.id;
  document.documentElement.lang = state.me.locale.slice(0, 2);
  if (![state.chat.id, ...state.channels.map((c) => c.id)].includes(here)) here = state.chat.id;
  at("tenant").textContent = state.tenant;
  const entry = (place) => node("li", {}, node("button.place", { type: "button", "aria-current": place.id === here ? "page" : null, on: { click: () => go(place.id) } }, place.name));
  at("chats").replaceChildren(entry(state.chat));
  at("channels").replaceChildren(...state.channels.map(entry));
  at("who").replaceChildren(...state.people.map((p) => node("option", { value: p.id, selected: p.id === user }, p.title ? `${p.name}, ${p.title}` : p.name)));
  at("title").textContent = [state.chat, ...state.channels].find((place) => place.id === here).name;
  const channel = here !== state.chat.id;
  at("text").placeholder = channel ? "@Guichet open …, or a message" : "open …, list, help";
  where();
  await refresh();
}

const go = (conversation) => {
  here = conversation;
  replying = null;
  return begin();
};

async function refresh() {
  const { messages, now } = await get("/page/messages", { conversation: here });
  const reader = { locale: state.me.locale, zone: state.me.zone };
  at("now").textContent = new Intl.DateTimeFormat(reader.locale, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit", timeZone: reader.zone }).format(new Date(now));
  const box = at("messages");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  const typing = box.querySelector("textarea.reply");
  if (typing && typing === document.activeElement && typing.value) return; // drawn anew once it is sent
  const roots = messages.filter((m) => !m.root);
  const replies = (id) => messages.filter((m) => m.root === id);
  box.replaceChildren(...roots.map((m) => thread(m, replies(m.id), reader)));
  if (atEnd || asked.get("end") !== null) box.scrollTop = box.scrollHeight;
}

function thread(root, replies, reader) {
  const channel = here !== state.chat.id;
  const foot = channel ? [reply(root)] : [];
  return node("article.thread", {}, shown(root, reader), node("div.replies", {}, replies.map((m) => shown(m, reader))), foot);
}

function reply(root) {
  if (replying !== root.id) {
    return node("button.quiet", { type: "button", on: { click: () => { replying = root.id; refresh(); } } }, "Reply");
  }
  const text = node("textarea.field.reply", { rows: 2, "aria-label": "Reply", placeholder: "@Guichet why, or a message" });
  const send = async () => {
    if (!text.value.trim()) return;
    const words = text.value;
    text.value = "";
    await post("say", { conversation: here, text: words, root: root.id });
    replying = null;
    refresh();
  };
  return node("div.answer", {}, text, node("button.button", { type: "button", on: { click: send } }, "Send"));
}

function shown(message, reader) {
  const time = new Intl.DateTimeFormat(reader.locale, { weekday: "short", hour: "numeric", minute: "2-digit", timeZone: reader.zone }).format(new Date(message.at));
  const head = node("header", {}, node("strong", {}, message.name), " ", node("time", {}, time), message.edited ? " (edited)" : null, message.only_for ? node("em", {}, " Only you can see this message") : null);
  if (message.deleted) return node("section.message", {}, head, node("p.subtle", {}, "This message has been deleted."));
  const cards = message.cards.map((card) => drawCard(card, { reader, people: state.people, act: (data) => press(message, data) }));
  const menu = message.bot || message.root ? null : node("button.quiet.small", { type: "button", on: { click: () => extend(message.id) } }, "Open a ticket from this message");
  return node(`section.message${message.bot ? ".bot" : ""}`, {}, head, message.text ? node("p.text", {}, message.text) : null, cards, menu);
}

async function press(message, data) {
  const told = await post("press", { message: message.id, data });
  open(told.page, message.conversation, false);
}

async function extend(message = null) {
  const told = await post("extend", { conversation: here, message });
  open(told.page, here, true);
}

function open(page, conversation, extension) {
  const box = at("dialog");
  if (!page) {
    box.close();
    return refresh();
  }
  at("dialog-title").textContent = page.title;
  const reader = { locale: state.me.locale, zone: state.me.zone };
  const act = async (data) => {
    const told = await post("submit", { conversation, data, extension });
    if (told.ok) open(told.page, conversation, extension);
    else at("dialog-card").prepend(node("p.colour-attention", { role: "alert" }, told.error));
  };
  const inside = page.card ? drawCard(page.card, { reader, people: state.people, act }) : node("p", {}, page.message);
  at("dialog-card").replaceChildren(inside);
  if (!box.open) box.showModal();
  inside.querySelector("[data-input]")?.focus();
  return refresh();
}

at("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = at("text");
  if (!text.value.trim()) return;
  const words = text.value;
  text.value = "";
  await post("say", { conversation: here, text: words });
  refresh();
});
at("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});
at("extend").addEventListener("click", () => extend());
at("close").addEventListener("click", () => at("dialog").close());
at("who").addEventListener("change", (event) => {
  user = event.target.value;
  begin();
});

await begin();
new EventSource("/page/events").addEventListener("message", refresh);
