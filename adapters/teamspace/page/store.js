// What the page knows, and how it asks the server for more.
import { word } from "./words.js";

const asked = new URLSearchParams(location.search);

export const store = { state: null, user: asked.get("user") ?? "", here: asked.get("conversation") ?? "", replying: null, editing: null, drafts: new Map() };
export const at = (id) => document.getElementById(id);
export const reader = () => ({ locale: store.state.me.locale, zone: store.state.me.zone });
export const inChannel = () => store.here !== store.state.chat.id;

export const get = async (path, query = {}) => (await fetch(`${path}?${new URLSearchParams({ user: store.user, ...query })}`)).json();

/** Does something as the person; a refusal is told beneath the messages. */
export async function post(act, given) {
  at("notice").textContent = "";
  let told;
  try {
    const answer = await fetch(`/page/${act}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ user: store.user, ...given }) });
    told = await answer.json();
  } catch {
    told = { ok: false };
  }
  if (!told.ok) at("notice").textContent = told.error ?? word("failed");
  return told;
}

/** An instant in the person's zone and language. */
export const moment = (iso, how) => new Intl.DateTimeFormat(reader().locale, { ...how, timeZone: reader().zone }).format(new Date(iso));
