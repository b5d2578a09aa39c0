// The list of keys, with the switch that puts single-letter keys to rest.
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { kept } from "./store.js";
import { word } from "./words.js";

const KEYS = [
  [["Ctrl K", "⌘ K"], "key_jump"],
  [["↑", "↓", "Tab", "Enter"], "key_complete"],
  [["Esc"], "key_close"],
  [["Enter", "Shift Enter"], "key_send"],
  [["/"], "key_composer"],
  [["j", "k"], "key_messages"],
  [["t"], "key_thread"],
  [["w"], "key_who"],
  [["."], "key_event"],
  [["?"], "key_help"],
];

/** Whether single-letter keys act. */
export const letterKeys = () => kept.get("letters") !== "off";

/** Shows the keys. */
export function openHelp() {
  const box = el("input", { type: "checkbox", checked: letterKeys(), on: { change: () => kept.set("letters", box.checked ? null : "off") } });
  openDialog({
    title: word("help"),
    kind: "small",
    body: [
      el("label.choice", {}, box, el("span", {}, word("letter_keys"), el("span.hint", {}, word("letter_keys_hint")))),
      el("dl.keys", { "aria-label": word("help_keys") }, KEYS.map(([keys, name]) => [el("dt", {}, keys.map((key) => el("kbd", {}, key))), el("dd", {}, word(name))])),
    ],
  });
}
