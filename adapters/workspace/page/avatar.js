// A person's mark: their initials on a steady colour.
import { el } from "./dom.js";
import { store } from "./store.js";

const TONES = 6;

const initials = (name) =>
  name
    .split(/[\s.'’-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((piece) => [...piece][0].toUpperCase())
    .join("");

/** The mark of a person; pictures are shown only from this workspace itself. */
export function avatar(id, name, picture) {
  if (picture?.startsWith("/page/")) return el("img.avatar", { src: picture, alt: "" });
  const known = [...store.users.keys()].indexOf(id);
  const tone = (known >= 0 ? known : [...String(id)].reduce((sum, letter) => sum + letter.codePointAt(0), 0)) % TONES;
  const short = picture && [...picture].length <= 2 ? picture : initials(name || "?");
  return el(`span.avatar.tone-${tone}`, { "aria-hidden": "true" }, short);
}
