"""Words to a typed command: the verb in any of the three languages, a ticket's number, options, text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from bot import commands as c
from bot.commands import COMMANDS, CommandSpec
from bot.errors import NotUnderstood
from bot.parsing.intake import agreed, remote, subject_and_facts
from bot.parsing.numbers import leading, whole
from bot.parsing.options import Options, first_word, split
from bot.parsing.parts import PARTS
from bot.parsing.setting_up import people, setup
from bot.parsing.taken_apart import Words, channel, choice, head, page, severity
from bot.parsing.words import ACROSS, CHANNELS, CLOSED, EVERY, FULL, MINE, SEVERITIES, VERBS, plain
from policy.facts import Channel, Role, Severity

_PART = re.compile(r" part:(\d{1,3})$")
_TWO_WORDS = re.compile(r"^\s*por\s+qu[eé](?!\w)", re.IGNORECASE)
"""As the button reads, and as one writes the question in Spanish."""
_TEXTS = frozenset({"reply", "note", "pending", "escalate", "reopen", "facts", "rate", "log", "split", "add"})
_CALL = re.compile(r"(?:by phone|par t[ée]l[ée]phone|por tel[ée]fono)\s*:\s*", re.IGNORECASE)


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


def verb_of(text: str) -> tuple[CommandSpec, str, str] | None:
    """The verb's row, the language it is written in and what follows; None where it is no verb.

    A ticket's number alone asks to see it.
    """
    if whole(text) is not None:
        return (*VERBS["show"], text)
    word, rest = head(_TWO_WORDS.sub("porqué", text, count=1))
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
        word, _ = head(text)
        raise NotUnderstood(word=word, suggestion=suggestion(word, context))
    spec, language, rest = found
    ticket, rest = _ticket(spec, rest, context) if spec.takes_ticket else (None, rest)
    known = {*spec.options}
    if context.machine:
        known |= {"accepted", "agreed", "draft", "split", "fee", "quoted"} if spec.name == "open" else set()
        known |= {"shown"} if spec.name == "add" else set()
        known |= {"fee"} if spec.name == "escalate" else set()
    if context.several_desks:
        known.add("desk")
    options = split(rest, known) if known else Options(rest.strip())
    desk = options.found.pop("desk", None)
    words = Words(ticket, options.rest, options.found, language)
    return Parsed(_READERS[spec.name](words), spec, desk)


def in_parts(text: str) -> tuple[str, int]:
    """A button's command without the part of its answer that it asks for, and that part."""
    match = _PART.search(text)
    return (text, 1) if match is None else (text[: match.start()], int(match[1]))


def writes(command: c.Command) -> bool:
    """Whether it may change something; what only shows or opens a form does not."""
    for part in PARTS:
        if part.reads_only(command):
            return False
    match command:
        case c.Open(subject=None) | c.Answer(text=None) | c.Note(text=None) | c.Pend(question=None):
            return False
        case (
            c.SetSeverity(severity=None) | c.Assign(to=None) | c.Escalate(sure=False) | c.Reopen(reason=None)
        ):
            return False
        case c.Ask(subject=None):
            return False
        case c.People(act=c.PeopleAct.LIST) | c.People(person=None) | c.Setup(act=c.SetupAct.SHOW):
            return False
        case c.Help() | c.Show() | c.ListTickets() | c.Why() | c.When() | c.Plan() | c.Policy():
            return False
        case _:
            return True


def suggestion(word: str, context: Context) -> str:
    """The nearest verb that this person may use, in their language; empty where none is near."""
    may = [spec for spec in COMMANDS if context.role is None or context.role in spec.roles]
    ways = {plain(way): spec for spec in may for words in spec.words.values() for way in words}
    near = get_close_matches(plain(word), ways, n=1)
    return ways[near[0]].words.get(context.language, ways[near[0]].words["en"])[0] if near else ""


def _ticket(spec: CommandSpec, rest: str, context: Context) -> tuple[int | None, str]:
    """The number, if one leads. In a ticket's thread a bare other number may as well begin a sentence."""
    number, after, marked = leading(rest)
    if number is None:
        return None, rest
    begins_text = spec.name in _TEXTS and not marked and context.thread_ticket not in {None, number}
    return (None, rest) if begins_text else (number, after)


def _open(words: Words) -> c.Command:
    subject, facts = subject_and_facts(words.text)
    requester = words.options.get("requester")
    return c.Open(
        subject or None,
        severity(words),
        channel(words),
        facts or None,
        None if requester is None else c.PersonWord(requester),
        words.options.get("accepted"),
        _whole(words, "draft"),
        agreed(words),
        remote=remote(words),
        concerns=words.options.get("concerns"),
        product=words.options.get("product"),
        version=words.options.get("version"),
        fee=_whole(words, "fee"),
        split=_whole(words, "split"),
        quoted="quoted" in words.options,
    )


def _whole(words: Words, option: str) -> int | None:
    written = words.options.get(option, "")
    return int(written) if written.isdecimal() else None


def _reply(words: Words) -> c.Command:
    call = _CALL.match(words.text)
    if call is None:
        return c.Answer(words.ticket, words.text_or_none)
    return c.Answer(words.ticket, words.text[call.end() :] or None, call=call[0].strip())


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
        return c.Escalate(words.ticket, reason=words.text_or_none, fee=_whole(words, "fee"))
    group, reason = first_word(rest)
    if not group:
        raise NotUnderstood("error.missing", verb="escalate", what="group")
    return c.Escalate(words.ticket, group.rstrip(":,"), reason or None, fee=_whole(words, "fee"))


def _when(words: Words) -> c.Command:
    how_bad, by = severity(words), channel(words)
    for word in words.text.split():
        if plain(word) in CHANNELS:
            by = Channel(CHANNELS[plain(word)])
        else:
            how_bad = Severity(choice("severity", word, SEVERITIES))
    return c.When(how_bad, by, words.options.get("account"))


def _help(words: Words) -> c.Command:
    word, rest = head(words.text)
    found = verb_of(word) if word and not rest else None
    return c.Help(found[0].name) if found else c.Help(topic=words.text_or_none)


_READERS: dict[str, Callable[[Words], c.Command]] = {
    "open": _open,
    "show": lambda words: c.Show(words.ticket, bool({*map(plain, words.text.split())} & FULL)),
    "list": lambda words: c.ListTickets(bool({*map(plain, words.text.split())} & CLOSED), page(words)),
    "reply": _reply,
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
    "people": lambda words: people(words.text, words.options),
    "setup": lambda words: setup(words.text, words.options),
    "help": _help,
}
for _part in PARTS:
    _READERS.update(_part.READERS)
