// Controls that choose: menus, people and channels, radio buttons and checkboxes.
import { named, optionText, register } from "./controls.js";
import { el, uid } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { channelLabel, nameOf, store } from "./store.js";
import { word } from "./words.js";

const sameValue = (a, b) => a?.value === b?.value;

/** A single choice in a native list. `choices` are {value, text, group?}; `toState` gives the state's fields. */
function single(element, ctx, { choices, initial, toState, fromState }) {
  const select = el("select.field", { ...named(element, ctx), "aria-required": ctx.required || false });
  select.append(el("option", { value: "" }, element.placeholder?.text ?? word("choose")));
  let group = null;
  for (const choice of choices) {
    if (choice.group !== group?.label) group = choice.group ? select.appendChild(el("optgroup", { label: choice.group })) : null;
    (group ?? select).append(el("option", { value: choice.value }, choice.text));
  }
  select.value = choices.some(({ value }) => value === initial) ? initial : "";
  const read = () => ({ type: element.type, ...toState(select.value || null) });
  select.addEventListener("change", () => ctx.act(element, read()));
  return register(select, {
    element,
    blockId: ctx.blockId,
    read,
    write: (state) => {
      const value = fromState(state) ?? "";
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    },
    focus: () => select.focus(),
    check: () => (ctx.required && !select.value ? word("required") : null),
  });
}

const groupsOf = (element) =>
  element.option_groups ? element.option_groups.map(({ label, options }) => [label?.text ?? "", options]) : [[null, element.options ?? []]];

export function staticSelect(element, ctx) {
  const groups = groupsOf(element);
  const options = groups.flatMap(([, list]) => list);
  return single(element, ctx, {
    choices: groups.flatMap(([group, list]) => list.map((option) => ({ value: option.value, text: optionText(option), group }))),
    initial: element.initial_option?.value,
    toState: (value) => ({ selected_option: options.find((option) => option.value === value) ?? null }),
    fromState: (state) => state.selected_option?.value,
  });
}

const people = () =>
  [...store.users.values()].filter((user) => !user.is_bot).map((user) => ({ value: user.id, text: nameOf(user) }));
const places = () => store.channels.filter(({ kind }) => kind !== "app").map((channel) => ({ value: channel.id, text: channelLabel(channel) }));

/** Each kind of entity menu: where its choices come from and how its state is called. */
const ENTITIES = {
  users: { choices: people, one: "selected_user", many: "selected_users", first: "initial_user", firsts: "initial_users" },
  conversations: { choices: places, one: "selected_conversation", many: "selected_conversations", first: "initial_conversation", firsts: "initial_conversations" },
  channels: { choices: places, one: "selected_channel", many: "selected_channels", first: "initial_channel", firsts: "initial_channels" },
};

export const entitySelect = (kind) => (element, ctx) => {
  const { choices, one, first } = ENTITIES[kind];
  return single(element, ctx, {
    choices: choices(),
    initial: element[first],
    toState: (value) => ({ [one]: value }),
    fromState: (state) => state[one],
  });
};

/** Several choices: a list of boxes, which a keyboard and a screen reader read as they stand. */
function several(element, ctx, { kind, choices, initial, toState, fromState }) {
  const name = uid("choice");
  const boxes = choices.map((choice) => {
    const box = el("input", { type: kind, name, value: choice.value, checked: initial.includes(choice.value) });
    const about = choice.description?.length ? el("span.hint", {}, choice.description) : null;
    return { box, row: el("label.choice", {}, box, el("span", {}, choice.nodes ?? choice.text, about)) };
  });
  const node = el(
    `div.choices${choices.length > 8 ? ".long" : ""}`,
    { role: kind === "radio" ? "radiogroup" : "group", ...named(element, ctx), "aria-required": (kind === "radio" && ctx.required) || false },
    boxes.map(({ row }) => row),
  );
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const read = () => ({ type: element.type, ...toState(chosen()) });
  const limit = element.max_selected_items ?? Infinity;
  node.addEventListener("change", ({ target }) => {
    if (chosen().length > limit) target.checked = false;
    else ctx.act(element, read());
  });
  return register(node, {
    element,
    blockId: ctx.blockId,
    read,
    write: (state) => {
      const values = fromState(state);
      // A choice that is no longer offered leaves the first one as the app set it.
      if (values.length && !boxes.some(({ box }) => values.includes(box.value))) return;
      for (const { box } of boxes) box.checked = values.includes(box.value);
    },
    focus: () => (boxes.find(({ box }) => box.checked) ?? boxes[0])?.box.focus(),
    check: () => (ctx.required && chosen().length === 0 ? word("required") : null),
  });
}

const boxOf = (option) => ({
  value: option.value,
  nodes: textObject(option.text),
  description: option.description ? textObject(option.description) : [],
});

export function multiSelect(element, ctx) {
  const options = groupsOf(element).flatMap(([, list]) => list);
  return several(element, ctx, {
    kind: "checkbox",
    choices: options.map(boxOf),
    initial: (element.initial_options ?? []).map(({ value }) => value),
    toState: (values) => ({ selected_options: options.filter(({ value }) => values.includes(value)) }),
    fromState: (state) => (state.selected_options ?? []).map(({ value }) => value),
  });
}

export const checkboxes = multiSelect;

export function radioButtons(element, ctx) {
  const options = element.options ?? [];
  return several(element, ctx, {
    kind: "radio",
    choices: options.map(boxOf),
    initial: options.filter((option) => sameValue(option, element.initial_option)).map(({ value }) => value),
    toState: ([value]) => ({ selected_option: options.find((option) => option.value === value) ?? null }),
    fromState: (state) => [state.selected_option?.value],
  });
}

export const multiEntity = (kind) => (element, ctx) => {
  const { choices, many, firsts } = ENTITIES[kind];
  return several(element, ctx, {
    kind: "checkbox",
    choices: choices(),
    initial: element[firsts] ?? [],
    toState: (values) => ({ [many]: values }),
    fromState: (state) => state[many] ?? [],
  });
};
