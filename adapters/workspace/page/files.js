// Files: choosing them by button or by drop, what is chosen so far, and how a message shows them.
import { act, address, upload } from "./api.js";
import { confirmFirst } from "./confirm.js";
import { el, fill, readFilesBy } from "./dom.js";
import { announce } from "./notices.js";
import { store } from "./store.js";
import { word } from "./words.js";

/** The size as people read it. */
export function sizeOf(bytes) {
  if (bytes < 1000) return word("bytes", bytes);
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kilobytes"] : [bytes / 1_000_000, "megabytes"];
  return word(unit, new Intl.NumberFormat(store.me?.locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value));
}

/** Where this person reads a file; it is saved, never opened as a page. */
export const fileAddress = (id) => address(`/page/file/${encodeURIComponent(id)}`);

// A permalink of a file of ours leads to the file, for whoever one is now.
readFilesBy((href) => {
  const url = new URL(href);
  const [, folder, , id] = url.pathname.split("/");
  return url.origin === location.origin && folder === "files" && id ? fileAddress(id) : null;
});

/**
 * What is chosen so far, with a way to take each back. `on(files)` hears of every change; `most` is how many
 * there may be. The node lists them; `take(list)` uploads, `files` reads, `put(files)` sets.
 */
export function tray({ most = 10, changed = () => {} } = {}) {
  let held = [];
  let waiting = 0;
  const node = el("ul.tray", { "aria-label": word("chosen_files"), hidden: true });
  const draw = () => {
    node.hidden = held.length === 0 && waiting === 0;
    fill(
      node,
      held.map((file) =>
        el(
          "li.chip",
          {},
          el("span.file-name", {}, file.name),
          el("span.hint", {}, sizeOf(file.size)),
          el("button.quiet.icon.small", { type: "button", "aria-label": word("take_back", file.name), on: { click: () => drop(file) } }, "✕"),
        ),
      ),
      waiting ? el("li.chip", { "aria-busy": true }, word("uploading")) : null,
    );
    changed(held);
  };
  const drop = (file) => {
    held = held.filter(({ id }) => id !== file.id);
    draw();
    announce(word("taken_back", file.name));
  };
  const take = async (list) => {
    for (const chosen of [...list].slice(0, Math.max(0, most - held.length))) {
      waiting += 1;
      draw();
      const answer = await upload(chosen);
      waiting -= 1;
      if (answer) {
        held = [...held, answer.file];
        announce(word("added", answer.file.name));
      }
      draw();
    }
  };
  return {
    node,
    take,
    get files() {
      return held;
    },
    get busy() {
      return waiting > 0;
    },
    put(files) {
      held = files.map(({ id, name, size }) => ({ id, name, size }));
      draw();
    },
  };
}

/** Lets files be dropped on a node, which shows that it takes them. */
export function droppable(node, take) {
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  node.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    node.classList.add("dropping");
  });
  node.addEventListener("dragleave", () => node.classList.remove("dropping"));
  node.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    node.classList.remove("dropping");
    take(event.dataTransfer.files);
  });
}

/** A button that opens the browser's own chooser. */
export function chooser(take, { most = 10, kinds = null, spec = "button.quiet.icon", label = word("attach"), children = "📎", props = {} } = {}) {
  const accept = kinds?.length ? kinds.map((kind) => `.${kind}`).join(",") : null;
  const input = el("input", { type: "file", multiple: most > 1, accept, hidden: true, tabindex: "-1" });
  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    input.value = "";
    await take(chosen);
  });
  const button = el(spec, { type: "button", ...(label ? { "aria-label": label, title: label } : {}), ...props, on: { click: () => input.click() } }, children);
  return [button, input];
}

/** The files of a message: pictures are shown, everything else is named. */
export function filesOf(message) {
  if (!message.files?.length) return null;
  return el("ul.files", { "aria-label": word("files") }, message.files.map((file) => el("li", {}, tile(file))));
}

function tile(file) {
  if (file.deleted) return el("span.hint", {}, word("file_gone"));
  const href = fileAddress(file.id);
  const named = el("a.file-name", { href, download: file.name }, file.title || file.name);
  const about = el("div.file-about", {}, named, el("span.hint", {}, sizeOf(file.size)), remover(file));
  if (!file.image) return el("div.file", {}, el("span.file-kind", { "aria-hidden": true }, kindOf(file)), about);
  const alt = file.alt || word("picture", file.title || file.name);
  const picture = el("a", { href, download: file.name }, el("img.thumb", { src: href, alt, loading: "lazy" }));
  return el("figure.file", {}, picture, el("figcaption", {}, about));
}

const kindOf = (file) => (file.name.includes(".") ? file.name.split(".").pop().slice(0, 4).toUpperCase() : "…");

function remover(file) {
  if (file.user !== store.me.id) return null;
  const ask = {
    title: { text: word("remove_file") },
    text: { type: "plain_text", text: word("remove_file_text", file.name) },
    confirm: { text: word("remove") },
    style: "danger",
  };
  const click = async () => {
    if (await confirmFirst(ask)) act("/page/file/delete", { file: file.id });
  };
  return el("button.quiet.small", { type: "button", "aria-label": word("remove_named", file.name), on: { click } }, word("remove"));
}
