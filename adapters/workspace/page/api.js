// Speaks to the workspace: questions, deeds, and the stream of what happens.
import { store, say } from "./store.js";
import { notice } from "./notices.js";
import { word } from "./words.js";

const identity = () => ({ team: store.team?.id, user: store.me?.id });

async function answerOf(response) {
  const body = await response.json().catch(() => null);
  if (body && typeof body === "object") return body;
  return { ok: false, error: word("server_said", response.status) };
}

/** Asks; `query` is added to who one is. Gives null, and says why, where there is no answer. */
export async function ask(path, query = {}) {
  const pairs = Object.entries({ ...identity(), ...query }).filter(([, value]) => value);
  try {
    const response = await fetch(`${path}?${new URLSearchParams(pairs)}`);
    const answer = await answerOf(response);
    if (response.ok && answer.ok !== false) return answer;
    notice(answer.error ?? word("server_said", response.status), "bad");
  } catch {
    notice(word("unreachable"), "bad");
  }
  return null;
}

/** Does; gives the answer, or null after showing the server's sentence. Field errors are an answer. */
export async function act(path, body = {}) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...identity(), ...body }),
    });
    const answer = await answerOf(response);
    if (answer.errors) return answer;
    if (response.ok && answer.ok !== false) return answer;
    notice(answer.error ?? word("server_said", response.status), "bad");
  } catch {
    notice(word("unreachable"), "bad");
  }
  return null;
}

/** An address with who one is. */
export function address(path, query = {}) {
  const pairs = Object.entries({ ...identity(), ...query }).filter(([, value]) => value);
  return `${path}?${new URLSearchParams(pairs)}`;
}

/** Sends a file's bytes; gives what the workspace knows of it, or null after showing the server's sentence. */
export async function upload(file) {
  try {
    const response = await fetch(address("/page/upload", { name: file.name }), {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    });
    const answer = await answerOf(response);
    if (response.ok && answer.ok !== false) return answer;
    notice(answer.error ?? word("server_said", response.status), "bad");
  } catch {
    notice(word("unreachable"), "bad");
  }
  return null;
}

let stream = null;
let listening = "";

/**
 * Listens to what happens for the person one is now; each event is said under "event:<type>". Resolves
 * once the line is open (or fails for now), so that nothing falls between it and what is read next.
 */
export function listen() {
  const address = `/page/events?${new URLSearchParams(identity())}`;
  if (stream?.readyState === EventSource.OPEN && listening === address) return Promise.resolve();
  stream?.close();
  const current = new EventSource(address);
  stream = current;
  listening = address;
  let lost = false;
  current.onmessage = ({ data }) => {
    if (stream !== current) return;
    const event = JSON.parse(data);
    say(`event:${event.type}`, event);
  };
  return new Promise((resolve) => {
    current.onerror = () => {
      lost = true;
      resolve();
    };
    current.onopen = () => {
      resolve();
      // What was said while the line was down is read again, whole.
      if (lost && stream === current) say("reconnected");
      lost = false;
    };
  });
}
