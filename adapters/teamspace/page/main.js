// Starts the page: conversations, who one is, the theme, the compose box; and keeps what is shown fresh.
import { attaching } from "./attaching.js";
import { afterDialog, extend } from "./dialogs.js";
import { find } from "./finding.js";
import { node } from "./dom.js";
import { threads } from "./messages.js";
import { at, chosen, get, inChannel, moment, post, store } from "./store.js";
import { suggesting } from "./suggest.js";
import { speak, word } from "./words.js";

const REFRESH = 30_000;
const linked = new URLSearchParams(location.search).get("message");
let asking = 0;
let clip;

async function begin() {
  store.state = await get("/page/state");
  const { me, chat, channels, people, tenant } = store.state;
  store.user = me.id;
  speak(me.locale);
  document.documentElement.lang = me.locale.slice(0, 2);
  if (![chat.id, ...channels.map((c) => c.id)].includes(store.here)) store.here = chat.id;
  const place = [chat, ...channels].find((each) => each.id === store.here);
  store.members = new Set(place.members ?? people.map((p) => p.id));
  const entry = (each) => node("li", {}, node("button.place", { type: "button", "aria-current": each.id === store.here ? "page" : null, on: { click: () => go(each.id) } }, each.name));
  at("tenant").textContent = tenant;
  at("chats").replaceChildren(entry(chat));
  at("channels").replaceChildren(...channels.map(entry));
  at("who").replaceChildren(...people.map((p) => node("option", { value: p.id, selected: p.id === store.user }, p.title ? `${p.name}, ${p.title}` : p.name)));
  at("title").textContent = place.name;
  for (const said of document.querySelectorAll("[data-word]")) said.textContent = word(said.dataset.word);
  for (const named of document.querySelectorAll("[data-label]")) named.setAttribute("aria-label", word(named.dataset.label));
  at("text").placeholder = inChannel() ? word("in_channel") : word("in_chat");
  clip = attaching(chosen(store.here));
  at("clip").replaceChildren(clip.choose, clip.button);
  at("chosen").replaceChildren(clip.list);
  history.replaceState(null, "", `?${new URLSearchParams({ user: store.user, conversation: store.here })}`);
  await refresh({ toEnd: true });
}

function go(conversation) {
  Object.assign(store, { here: conversation, replying: null, editing: null });
  return begin();
}

async function refresh({ toEnd = false } = {}) {
  const mine = (asking += 1);
  const { messages, now } = await get("/page/messages", { conversation: store.here });
  if (mine !== asking) return;
  at("now").textContent = moment(now, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  at("now").dateTime = now;
  const box = at("messages");
  const atEnd = toEnd || box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  const made = threads(messages, inChannel(), refresh);
  // Only what is new or changed is put in place: the rest keeps its focus, and is not read out again.
  if (!made.length) return box.replaceChildren(node("p.subtle", {}, word("nothing")));
  made.forEach((each, n) => {
    if (box.children[n] !== each) box.insertBefore(each, box.children[n] ?? null);
  });
  while (box.children.length > made.length) box.lastChild.remove();
  if (atEnd) box.scrollTop = box.scrollHeight;
}

async function send() {
  const text = at("text");
  const words = text.value;
  const files = chosen(store.here);
  if (!words.trim() && !files.length) return;
  text.value = "";
  const told = await post("say", { conversation: store.here, text: words, files: files.map((file) => file.id) });
  if (told.ok) files.length = 0;
  clip.show();
  if (!told.ok && !text.value) text.value = words;
  refresh({ toEnd: true });
}

function themed(chosen) {
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem("teamspace.theme", chosen);
  } catch {
    // Not kept then.
  }
}

/** A menu closes on Escape, and when something else is pressed. */
function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.more[open]")) if (!but || !menu.contains(but)) menu.open = false;
}
document.addEventListener("pointerdown", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.more[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
at("extend").addEventListener("click", () => extend());
at("find").addEventListener("click", () => find());
at("close").addEventListener("click", () => at("dialog").close());
at("who").addEventListener("change", (event) => {
  store.user = event.target.value;
  go(store.here);
});
at("theme").value = document.documentElement.dataset.theme ?? "auto";
at("theme").addEventListener("change", (event) => themed(event.target.value));
afterDialog(refresh);

at("text").before(suggesting(at("text"), send));
await begin();
if (linked) document.querySelector(`[data-message="${CSS.escape(linked)}"]`)?.scrollIntoView({ block: "center" });
new EventSource("/page/events").addEventListener("message", () => refresh());
setInterval(refresh, REFRESH);
