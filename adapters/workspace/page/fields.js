// Controls that are typed in: text, numbers, dates and times.
import { named, register } from "./controls.js";
import { el } from "./dom.js";
import { chooser, droppable, tray } from "./files.js";
import { word } from "./words.js";

const TYPING_PAUSE = 400;

function typed(element, ctx, input, { read, write, check }) {
  let pause = null;
  const send = () => {
    clearTimeout(pause);
    // A form that is being sent, or is gone, is not asked about any more.
    if (!input.isConnected || input.closest("form")?.querySelector("[type=submit][aria-busy]")) return;
    ctx.act(element, read());
  };
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (ctx.dispatches && when.includes("on_character_entered")) {
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(send, TYPING_PAUSE);
    });
  }
  if (ctx.dispatches && when.includes("on_enter_pressed")) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
  }
  return register(input, { element, blockId: ctx.blockId, read, write, check, focus: () => input.focus() });
}

/** One line or several; Slack's lengths are checked before sending. */
export function plainTextInput(element, ctx) {
  const shared = {
    ...named(element, ctx),
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    "aria-required": ctx.required || false,
    autocomplete: "off",
  };
  const input = element.multiline ? el("textarea.field", { ...shared, rows: 4 }) : el("input.field", { ...shared, type: KINDS[element.type] ?? "text" });
  input.value = element.initial_value ?? "";
  return typed(element, ctx, input, {
    read: () => ({ type: element.type, value: input.value === "" ? null : input.value }),
    write: (state) => {
      input.value = state.value ?? "";
    },
    check: () => {
      const length = input.value.trim().length;
      if (length === 0) return ctx.required ? word("required") : null;
      if (element.min_length && input.value.length < element.min_length) return word("too_short", element.min_length);
      if (element.max_length && input.value.length > element.max_length) return word("too_long", element.max_length);
      return null;
    },
  });
}

const KINDS = { number_input: "number", email_text_input: "email", url_text_input: "url" };

const PICKERS = {
  datepicker: { kind: "date", state: "selected_date", first: "initial_date" },
  timepicker: { kind: "time", state: "selected_time", first: "initial_time" },
};

/** A day or a time of day, through the browser's own picker. */
export function picker(element, ctx) {
  const { kind, state: name, first } = PICKERS[element.type];
  const input = el("input.field.short", { type: kind, ...named(element, ctx), "aria-required": ctx.required || false });
  input.value = element[first] ?? "";
  const read = () => ({ type: element.type, [name]: input.value || null });
  input.addEventListener("change", () => ctx.act(element, read()));
  return register(input, {
    element,
    blockId: ctx.blockId,
    read,
    write: (state) => {
      input.value = state[name] ?? "";
    },
    focus: () => input.focus(),
    check: () => (ctx.required && !input.value ? word("required") : null),
  });
}

/** A day and a time, carried as a Unix time read in this browser's zone. */
export function momentPicker(element, ctx) {
  const input = el("input.field.short", { type: "datetime-local", ...named(element, ctx) });
  const show = (seconds) => {
    if (!seconds) return "";
    const at = new Date(seconds * 1000);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  input.value = show(element.initial_date_time);
  const read = () => ({
    type: element.type,
    selected_date_time: input.value ? Math.floor(new Date(input.value).getTime() / 1000) : null,
  });
  input.addEventListener("change", () => ctx.act(element, read()));
  return register(input, {
    element,
    blockId: ctx.blockId,
    read,
    write: (state) => {
      input.value = show(state.selected_date_time);
    },
    focus: () => input.focus(),
    check: () => (ctx.required && !input.value ? word("required") : null),
  });
}

/** Files, chosen or dropped; uploaded at once and shown to nobody before the form is sent. */
export function fileInput(element, ctx) {
  const most = element.max_files ?? 10;
  const chosen = tray({ most });
  const [button, input] = chooser((list) => chosen.take(list), {
    most,
    kinds: element.filetypes,
    spec: "button.button",
    label: null,
    children: word("choose_files"),
    props: { "aria-describedby": ctx.labelledBy },
  });
  const node = el("div.file-field", { role: "group", ...named(element, ctx) }, button, input, chosen.node);
  droppable(node, (list) => chosen.take(list));
  return register(node, {
    element,
    blockId: ctx.blockId,
    read: () => ({ type: element.type, files: chosen.files }),
    write: (state) => chosen.put(state.files ?? []),
    focus: () => button.focus(),
    check: () => {
      if (chosen.busy) return word("uploading");
      return ctx.required && chosen.files.length === 0 ? word("required") : null;
    },
  });
}
