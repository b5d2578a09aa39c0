// A small menu under a button: arrows move, Enter chooses, Escape gives the focus back.
import { el } from "./dom.js";

let open = null;

/** Closes the open menu, if any. */
export function closeMenu({ refocus = false } = {}) {
  if (!open) return;
  const { anchor, node } = open;
  open = null;
  node.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (refocus) anchor.focus();
}

/** Opens a menu of {text, hint?, danger?, run} under its button; a second click closes it. */
export function openMenu(anchor, items) {
  const again = open?.anchor === anchor;
  closeMenu();
  if (again || items.length === 0) return;
  const rows = items.map((item) =>
    el(
      `button.menu-item${item.danger ? ".bad" : ""}`,
      {
        type: "button",
        role: "menuitem",
        tabindex: "-1",
        on: {
          click: () => {
            closeMenu({ refocus: true });
            item.run();
          },
        },
      },
      el("span", {}, item.text),
      item.hint ? el("span.hint", {}, item.hint) : null,
    ),
  );
  const node = el("div.menu", { role: "menu", on: { keydown: (event) => move(event, rows) } }, rows);
  open = { anchor, node };
  anchor.setAttribute("aria-expanded", "true");
  // Inside the dialog when there is one: what lies outside an open dialog cannot be reached.
  (anchor.closest("dialog") ?? document.body).append(node);
  place(anchor, node);
  rows[0].focus();
}

function place(anchor, node) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = node;
  const under = box.bottom + 4 + height < window.innerHeight;
  node.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  node.style.top = `${under ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
}

function move(event, rows) {
  const at = rows.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    rows.at(steps[event.key] % rows.length).focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu({ refocus: true });
  }
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.node.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});
window.addEventListener("resize", () => closeMenu());
