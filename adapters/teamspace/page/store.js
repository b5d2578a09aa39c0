// What the page knows, and how it asks the server for more.
import { word } from "./words.js";

const asked = new URLSearchParams(location.search);

export const store = { state: null, user: asked.get("user") ?? "", here: asked.get("conversation") ?? "", replying: null, editing: null, drafts: new Map(), chosen: new Map() };
export const at = (id) => document.getElementById(id);
export const reader = () => ({ locale: store.state.me.locale, zone: store.state.me.zone });
export const inChannel = () => store.here !== store.state.chat.id;

export const get = async (path, query = {}) => (await fetch(`${path}?${new URLSearchParams({ user: store.user, ...query })}`)).json();

/** Does something as the person; a refusal is told beneath the messages. */
export const post = (act, given) => sent(`/page/${act}`, "application/json", JSON.stringify({ user: store.user, ...given }));

/** Takes a file along with what is said next. */
export const attach = (file) => sent(`/page/attach?${new URLSearchParams({ user: store.user, name: file.name })}`, "application/octet-stream", file);

/** The files chosen for a thread, or for a conversation's next message. */
export function chosen(id) {
  if (!store.chosen.has(id)) store.chosen.set(id, []);
  return store.chosen.get(id);
}

async function sent(path, type, body) {
  at("notice").textContent = "";
  let told;
  try {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": type }, body });
    told = await answer.json();
  } catch {
    told = { ok: false };
  }
  if (!told.ok) at("notice").textContent = told.error ?? word("failed");
  return told;
}

/** An instant in the person's zone and language. */
export const moment = (iso, how) => new Intl.DateTimeFormat(reader().locale, { ...how, timeZone: reader().zone }).format(new Date(iso));
