// Forms that the app opens: stacked views, live updates that keep what was typed, errors at their field.
import { act } from "./api.js";
import { showError } from "./blocks.js";
import { busy } from "./buttons.js";
import { controlsIn, focusIn, refocus, stateOf } from "./controls.js";
import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { announce } from "./notices.js";
import { on } from "./store.js";
import { drawSurface } from "./surface.js";
import { word } from "./words.js";

const stack = new Map();

const wordsOf = (object, otherwise) => object?.text || otherwise;

function draw(open, view, typed = null) {
  const kept = typed ?? stateOf(open.body);
  const place = focusIn(open.body);
  const heard = new Set(linesOf(open.body));
  open.view = view;
  open.dialog?.retitle(wordsOf(view.title, ""));
  drawSurface(open.body, view.blocks, () => ({ view_id: open.view.id }));
  for (const control of controlsIn(open.body)) {
    const value = kept[control.blockId]?.[control.actionId];
    if (control.stateful && value && value.type === control.element.type) control.write(value);
  }
  refocus(open.body, place);
  fill(open.submit, plain(wordsOf(view.submit, word("send"))));
  open.submit.hidden = !view.submit && !(view.blocks ?? []).some(({ type }) => type === "input");
  fill(open.cancel, plain(wordsOf(view.close, word(open.submit.hidden ? "close" : "cancel"))));
  open.dialog?.hold();
  // Screen readers hear the lines that changed while the form stayed open: the promise, mostly.
  if (open.dialog) for (const line of linesOf(open.body)) if (!heard.has(line)) announce(line);
}

const linesOf = (body) => [...body.querySelectorAll(".block.section, .block.context")].map((node) => node.textContent.trim());

function open(view, typed = null) {
  if (stack.has(view.id)) {
    draw(stack.get(view.id), view);
    return;
  }
  const item = {
    view,
    dialog: null,
    body: el("div.blocks"),
    cancel: el("button.button", { type: "button", on: { click: () => leave(item) } }),
    submit: el("button.button.primary", { type: "submit" }),
  };
  draw(item, view, typed);
  item.dialog = openDialog({
    title: wordsOf(view.title, ""),
    body: item.body,
    foot: [item.cancel, item.submit],
    onCancel: () => leave(item),
    onSubmit: () => send(item),
  });
  stack.set(view.id, item);
}

function leave(item) {
  close(item.view.id);
  act("/page/view/close", { view_id: item.view.id });
}

function close(id) {
  const item = stack.get(id);
  if (!item) return;
  stack.delete(id);
  item.dialog.close();
}

async function send(item) {
  if (item.submit.hidden || showErrors(item, missing(item))) return;
  await busy(item.submit, async () => {
    const answer = await act("/page/view/submit", { view_id: item.view.id, state: stateOf(item.body) });
    if (answer?.errors) showErrors(item, answer.errors);
  });
}

/** What Slack's own client refuses before it asks the app: empty required fields, wrong lengths. */
function missing(item) {
  const errors = {};
  for (const { node, blockId, check } of controlsIn(item.body)) {
    const fault = node.closest(".block.input") ? check() : null;
    if (fault) errors[blockId] ??= fault;
  }
  return errors;
}

/** Puts each sentence at its field and the focus on the first; tells whether there was any. */
function showErrors(item, errors) {
  let first = null;
  for (const block of item.body.querySelectorAll(".block.input")) {
    const sentence = errors[block.dataset.input] ?? null;
    showError(block, sentence);
    if (sentence) first ??= block;
  }
  const control = first ? controlsIn(first)[0] : null;
  control?.focus?.();
  if (first) announce(first.querySelector(":scope > .error").textContent);
  return Object.keys(errors).length > 0;
}

/** Opens the forms that were open when the page was left, the lowest first, as they were filled in. */
export const openForms = (views) => views.forEach((view) => open(view, view.state?.values));

/** Closes every form: the person is about to be someone else. */
export function closeForms() {
  for (const id of [...stack.keys()].reverse()) close(id);
}

on("event:view_opened", ({ view }) => open(view));
on("event:view_updated", ({ view }) => {
  if (stack.has(view.id)) draw(stack.get(view.id), view);
});
on("event:view_closed", (event) => close(event.view_id ?? event.view?.id));
