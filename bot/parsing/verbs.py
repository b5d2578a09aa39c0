"""Words to a typed command: the verb in any of the three languages, a ticket's number, options, text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot import commands as c
from bot.commands import COMMANDS, CommandSpec
from bot.errors import NotUnderstood
from bot.parsing.options import Options, first_word, split
from bot.parsing.setting_up import people, setup
from bot.parsing.words import ACROSS, CHANNELS, CLOSED, EVERY, MINE, SEVERITIES, VERBS, joined, one_of, plain
from policy.facts import Channel, Role, Severity

_NUMBER = re.compile(r"(#?)(\d{1,9})(?![^\s,.:;!?])[,.:;]?\s*")
DIGITS = 6
"""Of a page's number: beyond it no desk has tickets, nor a database offsets."""
_TEXTS = frozenset({"reply", "note", "pending", "escalate", "reopen"})


@dataclass(frozen=True, slots=True)
class Context:
    """What helps to read words: the ticket of the thread, who asks in which language, and of how many desks.

    `machine`: the words are a button's or a form's own command, which may carry what nobody types.
    """

    thread_ticket: int | None = None
    role: Role | None = None
    language: str = "en"
    several_desks: bool = False
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command, its row in the table (None for the home), and the desk that was named, if any."""

    command: c.Command
    spec: CommandSpec | None
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What follows a verb, taken apart."""

    ticket: int | None
    text: str
    options: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    @property
    def text_or_none(self) -> str | None:
        """The text, None where it says nothing."""
        return self.text or None


def verb_of(text: str) -> tuple[CommandSpec, str, str] | None:
    """The verb's row, the language it is written in and what follows; None where it is no verb.

    A ticket's number alone asks to see it.
    """
    if _NUMBER.fullmatch(text.strip()):
        return (*VERBS["show"], text)
    word, rest = _head(text)
    found = VERBS.get(plain(word.removeprefix("/")))
    return None if found is None else (*found, rest)


def parse(text: str, context: Context = Context()) -> Parsed:
    """Understand what was written.

    Raises:
        NotUnderstood: no such verb (with the nearest that this person may use), a value that an option
            does not take, or something missing.
    """
    if not text.strip():
        return Parsed(c.Home(), None)
    found = verb_of(text)
    if found is None:
        word, _ = _head(text)
        raise NotUnderstood(word=word, suggestion=suggestion(word, context))
    spec, language, rest = found
    ticket, rest = _ticket(spec, rest, context) if spec.takes_ticket else (None, rest)
    known = {*spec.options}
    if context.machine:
        known |= {"accepted", "draft"} if spec.name == "open" else set()
    if context.several_desks and spec.name != "setup":
        known.add("desk")
    options = split(rest, known) if known else Options(rest.strip())
    words = Words(ticket, options.rest, options.found, language)
    return Parsed(_READERS[spec.name](words), spec, options.get("desk"))


def writes(command: c.Command) -> bool:
    """Whether it may change something; what only shows or opens a form does not."""
    match command:
        case c.Open(subject=None) | c.Answer(text=None) | c.Note(text=None) | c.Pend(question=None):
            return False
        case (
            c.SetSeverity(severity=None) | c.Assign(to=None) | c.Escalate(sure=False) | c.Reopen(reason=None)
        ):
            return False
        case c.Ask(contact=None) | c.Ask(subject=None):
            return False
        case c.People(act=c.PeopleAct.LIST) | c.Setup(act=c.SetupAct.SHOW):
            return False
        case (
            c.Home()
            | c.Help()
            | c.Show()
            | c.ListTickets()
            | c.Queue()
            | c.Why()
            | c.When()
            | c.Plan()
            | c.Policy()
        ):
            return False
        case _:
            return True


def suggestion(word: str, context: Context) -> str:
    """The nearest verb that this person may use, in their language; empty where none is near."""
    may = [spec for spec in COMMANDS if context.role is None or context.role in spec.roles]
    ways = {plain(way): spec for spec in may for words in spec.words.values() for way in words}
    near = get_close_matches(plain(word), ways, n=1)
    return ways[near[0]].words.get(context.language, ways[near[0]].words["en"])[0] if near else ""


def choice(option: str, written: str, index: Mapping[str, str]) -> str:
    """The neutral id of a value; NotUnderstood lists the valid ones."""
    found = index.get(plain(written))
    if found is None:
        raise NotUnderstood("error.bad_value", option=option, value=written, valid=joined(one_of(index)))
    return found


def _head(text: str) -> tuple[str, str]:
    parts = text.strip().split(maxsplit=1)
    return (parts[0], parts[1] if len(parts) > 1 else "") if parts else ("", "")


def _ticket(spec: CommandSpec, rest: str, context: Context) -> tuple[int | None, str]:
    """The number, if one leads. In a ticket's thread a bare other number may as well begin a sentence."""
    match = _NUMBER.match(rest)
    if match is None:
        return None, rest
    number = int(match[2])
    begins_text = spec.name in _TEXTS and not match[1] and context.thread_ticket not in {None, number}
    return (None, rest) if begins_text else (number, rest[match.end() :])


def _severity(words: Words) -> Severity | None:
    written = words.options.get("severity")
    return None if written is None else Severity(choice("severity", written, SEVERITIES))


def _channel(words: Words) -> Channel | None:
    written = words.options.get("channel")
    return None if written is None else Channel(choice("channel", written, CHANNELS))


def _page(words: Words) -> int:
    written = words.options.get("page", "1")
    if not written.isdecimal() or len(written) > DIGITS or int(written) < 1:
        raise NotUnderstood("error.bad_value", option="page", value=written, valid="1, 2, 3")
    return int(written)


def _open(words: Words) -> c.Command:
    subject, _, facts = words.text.partition("\n")
    requester = words.options.get("requester")
    return c.Open(
        subject.strip() or None,
        _severity(words),
        _channel(words),
        facts.strip() or None,
        None if requester is None else c.PersonWord(requester),
        words.options.get("accepted"),
        int(draft) if (draft := words.options.get("draft", "")).isdecimal() else None,
    )


def _ask(words: Words) -> c.Command:
    person, subject = first_word(words.text)
    return c.Ask(c.PersonWord(person) if person else None, subject or None)


def _assign(words: Words) -> c.Command:
    name = words.text.strip('"')
    return c.Assign(words.ticket, c.PersonWord("me" if plain(name) in MINE else name) if name else None)


def _set_severity(words: Words) -> c.Command:
    word, _ = first_word(words.text)
    written = word.rpartition(":")[2]
    return c.SetSeverity(words.ticket, Severity(choice("severity", written, SEVERITIES)) if written else None)


def _escalate(words: Words) -> c.Command:
    word, rest = first_word(words.text)
    if plain(word) not in ACROSS[words.language]:
        return c.Escalate(words.ticket, reason=words.text_or_none)
    group, reason = first_word(rest)
    if not group:
        raise NotUnderstood("error.missing", verb="escalate", what="group")
    return c.Escalate(words.ticket, group.rstrip(":,"), reason or None)


def _when(words: Words) -> c.Command:
    severity, channel = _severity(words), _channel(words)
    for word in words.text.split():
        if plain(word) in CHANNELS:
            channel = Channel(CHANNELS[plain(word)])
        else:
            severity = Severity(choice("severity", word, SEVERITIES))
    return c.When(severity, channel, words.options.get("account"))


def _help(words: Words) -> c.Command:
    word, _ = _head(words.text)
    found = verb_of(word) if word else None
    return c.Help(found[0].name if found else word or None)


_READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "open": _open,
    "show": lambda words: c.Show(words.ticket),
    "list": lambda words: c.ListTickets(bool({*map(plain, words.text.split())} & CLOSED), _page(words)),
    "reply": lambda words: c.Answer(words.ticket, words.text_or_none),
    "escalate": _escalate,
    "close": lambda words: c.Close(words.ticket),
    "reopen": lambda words: c.Reopen(words.ticket, words.text_or_none),
    "why": lambda words: c.Why(words.ticket, bool({*map(plain, words.text.split())} & EVERY)),
    "when": _when,
    "plan": lambda words: c.Plan(words.options.get("account") or words.text.strip('"') or None),
    "policy": lambda words: c.Policy(words.text_or_none),
    "ask": _ask,
    "claim": lambda words: c.Claim(words.ticket),
    "assign": _assign,
    "note": lambda words: c.Note(words.ticket, words.text_or_none),
    "pending": lambda words: c.Pend(words.ticket, words.text_or_none),
    "resume": lambda words: c.Resume(words.ticket),
    "severity": _set_severity,
    "queue": lambda words: c.Queue(bool({*map(plain, words.text.split())} & MINE), _page(words)),
    "people": lambda words: people(words.text, words.options),
    "setup": lambda words: setup(words.text, words.options),
    "help": _help,
}
