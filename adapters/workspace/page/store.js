// What the page knows now: who one is, the desk's people and channels, and where one looks.

export const store = {
  team: null,
  teams: [],
  me: null,
  users: new Map(),
  channels: [],
  commands: [],
  shortcuts: [],
  app: null,
  ownCommands: [],
  clock: null,
  channel: null,
  thread: null,
};

const bus = new EventTarget();

/** Calls `listener(detail)` whenever `name` is said. */
export const on = (name, listener) => bus.addEventListener(name, (event) => listener(event.detail));

/** Says that something happened. */
export const say = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));

/** Takes in a whole answer of /page/state. */
export function takeState(state) {
  Object.assign(store, {
    team: state.team,
    teams: state.teams ?? [],
    me: state.me,
    users: new Map((state.users ?? []).map((user) => [user.id, user])),
    channels: state.channels ?? [],
    commands: state.commands ?? [],
    shortcuts: state.shortcuts ?? [],
    app: state.app ?? null,
    ownCommands: state.own_commands ?? [],
    clock: state.clock ?? null,
    beside: state.beside ?? null,
  });
}

/** The person's language: the two letters that the page has words for. */
export function lang() {
  const two = (store.me?.locale ?? navigator.language ?? "en").slice(0, 2).toLowerCase();
  return ["en", "fr", "es"].includes(two) ? two : "en";
}

/** What a person is called, or the bare id of someone unknown here. */
export const nameOf = (user) => user?.real_name || user?.name || "";
export const userName = (id) => nameOf(store.users.get(id)) || id;

export const channelById = (id) => store.channels.find((channel) => channel.id === id) ?? null;

/** A channel's name as people read it, with its mark. */
export function channelLabel(channel) {
  if (!channel) return "";
  if (channel.kind === "channel") return `#${channel.name}`;
  if (channel.kind === "im" && channel.user) return userName(channel.user);
  return channel.name;
}

/** The app's own user, whom one mentions in threads. */
export const botUser = () => store.users.get(store.app?.user) ?? [...store.users.values()].find((user) => user.is_bot) ?? null;

/** Where the address bar says one is: by name, or by a message's permalink as the app may give it. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const read = (name) => query.get(name) || null;
  const permalink = /^\/archives\/(\w+)(?:\/p(\d+)(\d{6}))?/.exec(location.pathname);
  if (permalink) {
    const [, channel, seconds, micros] = permalink;
    const thread = read("thread_ts") ?? (seconds ? `${seconds}.${micros}` : null);
    return { team: read("team"), user: read("user"), channel, thread };
  }
  return { team: read("team"), user: read("user"), channel: read("channel"), thread: read("thread") };
}

/** Writes where one is into the address bar, so that a link or a picture shows this very state. */
export function writeAddress({ replace = false } = {}) {
  const query = new URLSearchParams();
  if (store.team) query.set("team", store.team.id);
  if (store.me) query.set("user", store.me.id);
  if (store.channel) query.set("channel", store.channel);
  if (store.thread) query.set("thread", store.thread);
  const address = `/?${query}`;
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
}

/** A choice kept in this browser; storage may be forbidden, and then the page forgets. */
export const kept = {
  get(name) {
    try {
      return localStorage.getItem(`guichet.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(`guichet.${name}`);
      else localStorage.setItem(`guichet.${name}`, value);
    } catch {
      // Nothing to do: the choice lasts as long as the page.
    }
  },
};
