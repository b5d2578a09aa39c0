// Short sentences at the page's foot, and the words that screen readers hear.
import { el } from "./dom.js";
import { word } from "./words.js";

// What lies under an open dialog cannot be heard or clicked: sentences go into the one on top.
const host = (kind) => [...document.querySelectorAll("dialog[open]")].at(-1)?.querySelector(kind) ?? document.querySelector(`body > ${kind}`);

const SHOWN_FOR = { info: 6000, bad: 12000 };

/** Shows a sentence for a while; a fault is said at once, the rest politely. */
export function notice(sentence, kind = "info") {
  const place = host(".toasts");
  const toast = el(
    `div.toast.${kind}`,
    { role: kind === "bad" ? "alert" : "status" },
    el("span", {}, sentence),
    el("button.quiet.icon", { type: "button", "aria-label": word("dismiss"), on: { click: () => toast.remove() } }, "✕"),
  );
  place.append(toast);
  while (place.children.length > 4) place.firstElementChild.remove();
  setTimeout(() => toast.remove(), SHOWN_FOR[kind] ?? SHOWN_FOR.info);
}

/** Lets screen readers hear of something that is already in sight. */
export function announce(sentence) {
  const line = el("p", {}, sentence);
  host(".live").append(line);
  setTimeout(() => line.remove(), 8000);
}
