// The paper-clip: files chosen for a message that is being written, each with a cross to leave it out.
import { node } from "./dom.js";
import { attach } from "./store.js";
import { word } from "./words.js";

const CLIP = "M9 17 17 9a3.5 3.5 0 0 0-5-5l-8 8a5.5 5.5 0 0 0 8 8l7-7";

/** A button and a list, which keep what was chosen in `held` (an array that outlives them). */
export function attaching(held) {
  const list = node("ul.chosen", {});
  const choose = node("input", { type: "file", multiple: true, hidden: true, tabindex: -1 });
  const button = node("button.quiet.clip", { type: "button", "aria-label": word("attach"), title: word("attach"), on: { click: () => choose.click() } }, drawn());
  choose.addEventListener("change", async () => {
    for (const file of choose.files) {
      const told = await attach(file);
      if (told.ok) held.push(told.file);
    }
    choose.value = "";
    show();
    button.focus();
  });
  const leave = (file) => {
    held.splice(held.indexOf(file), 1);
    show();
    button.focus();
  };
  const show = () =>
    list.replaceChildren(...held.map((file) => node("li", {}, file.name, node("button.quiet", { type: "button", "aria-label": `${word("leave_out")} ${file.name}`, on: { click: () => leave(file) } }, "×"))));
  show();
  return { button, list, choose, show };
}

function drawn() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: CLIP, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round" })) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}
