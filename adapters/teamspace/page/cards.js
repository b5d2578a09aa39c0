// Draws Adaptive Cards 1.5: the elements that a bot sends here, each as Teams shows it.
import { node, safe } from "./dom.js";
import { word } from "./words.js";

const DATE = /\{\{(DATE|TIME)\(([^,)]+)(?:,\s*(\w+))?\)\}\}/g;
const LENGTHS = { COMPACT: { dateStyle: "short" }, SHORT: { weekday: "short", month: "short", day: "numeric", year: "numeric" }, LONG: { dateStyle: "full" } };

/** Teams' date functions, in the reader's zone and language. */
function dated(text, reader) {
  return text.replace(DATE, (whole, kind, stamp, length) => {
    const at = new Date(stamp);
    if (Number.isNaN(at.getTime())) return whole;
    const how = kind === "TIME" ? { hour: "numeric", minute: "2-digit" } : LENGTHS[length ?? "COMPACT"];
    return new Intl.DateTimeFormat(reader.locale, { ...how, timeZone: reader.zone }).format(at);
  });
}

const INLINE = /\*\*(.+?)\*\*|_(.+?)_|\[([^\]]+)\]\(([^)\s]+)\)|<at>(.+?)<\/at>/g;

/** The Markdown of a TextBlock, as far as Teams reads it: bold, italic, links, and mentions. */
function marked(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(at, found.index));
    const [whole, bold, italic, label, address, person] = found;
    if (bold) parts.push(node("strong", {}, bold));
    else if (italic) parts.push(node("em", {}, italic));
    else if (person) parts.push(node("span.mention", {}, person));
    else if (safe(address)) parts.push(node("a", { href: safe(address), target: "_blank", rel: "noopener noreferrer" }, label));
    else parts.push(whole);
    at = found.index + whole.length;
  }
  return [...parts, text.slice(at)];
}

const styled = (element) => {
  const names = [];
  if (element.weight === "Bolder") names.push("bolder");
  if (element.isSubtle) names.push("subtle");
  if (element.size) names.push(`size-${element.size.toLowerCase()}`);
  if (element.fontType === "Monospace") names.push("mono");
  if (element.horizontalAlignment) names.push(`aligned-${element.horizontalAlignment.toLowerCase()}`);
  if (element.color) names.push(`colour-${element.color.toLowerCase()}`);
  return names;
};

function run(inline) {
  if (typeof inline === "string") return inline;
  const address = inline.selectAction?.type === "Action.OpenUrl" ? safe(inline.selectAction.url) : null;
  const spec = ["span", ...styled(inline)].join(".");
  if (address) return node("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, inline.text);
  return node(spec, {}, inline.text);
}

let count = 0;
const uid = () => `in-${(count += 1)}`;

function input(element, control) {
  const id = uid();
  control.id = id;
  control.dataset.input = element.id;
  return node("div.input", {}, element.label ? node("label", { for: id }, element.label) : null, control);
}

const DRAW = {
  TextBlock: (e, card) => node(["p", ...styled(e)].join("."), {}, marked(dated(e.text ?? "", card.reader))),
  RichTextBlock: (e) => node(["p", ...styled(e)].join("."), {}, (e.inlines ?? []).map(run)),
  ColumnSet: (e, card) => node("div.columns", {}, (e.columns ?? []).map((column) => node(`div.column.${column.width === "stretch" ? "stretch" : "auto"}`, {}, (column.items ?? []).map((item) => draw(item, card))))),
  Container: (e, card) => node("div", {}, (e.items ?? []).map((item) => draw(item, card))),
  FactSet: (e) => node("dl.facts", {}, (e.facts ?? []).map((fact) => [node("dt", {}, fact.title), node("dd", {}, marked(fact.value))])),
  Table: (e, card) => node("div.table", {}, node("table", {}, (e.rows ?? []).map((row, at) => node("tr", {}, (row.cells ?? []).map((cell) => node(at === 0 && e.firstRowAsHeader !== false ? "th" : "td", at === 0 && e.firstRowAsHeader !== false ? { scope: "col" } : {}, (cell.items ?? []).map((item) => draw(item, card)))))))),
  ActionSet: (e, card) => node("div.actions", {}, actions(e.actions ?? [], card)),
  "Input.Text": (e) => {
    const tag = e.isMultiline ? "textarea" : "input";
    const control = node(`${tag}.field`, { maxlength: e.maxLength, placeholder: e.placeholder, rows: e.isMultiline ? 4 : null });
    control.value = e.value ?? "";
    return input(e, control);
  },
  "Input.ChoiceSet": (e, card) => {
    const people = e["choices.data"]?.dataset === "graph.microsoft.com/users" ? card.people.map((p) => ({ title: p.name, value: p.id })) : [];
    const choices = [...(e.choices ?? []), ...people];
    const control = node("select.field", {}, node("option", { value: "" }, word("choose")), choices.map((c) => node("option", { value: c.value }, c.title)));
    control.value = e.value ?? "";
    return input(e, control);
  },
  "Input.Toggle": (e) => {
    const box = node("input", { type: "checkbox", "data-input": e.id, "data-on": e.valueOn ?? "true", "data-off": e.valueOff ?? "false" });
    box.checked = (e.value ?? "") === (e.valueOn ?? "true");
    return node("div.input", {}, e.label ? node("span.label", {}, e.label) : null, node("label.toggle", {}, box, e.title));
  },
};

function actions(list, card) {
  const shown = list.filter((action) => action.mode !== "secondary");
  const folded = list.filter((action) => action.mode === "secondary");
  const buttons = shown.map((action) => button(action, card));
  if (folded.length) {
    const menu = node("details.more", {}, node("summary.button", { "aria-label": word("more_actions") }, "…"), node("div", {}, folded.map((action) => button(action, card))));
    buttons.push(menu);
  }
  return buttons;
}

const KINDS = { positive: ".primary", destructive: ".danger" };

function button(action, card) {
  const press = () => {
    if (action.type === "Action.OpenUrl") {
      const address = safe(action.url);
      if (address) window.open(address, "_blank", "noopener");
      return;
    }
    const own = action.data ?? {};
    card.act(action.associatedInputs === "none" ? own : { ...own, ...typed(card.root) });
  };
  return node(`button.button${KINDS[action.style] ?? ""}`, { type: "button", on: { click: press } }, action.title);
}

/** What stands in the inputs of a card, by their ids. */
function typed(root) {
  const held = {};
  for (const control of root.querySelectorAll("[data-input]")) {
    held[control.dataset.input] = control.type === "checkbox" ? (control.checked ? control.dataset.on : control.dataset.off) : control.value;
  }
  return held;
}

function draw(element, card) {
  const drawn = DRAW[element.type];
  return drawn ? drawn(element, card) : node("p.subtle", {}, `(${element.type})`);
}

/** A card as a node. `reader` has a locale and a zone; `act` gets the data of the button that was pressed. */
export function drawCard(json, { reader, people, act }) {
  const root = node("div.card", {});
  const card = { reader, people, act, root };
  root.append(...(json.body ?? []).map((element) => draw(element, card)));
  if (json.actions?.length) root.append(node("div.actions", {}, actions(json.actions, card)));
  return root;
}
