"""Plays a rehearsal at simulated time and says where something else was heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.console.render import buttons, render
from adapters.console.script import At, Cast, Fill, Hear, Player, Press, Rehearsal, Say, ScriptError, Step
from adapters.console.stage import Heard, Stage
from bot.replies import Reply
from bot.requests import Profile

CANNOT = "that this can be done"
DIRECTOR = "stage-manager"
"""Sets the desk up before the curtain: an administrator of the tenant, outside the cast."""


@dataclass(frozen=True, slots=True)
class Played:
    """The transcript, and what was not as expected: (line, expected, what was heard instead)."""

    title: str
    transcript: tuple[str, ...]
    differences: tuple[tuple[int, str, tuple[str, ...]], ...]

    @property
    def passed(self) -> bool:
        """Whether everything was heard as written."""
        return not self.differences


@dataclass(slots=True)
class Performance:
    """One rehearsal being played."""

    stage: Stage
    rehearsal: Rehearsal
    zone: ZoneInfo
    advance: Callable[[datetime], None]
    transcript: list[str] = field(default_factory=list)
    differences: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    seen_posts: int = 0
    seen_private: int = 0

    def play(self) -> Played:
        """Set the desk up, then every step in order; a step that cannot be taken ends it as a difference.

        Raises ScriptError where the cast cannot be set up.
        """
        self._set_up(self.rehearsal.cast)
        self._mark()
        for step in self.rehearsal.steps:
            try:
                self._take(step)
            except ScriptError as error:
                self.differences.append((step.line, CANNOT, (error.says,)))
                break
        return Played(self.rehearsal.title, tuple(self.transcript), tuple(self.differences))

    def _take(self, step: Step) -> None:
        if isinstance(step, Hear):
            self._check(step)
        else:
            self._mark()
            self._act(step)

    def _set_up(self, cast: Cast) -> None:
        self.stage.profiles[DIRECTOR] = Profile("Stage manager", "en", None, is_admin=True)
        line = cast.lines.get("desk", cast.lines["policy"])
        self._direct(line, "desk", f"setup desk {cast.desk} policy:{cast.policy} language:{cast.language}")
        self._direct(line, "desk", "setup channel desk")
        for account in cast.accounts:
            self._direct(account.line, "desk", f"setup account {account.name} {account.options}")
            self._direct(account.line, slug(account.name), f"setup channel customer {account.name}")
        for player in cast.people:
            self.stage.profiles[slug(player.name)] = Profile(player.name, player.language, player.zone)
            whose = f' account:"{player.account}"' if player.account else ""
            self._direct(player.line, "desk", f"setup people {player.role} @{slug(player.name)}{whose}")

    def _direct(self, line: int, conversation: str, words: str) -> None:
        # Names are taught by a first look at the profile, as platforms do.
        reply = self.stage.type(DIRECTOR, f"/ticket {words}", conversation)
        if reply.refused:
            raise ScriptError(line, f"setting up, {words!r} was refused: {' '.join(render(reply))}")

    def _act(self, step: At | Say | Press | Fill) -> None:
        match step:
            case At(until=until, by=by):
                now = self.stage.clock.now()
                to = until.replace(tzinfo=self.zone) if until else now + by if by else now
                if to < now:
                    raise ScriptError(step.line, "time moves ahead only")
                self.advance(to)
                self.transcript.append(f"-- {to.astimezone(self.zone):%a %Y-%m-%d %H:%M}")
            case Say(who=who, words=words, ticket=ticket, public=public):
                player = self._player(step.line, who)
                where = f" on #{ticket}{' in public' if public else ''}" if ticket else ""
                self.transcript.append(f"{who}{where}: {words}")
                if ticket is None:
                    self.stage.type(slug(player.name), words, self._place(player))
                else:
                    card = self._card(step.line, self._face(player, public=public), ticket)
                    self.stage.say(slug(player.name), words, card.conversation, card.ref)
            case Press(who=who, label=label, ticket=ticket):
                self.transcript.append(f"{who} presses [{label}]")
                self._press(step, self._player(step.line, who), label, ticket)
            case Fill(who=who, values=values):
                player = self._player(step.line, who)
                if slug(player.name) not in self.stage.forms:
                    raise ScriptError(step.line, f"{who} has no form open")
                self.transcript.append(f"{who} fills: " + "; ".join(f"{k} = {v}" for k, v in values))
                self.stage.fill(slug(player.name), dict(values), self._place(player))
        self._tell()

    def _press(self, step: Press, player: Player, label: str, ticket: int | None) -> None:
        if ticket is not None:
            card = self._card(step.line, self._face(player), ticket)
            offered, conversation, thread = dict(card.buttons), card.conversation, card.ref
        else:
            mine = [reply for who, reply in self.stage.private if who == slug(player.name)]
            chat = [p for p in self.stage.console.posts if p.conversation == f"dm:{slug(player.name)}"]
            offered = {k: v for post in chat for k, v in post.buttons.items()}
            offered |= {k: v for reply in mine for k, v in buttons(reply).items()}
            conversation, thread = self._place(player), None
        if label not in offered:
            raise ScriptError(
                step.line, f"no button {label!r} there; there are: {', '.join(offered) or 'none'}"
            )
        self.stage.press(slug(player.name), offered[label], conversation, thread)

    def _player(self, line: int, who: str) -> Player:
        for player in self.rehearsal.cast.people:
            if player.name == who or player.name.split()[0] == who:
                return player
        raise ScriptError(
            line, f"{who} is not in the cast: {', '.join(p.name for p in self.rehearsal.cast.people)}"
        )

    def _place(self, player: Player) -> str:
        return slug(player.account) if player.account else "desk"

    def _face(self, player: Player, *, public: bool = False) -> str:
        return "customer" if player.account or public else "desk"

    def _card(self, line: int, face: str, ticket: int) -> Heard:
        for post in self.stage.console.posts:
            at_desk = post.conversation == "desk"
            if post.thread is None and at_desk == (face == "desk") and f"#{ticket}" in " ".join(post.lines):
                return post
        raise ScriptError(line, f"#{ticket} has no card on the {face} side")

    def _mark(self) -> None:
        self.seen_posts, self.seen_private = len(self.stage.console.posts), len(self.stage.private)

    def _tell(self) -> None:
        for where, lines in self._heard():
            self.transcript.append(f"    {where} | " + f"\n    {' ' * len(where)} | ".join(lines))

    def _heard(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What was said since the last act: where, in a rehearsal's words, and the lines."""
        for who, reply in self.stage.private[self.seen_private :]:
            yield self._name(who), _lines(reply)
        for post in self.stage.console.posts[self.seen_posts :]:
            if post.conversation.startswith("dm:"):
                yield self._name(post.conversation.removeprefix("dm:")), post.lines
            elif post.thread is None:
                yield "desk" if post.conversation == "desk" else self._account(post.conversation), post.lines
            else:
                face = "desk" if post.conversation == "desk" else "customer"
                yield f"{face} #{self._ticket_of(post)}", post.lines

    def _ticket_of(self, post: Heard) -> str:
        card = self.stage.console.posts[int(post.thread or 0) - 1]
        found = re.search(r"#(\d+)", " ".join(card.lines))
        return found[1] if found else "?"

    def _name(self, user: str) -> str:
        return next((p.name.split()[0] for p in self.rehearsal.cast.people if slug(p.name) == user), user)

    def _account(self, conversation: str) -> str:
        names = [account.name for account in self.rehearsal.cast.accounts]
        return next((name for name in names if slug(name) == conversation), conversation)

    def _check(self, step: Hear) -> None:
        heard = list(self._heard())
        if step.text is None:
            said = tuple(f"{where}: {' / '.join(lines)}" for where, lines in heard)
            if said:
                self.differences.append((step.line, "nothing", said))
            return
        there = self._at(step, heard)
        matches = any(_matches(step.text, lines) and _cites(step.cites, lines) for lines in there)
        if matches is step.absent:
            wanted = f"{step.where}: {step.text}" + (
                f" (citing {', '.join(step.cites)})" if step.cites else ""
            )
            instead = tuple(" / ".join(lines) for lines in there)
            self.differences.append((step.line, f"not {wanted}" if step.absent else wanted, instead))

    def _at(self, step: Hear, heard: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
        if found := re.match(r"(desk|customer) card #(\d+)$", step.where):
            return [self._card(step.line, found[1], int(found[2])).lines]
        if found := re.match(r"(.+?)'s form$", step.where):
            replies = [
                r for who, r in self.stage.private if self._name(who) == found[1].split()[0] and r.form
            ]
            return [render(replies[-1])] if replies else []
        first = step.where.split()[0]
        names = {p.name.split()[0] for p in self.rehearsal.cast.people}
        where = first if first in names else step.where
        return [lines for said, lines in heard if said == where]


def slug(name: str) -> str:
    """A name as a user id or a conversation of the console."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def _lines(reply: Reply) -> tuple[str, ...]:
    return render(reply)


def _matches(wanted: str, lines: tuple[str, ...]) -> bool:
    """Some line is the wanted one; `…` stands for anything."""
    pattern = ".*".join(re.escape(_tidy(part)) for part in wanted.split("…"))
    return any(re.fullmatch(pattern, _tidy(line)) for line in lines)


def _cites(clauses: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Every clause is named, whole: PB-b.i is not named by PB-b.iii."""
    text = " ".join(lines)
    return all(re.search(rf"(?<![\w.-]){re.escape(clause)}(?![\w-]|\.\w)", text) for clause in clauses)


def _tidy(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)
