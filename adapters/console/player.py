"""Plays a rehearsal at simulated time and says where something else was heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from adapters.console.listening import card, cites, first_name, matches, slug, where
from adapters.console.render import render
from adapters.console.script import (
    Arrive,
    At,
    Cast,
    Fill,
    Hear,
    Player,
    Press,
    Rehearsal,
    Say,
    ScriptError,
    Step,
)
from adapters.console.stage import CHAT, DESK, CannotDo, Heard, Scene, Stage
from bot.requests import Profile

CANNOT = "that this can be done"
MANAGER = "stage-manager"


@dataclass(frozen=True, slots=True)
class Played:
    """The transcript, and what was not as expected: (line, expected, what was heard instead)."""

    title: str
    transcript: tuple[str, ...]
    differences: tuple[tuple[int, str, tuple[str, ...]], ...]
    heard: tuple[Heard, ...] = ()
    """Everything that was said, in order, each as it stood at the end."""

    @property
    def passed(self) -> bool:
        """Whether everything was heard as written."""
        return not self.differences


def scene(cast: Cast, zone: str) -> Scene:
    """Who is on the stage. Whoever's language and zone the cast does not tell has the desk's.

    The cast's first administrator sets the desk up; where there is none, somebody outside the cast does.
    """
    admins = [slug(p.name) for p in cast.people if p.role == "admin"]
    director = admins[0] if admins else MANAGER
    people = {} if admins else {MANAGER: Profile("Stage manager", "en", zone, is_admin=True)}
    people |= {
        slug(p.name): Profile(
            p.name, p.language or cast.language, p.zone or zone, p.email, is_admin=slug(p.name) == director
        )
        for p in cast.people
    }
    staff = [handle for handle in people if handle not in {slug(p.name) for p in cast.people if p.account}]
    members = {DESK: staff} | {
        slug(a.name): [*staff, *(slug(p.name) for p in cast.people if p.account == a.name)]
        for a in cast.accounts
    }
    return Scene(people, tuple(members), members, director)


@dataclass(slots=True)
class Performance:
    """One rehearsal being played. `arrive` lets something come from outside chat."""

    stage: Stage
    rehearsal: Rehearsal
    zone: ZoneInfo
    arrive: Callable[[Arrive], None]
    transcript: list[str] = field(default_factory=list)
    differences: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    seen: int = 0
    last: int = -1
    """Where among what was said stands what was heard last."""

    def play(self) -> Played:
        """Set the desk up, then every step in order; a step that cannot be taken ends it as a difference.

        Raises ScriptError where the cast cannot be set up.
        """
        self._set_up(self.rehearsal.cast)
        for step in self.rehearsal.steps:
            try:
                self._take(step)
            except (ScriptError, CannotDo) as error:
                says = error.says if isinstance(error, ScriptError) else str(error)
                self.differences.append((step.line, CANNOT, (says,)))
                break
        return Played(
            self.rehearsal.title,
            tuple(self.transcript),
            tuple(self.differences),
            tuple(self.stage.heard()),
        )

    def _take(self, step: Step) -> None:
        if isinstance(step, Hear):
            self._check(step)
            return
        self.seen, self.last = len(self.stage.heard()), -1
        self._act(step)
        for _, place, lines in self._heard():
            self.transcript.append(f"    {place} | " + f"\n    {' ' * len(place)} | ".join(lines))

    def _set_up(self, cast: Cast) -> None:
        line = cast.lines.get("desk", cast.lines["policy"])
        self._direct(line, DESK, f"setup desk {cast.desk} policy:{cast.policy} language:{cast.language}")
        self._direct(line, DESK, "setup channel desk")
        for account in cast.accounts:
            self._direct(account.line, DESK, f"setup account {account.name} {account.options}")
            self._direct(account.line, slug(account.name), f"setup channel customer {account.name}")
        for player in cast.people:
            whose = f' account:"{player.account}"' if player.account else ""
            self._direct(player.line, DESK, f"setup people {player.role} @{slug(player.name)}{whose}")
        self.stage.settle()

    def _direct(self, line: int, conversation: str, words: str) -> None:
        reply = self.stage.direct(words, conversation)
        if reply.refused:
            raise ScriptError(line, f"setting up, {words!r} was refused: {' '.join(render(reply))}")

    def _act(self, step: At | Say | Press | Fill | Arrive) -> None:
        match step:
            case At(until=until, by=by):
                now = self.stage.now()
                to = until.replace(tzinfo=self.zone) if until else now + by if by else now
                if to < now:
                    raise ScriptError(step.line, "time moves ahead only")
                self.stage.advance(to)
                self.transcript.append(f"-- {to.astimezone(self.zone):%a %Y-%m-%d %H:%M}")
            case Say():
                self._say(step)
            case Press(who=who, label=label):
                player = self._player(step.line, who)
                self.transcript.append(f"{who} presses [{label}]")
                self.stage.press(slug(player.name), self._pressable(step, player), label)
            case Fill(who=who, values=values, sent=sent):
                handle = slug(self._player(step.line, who).name)
                does = "fills" if sent else "changes"
                self.transcript.append(f"{who} {does}: " + "; ".join(f"{k} = {v}" for k, v in values))
                put = self.stage.fill if sent else self.stage.change
                put(handle, {key: self._named(value) for key, value in values})
            case Arrive(kind=kind, fields=fields):
                told = "; ".join(f"{key}: {value}" for key, value in fields)
                self.transcript.append(f"{kind} arrives: {told}")
                self.arrive(step)
                self.stage.settle()

    def _say(self, step: Say) -> None:
        player, words = self._player(step.line, step.who), self._named(step.words)
        handle = slug(player.name)
        on = f" on #{step.ticket}{' in public' if step.public else ''}" if step.ticket else ""
        private = " in private" if step.private else ""
        self.transcript.append(f"{step.who}{on}{private}: {step.words}")
        if step.ticket is None:
            place = f"{CHAT}{handle}" if step.private else self._place(player)
            self.stage.type(handle, words, place)
        else:
            there = self._card(step.line, self._face(player, public=step.public), step.ticket)
            self.stage.say(handle, words, there.conversation, there.ref)

    def _pressable(self, step: Press, player: Player) -> Heard:
        """What the button stands on: a ticket's card or thread, else the latest that this person can see."""
        said, me = self.stage.heard(), slug(player.name)
        if step.ticket is not None:
            there = self._card(step.line, self._face(player, public=step.public), step.ticket)
            thread = [
                h for h in said if (h.conversation, h.thread) == (there.conversation, there.ref) and not h.to
            ]
            shown = [there, *reversed(thread)]
        else:
            mine = [h for h in said if h.to == me or (h.conversation == f"{CHAT}{me}" and not h.to)]
            place = [h for h in said if h.conversation == self._place(player) and not h.to and not h.thread]
            shown = [*reversed(mine), *reversed(place)]
        for heard in shown:
            if step.label in heard.buttons:
                return heard
        offered = dict.fromkeys(label for heard in shown for label in heard.buttons)
        raise ScriptError(
            step.line, f"no button {step.label!r} there; there are: {', '.join(offered) or 'none'}"
        )

    def _player(self, line: int, who: str) -> Player:
        for player in self.rehearsal.cast.people:
            if who in (player.name, player.name.split()[0]):
                return player
        raise ScriptError(
            line, f"{who} is not in the cast: {', '.join(p.name for p in self.rehearsal.cast.people)}"
        )

    def _named(self, words: str) -> str:
        """`@Nadia Roy` and `@Nadia` as platforms take them: by handle."""
        for player in self.rehearsal.cast.people:
            for name in (player.name, player.name.split()[0]):
                words = re.sub(rf"@{re.escape(name)}(?![\w-])", f"@{slug(player.name)}", words)
        return words

    def _place(self, player: Player) -> str:
        return slug(player.account) if player.account else DESK

    def _face(self, player: Player, *, public: bool = False) -> str:
        return "customer" if player.account or public else "desk"

    def _card(self, line: int, face: str, ticket: int) -> Heard:
        found = card(self.stage.heard(), face, ticket)
        if found is None:
            raise ScriptError(line, f"#{ticket} has no card on the {face} side")
        return found

    def _heard(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """What was said since the last act: its place in the order, where, and the lines."""
        said = self.stage.heard()
        for index in range(self.seen, len(said)):
            yield index, where(said[index], said, self.rehearsal.cast), said[index].lines

    def _check(self, step: Hear) -> None:
        if step.text is None:
            said = tuple(f"{place}: {' / '.join(lines)}" for _, place, lines in self._heard())
            if said:
                self.differences.append((step.line, "nothing", said))
            return
        there = self._at(step)
        after = self.last if step.then else -1
        found = [
            index
            for index, lines in there
            if index > after and matches(step.text, lines) and cites(step.cites, lines)
        ]
        if found:
            self.last = found[0]
        if bool(found) is step.absent:
            citing = f" (citing {', '.join(step.cites)})" if step.cites else ""
            how = "not " if step.absent else "then " if step.then else ""
            instead = tuple(" / ".join(lines) for _, lines in there)
            self.differences.append((step.line, f"{how}{step.where}: {step.text}{citing}", instead))

    def _at(self, step: Hear) -> list[tuple[int, tuple[str, ...]]]:
        if found := re.match(r"(desk|customer) card #(\d+)$", step.where):
            return [(0, self._card(step.line, found[1], int(found[2])).lines)]
        if found := re.match(r"(.+?)'s form$", step.where):
            form = self.stage.form(slug(self._player(step.line, found[1]).name))
            return [(0, form)] if form else []
        cast = self.rehearsal.cast
        first = step.where.split()[0]
        place = first if first in {first_name(slug(p.name), cast) for p in cast.people} else step.where
        return [(index, lines) for index, said, lines in self._heard() if said == place]
