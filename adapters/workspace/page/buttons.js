// Buttons and overflow menus, with the confirmation that Slack asks before the act.
import { optionText, register } from "./controls.js";
import { confirmFirst } from "./confirm.js";
import { el, safeHref } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { openMenu } from "./menu.js";
import { textObject } from "./mrkdwn.js";
import { word } from "./words.js";

/** Does something once at a time, with the button saying that it is at work. */
export async function busy(button, deed) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await deed();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** A button; a red one is for the irreversible only. One with an address opens it as well. */
export function button(element, ctx) {
  const style = { primary: ".primary", danger: ".danger" }[element.style] ?? "";
  const node = el(
    `button.button${style}`,
    { type: "button", "aria-label": element.accessibility_label },
    textObject({ ...element.text, type: "plain_text" }),
  );
  node.addEventListener("click", async () => {
    if (element.confirm && !(await confirmFirst(element.confirm))) return;
    const href = element.url ? safeHref(element.url) : null;
    if (href) window.open(href, "_blank", "noopener,noreferrer");
    await busy(node, () => ctx.act(element, { type: "button", value: element.value }));
  });
  return register(node, { element, blockId: ctx.blockId, stateful: false, focus: () => node.focus() });
}

/** The menu behind the three dots. */
export function overflow(element, ctx) {
  const node = el("button.button.icon", { type: "button", "aria-label": word("more"), "aria-haspopup": "menu", "aria-expanded": "false" }, "⋯");
  node.addEventListener("click", () => {
    const items = (element.options ?? []).map((option) => ({
      text: optionText(option).replace(/:([\w+-]+):/g, (whole, name) => emojiOf(name) ?? whole),
      hint: option.description?.text,
      run: async () => {
        if (element.confirm && !(await confirmFirst(element.confirm))) return;
        const href = option.url ? safeHref(option.url) : null;
        if (href) window.open(href, "_blank", "noopener,noreferrer");
        await busy(node, () => ctx.act(element, { type: "overflow", selected_option: option }));
      },
    }));
    openMenu(node, items);
  });
  return register(node, { element, blockId: ctx.blockId, stateful: false, focus: () => node.focus() });
}
