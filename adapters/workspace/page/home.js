// The app's Home: one view, drawn again whenever the app publishes it.
import { act } from "./api.js";
import { el } from "./dom.js";
import { on } from "./store.js";
import { drawSurface } from "./surface.js";
import { word } from "./words.js";

let shown = null;

function draw(view) {
  if (!shown) return;
  shown.empty.hidden = Boolean(view?.blocks?.length);
  drawSurface(shown.blocks, view?.blocks ?? [], () => ({ home: true, view_id: view?.id }));
}

/** The Home of the person one is, as a node that stays true. */
export function homeNode() {
  shown = { blocks: el("div.blocks"), empty: el("p.empty", { hidden: true }, word("empty_home")) };
  const node = el("div.home", { role: "region", "aria-label": word("home"), tabindex: "-1" }, shown.blocks, shown.empty);
  const asked = shown;
  act("/page/home").then((answer) => {
    // What the app published meanwhile is newer than the answer.
    if (shown === asked && answer && !asked.told) draw(answer.view);
  });
  return node;
}

on("event:home", ({ view }) => {
  if (shown) shown.told = true;
  draw(view);
});
