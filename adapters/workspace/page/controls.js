// What every interactive element of Block Kit shares: its place in a block, its value, its deed.
import { el } from "./dom.js";

const controls = new WeakMap();

/**
 * Marks a node as one control. `read()` gives Slack's state value, `write(value)` restores one, and
 * `stateful` is false for buttons and menus, which have no place in a view's state.
 */
export function register(node, { element, blockId, read, write, focus, stateful = true, check = () => null }) {
  node.dataset.block = blockId;
  node.dataset.action = element.action_id ?? "";
  node.dataset.control = element.type;
  controls.set(node, { node, element, blockId, actionId: element.action_id ?? "", read, write, focus, stateful, check });
  return node;
}

/** The controls inside a surface, in reading order. */
export function controlsIn(surface) {
  return [...surface.querySelectorAll("[data-control]")].map((node) => controls.get(node)).filter(Boolean);
}

/** The state of a surface in Slack's shape: {block_id: {action_id: {type, value...}}}. */
export function stateOf(surface) {
  const state = {};
  for (const { blockId, actionId, read, stateful } of controlsIn(surface)) {
    if (stateful) (state[blockId] ??= {})[actionId] = read();
  }
  return state;
}

/** Where the focus and the caret stand in a surface, to put them back after it is drawn again. */
export function focusIn(surface) {
  const active = document.activeElement;
  if (!surface.contains(active)) return null;
  const holder = active.closest("[data-control]");
  if (!holder) return null;
  const inputs = [...holder.querySelectorAll("input, select, textarea, button"), holder];
  let caret = null;
  try {
    caret = active.selectionStart === null ? null : [active.selectionStart, active.selectionEnd];
  } catch {
    // Some inputs have no caret.
  }
  return { block: holder.dataset.block, action: holder.dataset.action, index: inputs.indexOf(active), caret };
}

/** Puts the focus and the caret back where `focusIn` found them, when the control is still there. */
export function refocus(surface, place) {
  if (!place || surface.contains(document.activeElement)) return;
  const holder = [...surface.querySelectorAll("[data-control]")].find(
    (node) => node.dataset.block === place.block && node.dataset.action === place.action,
  );
  if (!holder) return;
  const inputs = [...holder.querySelectorAll("input, select, textarea, button"), holder];
  const target = inputs[place.index] ?? inputs[0];
  target.focus();
  if (!place.caret || !target.setSelectionRange) return;
  try {
    target.setSelectionRange(...place.caret);
  } catch {
    // An input of another kind took its place.
  }
}

/** The words of an option's text object, as plain text: native lists show no markup. */
export const optionText = (option) => String(option?.text?.text ?? option?.value ?? "");

/** A labelled list of choices is read by its name: the placeholder, or what the block says. */
export const named = (element, ctx) =>
  ctx.labelledBy ? { "aria-labelledby": ctx.labelledBy } : { "aria-label": element.placeholder?.text ?? ctx.label ?? element.action_id };

/** A note beside a control that this page cannot offer. */
export const unable = (sentence) => el("p.hint", {}, sentence);
