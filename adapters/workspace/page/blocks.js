// Block Kit to nodes: each block type and each element type in one table.
import { button, overflow } from "./buttons.js";
import { checkboxes, entitySelect, multiEntity, multiSelect, radioButtons, staticSelect } from "./choices.js";
import { unable } from "./controls.js";
import { el, link, reconcile, uid } from "./dom.js";
import { fileInput, momentPicker, picker, plainTextInput } from "./fields.js";
import { plain, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { word } from "./words.js";

const ELEMENTS = {
  button,
  overflow,
  static_select: staticSelect,
  users_select: entitySelect("users"),
  conversations_select: entitySelect("conversations"),
  channels_select: entitySelect("channels"),
  multi_static_select: multiSelect,
  multi_users_select: multiEntity("users"),
  multi_conversations_select: multiEntity("conversations"),
  multi_channels_select: multiEntity("channels"),
  radio_buttons: radioButtons,
  checkboxes,
  plain_text_input: plainTextInput,
  number_input: plainTextInput,
  email_text_input: plainTextInput,
  url_text_input: plainTextInput,
  datepicker: picker,
  timepicker: picker,
  datetimepicker: momentPicker,
  file_input: fileInput,
  image: picture,
};

function elementNode(element, ctx) {
  const make = ELEMENTS[element.type];
  return make ? make(element, ctx) : unable(word("unknown_block", element.type));
}

/** A picture of this very workspace; one from elsewhere is a link, since the page fetches nothing outside. */
function picture(element) {
  const alt = element.alt_text || word("image");
  let own = false;
  try {
    own = new URL(element.image_url, location.href).origin === location.origin;
  } catch {
    // Not an address: the words alone are shown.
  }
  return own ? el("img", { src: element.image_url, alt, loading: "lazy" }) : link(element.image_url, alt);
}

function section(block, ctx) {
  const words = block.text ? el("div.text", {}, textObject(block.text, block)) : null;
  const fields = block.fields?.length ? el("div.fields", {}, block.fields.map((field) => el("div", {}, textObject(field)))) : null;
  if (!block.accessory) return el("div.block.section", {}, words, fields);
  const accessory = elementNode(block.accessory, { ...ctx, label: block.text?.text });
  return el("div.block.section.with-accessory", {}, el("div.grow", {}, words, fields), el("div.accessory", {}, accessory));
}

function context(block) {
  const parts = (block.elements ?? []).map((part) =>
    part.type === "image" ? picture(part) : el("span", {}, textObject(part)),
  );
  return el("div.block.context", {}, parts);
}

function input(block, ctx) {
  const label = uid("label");
  const hint = block.hint ? el("p.hint", { id: uid("hint") }, plain(block.hint.text)) : null;
  const error = el("p.error", { id: uid("error"), hidden: true });
  const inner = elementNode(block.element ?? {}, {
    ...ctx,
    labelledBy: label,
    required: !block.optional,
    dispatches: block.dispatch_action === true,
    act: block.dispatch_action ? ctx.act : () => {},
  });
  const field = inner.matches("input, select, textarea, [role]") ? inner : (inner.querySelector("input") ?? inner);
  if (hint) field.setAttribute("aria-describedby", hint.id);
  const name = el("span.label", { id: label, on: { click: () => field.focus?.() } }, plain(block.label?.text), block.optional ? el("span.hint", {}, ` (${word("optional")})`) : null);
  const node = el("div.block.input", { "data-input": ctx.blockId }, name, inner, hint, error);
  node.addEventListener("input", () => showError(node, null));
  return node;
}

/** Shows an error under its field and ties it to the field for those who do not see it; null clears it. */
export function showError(node, sentence) {
  const error = node.querySelector(":scope > .error");
  const inner = node.querySelector("[data-control]");
  const field = inner?.matches("input, select, textarea, [role]") ? inner : (inner?.querySelector("input") ?? inner);
  if (!error || !field) return;
  error.hidden = !sentence;
  error.textContent = sentence ?? "";
  const hint = node.querySelector(":scope > .hint")?.id;
  const ids = [sentence ? error.id : null, hint].filter(Boolean).join(" ");
  if (ids) field.setAttribute("aria-describedby", ids);
  else field.removeAttribute("aria-describedby");
  if (sentence) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function cellWords(part) {
  return part.text ?? (part.elements ?? []).map(cellWords).join("");
}

function table(block) {
  const cell = (tag, part) =>
    el(tag, tag === "th" ? { scope: "col" } : {}, part.type === "rich_text" ? richText(part) : plain(part.text));
  const aligned = (row, tag) =>
    row.map((part, index) => {
      const node = cell(tag, part);
      const align = block.column_settings?.[index]?.align;
      if (align === "right" || align === "center") node.classList.add(align);
      if (!block.column_settings?.[index]?.is_wrapped) node.classList.add("one-line");
      return node;
    });
  const [head = [], ...rows] = block.rows ?? [];
  return el(
    "div.block.table",
    { tabindex: "0", role: "region", "aria-label": head.map(cellWords).filter(Boolean).join(", ") },
    el("table", {}, el("thead", {}, el("tr", {}, aligned(head, "th"))), el("tbody", {}, rows.map((row) => el("tr", {}, aligned(row, "td"))))),
  );
}

const BLOCKS = {
  section,
  context,
  input,
  table,
  header: (block) => el("h3.block.header", {}, plain(block.text?.text)),
  divider: () => el("hr.block"),
  actions: (block, ctx) => el("div.block.actions", {}, (block.elements ?? []).map((element) => elementNode(element, ctx))),
  image: (block) =>
    el("figure.block.image", {}, block.title ? el("figcaption", {}, plain(block.title.text)) : null, picture(block)),
  rich_text: (block) => el("div.block.rich-text", {}, richText(block)),
  markdown: (block) => el("div.block.section", {}, plain(block.text)),
};

/**
 * Draws blocks into a container, keeping those that did not change. `act(element, value, blockId)` is
 * told what people do.
 */
export function drawBlocks(container, blocks, act) {
  const items = (blocks ?? []).map((block, index) => ({ ...block, block_id: block.block_id || `b${index}` }));
  reconcile(
    container,
    items,
    (block) => `${block.type}:${block.block_id}`,
    (block) => {
      const make = BLOCKS[block.type];
      if (!make) return unable(word("unknown_block", block.type));
      const ctx = { blockId: block.block_id, act: (element, value) => act(element, value, block.block_id) };
      return make(block, ctx);
    },
  );
  return container;
}
