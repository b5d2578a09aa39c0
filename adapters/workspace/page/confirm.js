// Asks before an act that its author wants confirmed.
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";
import { word } from "./words.js";

/** Shows a Slack confirm object; gives true only for a yes. */
export function confirmFirst({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const no = el("button.button", { type: "button" }, plain(deny?.text ?? word("cancel")));
    const yes = el(`button.button.${style === "danger" ? "danger" : "primary"}`, { type: "submit" }, plain(confirm?.text ?? word("confirm")));
    let answer = false;
    const end = () => {
      dialog.close();
      resolve(answer);
    };
    const dialog = openDialog({
      title: title?.text ?? word("confirm"),
      body: el("p", {}, textObject(text)),
      foot: [no, yes],
      kind: "small",
      onCancel: end,
      onSubmit: () => {
        answer = true;
        end();
      },
      closeButton: false,
    });
    no.addEventListener("click", end);
    // The safe answer has the focus when the other cannot be undone.
    (style === "danger" ? no : yes).focus();
  });
}
