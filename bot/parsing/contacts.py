"""Words and forms about an account's own first line, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.moments import read
from bot.parsing.numbers import leading
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words
from bot.parsing.words import plain

_FOR = r"(?:for|pendant|pour|durante|por)"
_DAYS = re.compile(
    rf"(?:^|\s)(?:{_FOR}\s+)?(\d{{1,4}})\s*(?:(days?|jours?|d[ií]as?)|(?:weeks?|semaines?|semanas?))$",
    re.IGNORECASE,
)
_HOURS = re.compile(rf"(?:^|\s){_FOR}\s+(?P<span>\d[\w ]*)$", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:^|\s)(?:until|till|jusqu['’](?:au|à|a)|hasta(?:\s+el)?)(?:\s+(?P<when>.+))?$",
    re.IGNORECASE | re.DOTALL,
)
_WEEK = 7
STOP = frozenset(map(plain, ("stop", "end", "arrêter", "arrêt", "fin", "terminer", "parar", "terminar")))
ACTS = {
    plain(word): act
    for act, words in {
        c.RequestAct.SHOW: "show voir ver",
        c.RequestAct.ANSWER: "answer reply répondre responder",
        c.RequestAct.WITHDRAW: "withdraw retirer annuler retirar anular",
    }.items()
    for word in (act, *words.split())
}


def until(written: str) -> tuple[str, c.Until]:
    """The end of a time that stands last ("for 5 days", "until tomorrow 9:00", "until Monday"), and the rest.

    Raises NotUnderstood for an end that is no moment.
    """
    text = written.strip()
    if found := _DAYS.search(text):
        days = int(found[1])
        if days < 1:
            raise NotUnderstood("error.bad_value", option="days", value=found[1], valid="1, 2, 3")
        return text[: found.start()].strip(), c.Until(days=days if found[2] else days * _WEEK)
    if (found := _HOURS.search(text)) and read(f"in {found['span']}") is not None:
        return text[: found.start()].strip(), c.Until(words=f"in {found['span']}")
    if found := _UNTIL.search(text):
        when = (found["when"] or "").strip()
        if read(when) is None:
            raise NotUnderstood("error.bad_moment", value=when)
        return text[: found.start()].strip(), c.Until(words=when)
    return text, c.Until()


def _request(words: Words) -> c.InternalRequests:
    """`request`, `request 3`, `request 3 answer Hold the button`, `request 3 withdraw`."""
    number, rest = _numbered(words.text)
    word, text = first_word(rest)
    if not word:
        return c.InternalRequests(number)
    act = ACTS.get(plain(word))
    if act is None:
        valid = ", ".join(c.RequestAct)
        raise NotUnderstood("error.bad_value", option="request", value=word, valid=valid)
    if number is None:
        number, text = _numbered(text)
    return c.InternalRequests(number, c.RequestAct(act), text or None)


def _approve(words: Words) -> c.Approve:
    number, rest = _numbered(words.text)
    if rest:
        raise NotUnderstood("error.bad_number", value=rest.split()[0], example="3")
    return c.Approve(number)


def _delegate(words: Words) -> c.Delegate:
    rest, end = until(words.text)
    name, _, last = rest.rpartition(" ")
    stops = plain(last) in STOP and not end.is_said
    return c.Delegate(_person(name if stops else rest), end, stops)


def _available(words: Words) -> c.SayAvailable:
    return c.SayAvailable(available=True, person=_person(words.text))


def _away(words: Words) -> c.SayAvailable:
    rest, end = until(words.text)
    return c.SayAvailable(available=False, person=_person(rest), until=end)


def _person(text: str) -> c.PersonWord | None:
    name = text.strip().strip('"').strip()
    return c.PersonWord(name) if name else None


def _numbered(text: str) -> tuple[int | None, str]:
    number, rest, _ = leading(text.strip())
    return number, rest


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "request": _request,
    "approve": _approve,
    "delegate": _delegate,
    "available": _available,
    "away": _away,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.InternalRequests(act=act, text=text):
            return act is c.RequestAct.SHOW or (act is c.RequestAct.ANSWER and not text)
        case c.Approve():
            return True
        case c.Delegate(person=person, until=end, stop=stop):
            return person is None or not (stop or end.is_said)
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's.

    Field ids: `text` (request), `person`, `days` (delegate).
    """
    match command:
        case c.InternalRequests():
            return replace(command, text=given.get("text") or command.text)
        case c.Delegate():
            person, days = given.get("person"), given.get("days")
            return replace(
                command,
                person=c.PersonWord(person) if person else command.person,
                until=_form_days(days) if days else command.until,
            )
        case _:
            return None


def _form_days(written: str) -> c.Until:
    if not written.isdecimal() or not 1 <= len(written) <= 4 or int(written) < 1:  # noqa: PLR2004
        raise NotUnderstood("error.bad_value", option="days", value=written, valid="1, 2, 3")
    return c.Until(days=int(written))
