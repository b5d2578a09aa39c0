// One dialog over the page: focus goes in, stays in, and comes back where it was.
import { el, uid } from "./dom.js";
import { word } from "./words.js";

const REACHABLE = "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";

/** What Tab may reach inside a node, one button for each group of radios. */
export function reachable(node) {
  const all = [...node.querySelectorAll(REACHABLE)].filter(
    (item) => !item.disabled && item.tabIndex >= 0 && item.getClientRects().length > 0,
  );
  return all.filter((item) => {
    if (item.type !== "radio" || item.checked) return true;
    const group = all.filter((other) => other.type === "radio" && other.name === item.name);
    return !group.some(({ checked }) => checked) && group[0] === item;
  });
}

function keepInside(event, node) {
  if (event.key !== "Tab") return;
  const stops = reachable(node);
  if (stops.length === 0) {
    event.preventDefault();
    return;
  }
  const [first, last] = [stops[0], stops.at(-1)];
  const inside = node.contains(document.activeElement) && document.activeElement !== node;
  if (event.shiftKey && (document.activeElement === first || !inside)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (document.activeElement === last || !inside)) {
    event.preventDefault();
    first.focus();
  }
}

/** A way back to the focused element, also when a redrawn message has replaced it. */
function wayBack() {
  const from = document.activeElement;
  const message = from?.closest?.("[data-ts]");
  const pane = from?.closest?.("#thread, #conversation, #sidebar, #clock-bar");
  return () => {
    if (from?.isConnected && from !== document.body) {
      from.focus();
      return;
    }
    const ts = message?.dataset.ts;
    const again = ts ? pane?.querySelector(`[data-ts="${CSS.escape(ts)}"]`) : null;
    (again ?? pane?.querySelector("textarea") ?? document.querySelector("#conversation textarea"))?.focus();
  };
}

/**
 * Opens a dialog. `title` heads it, `body` and `foot` are nodes, `onCancel` hears Escape and the cross
 * (by default it closes). Gives `{node, close, retitle}`; `close` gives the focus back.
 */
export function openDialog({ title, body, foot = null, kind = "", onCancel = null, onSubmit = null, closeButton = true }) {
  const back = wayBack();
  const heading = el("h2", { id: uid("dialog") }, title);
  const cross = el("button.quiet.icon", { type: "button", "aria-label": word("close") }, "✕");
  const form = el(
    "form.dialog-form",
    { novalidate: true },
    el("header.dialog-head", {}, heading, closeButton ? cross : null),
    el("div.dialog-body", {}, body),
    foot ? el("footer.dialog-foot", {}, foot) : null,
  );
  const node = el(
    `dialog.dialog${kind ? `.${kind}` : ""}`,
    { "aria-labelledby": heading.id, "aria-modal": "true" },
    form,
    el("div.toasts"),
    el("div.unseen.live", { role: "status", "aria-live": "polite" }),
  );
  const close = () => {
    if (!node.isConnected) return;
    node.close();
    node.remove();
    back();
  };
  const cancel = onCancel ?? close;
  cross.addEventListener("click", cancel);
  // Escape also counts where the focus is nowhere: its key then never comes to the dialog.
  node.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (event.target === node) cancel();
  });
  node.addEventListener("keydown", (event) => {
    keepInside(event, node);
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      cancel();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit?.();
  });
  document.body.append(node);
  node.showModal();
  const bodyNode = node.querySelector(".dialog-body");
  const first = reachable(bodyNode)[0] ?? (foot ? reachable(node.querySelector(".dialog-foot")).at(-1) : null) ?? cross;
  first.focus();
  return {
    node,
    close,
    /** Takes the focus back in, where what had it is gone. */
    hold: () => {
      if (!node.contains(document.activeElement)) (reachable(bodyNode)[0] ?? cross).focus();
    },
    retitle: (words) => {
      heading.textContent = words;
    },
  };
}

/** Whether a dialog is open: the page's own keys then rest. */
export const dialogOpen = () => document.querySelector("dialog[open]") !== null;
