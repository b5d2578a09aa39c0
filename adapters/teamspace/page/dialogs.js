// Dialogs: what a button or the extension opens, page after page, until the bot closes it.
import { drawCard } from "./cards.js";
import { node } from "./dom.js";
import { at, post, reader, store } from "./store.js";
import { word } from "./words.js";

let redraw = () => {};
/** What is to be drawn anew once a dialog has done something. */
export const afterDialog = (does) => {
  redraw = does;
};

/** A card's button was pressed. */
export async function press(message, data) {
  const told = await post("press", { message: message.id, data });
  if (told.ok) show(told.page, message.conversation, false);
}

/** An action of the extension, from the compose box or on a message. */
export async function extend(message = null, command = "open") {
  const conversation = store.here;
  const told = await post("extend", { conversation, message, command });
  if (told.ok) show(told.page, conversation, true);
}

/** The dialog closes, for what it was opened for is done. */
export function finished() {
  at("dialog").close();
  return redraw();
}

function show(page, conversation, extension) {
  const box = at("dialog");
  if (!page) return finished();
  at("dialog-title").textContent = page.title || store.state.chat.name;
  const act = async (data) => {
    at("dialog-card").setAttribute("aria-busy", "true");
    const told = await post("submit", { conversation, data, extension });
    at("dialog-card").removeAttribute("aria-busy");
    if (told.ok) show(told.page, conversation, extension);
    else at("dialog-card").prepend(node("p.colour-attention", { role: "alert" }, told.error ?? word("failed")));
  };
  const inside = page.card ? drawCard(page.card, { reader: reader(), people: store.state.people, act }) : node("p", {}, page.message);
  at("dialog-card").replaceChildren(inside);
  if (!box.open) box.showModal();
  at("dialog-card").scrollTop = 0;
  (inside.querySelector("[data-input]") ?? at("close")).focus();
  return redraw();
}
