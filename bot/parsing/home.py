"""Words about the home, the queue and what could not be delivered, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words, page, severity
from bot.parsing.words import MINE, index, joined, one_of, plain

_FILTERS = index(
    {
        "unassigned": "free libres libre asignar attribués attribué",
        c.QueueWhen.BREACHED: "late overdue dépassé dépassés retard vencido vencidos vencida vencidas",
        c.QueueWhen.TODAY: "aujourd’hui aujourd'hui hoy",
    }
)
"""Words that narrow the queue; those between them ("non attribués", "sin asignar") say nothing."""
_PARTS = index(
    {
        c.HomePart.TICKETS: "liste lista mine",
        c.HomePart.QUEUE: "file cola",
        c.HomePart.TASKS: "tâches tareas",
        c.HomePart.OVERVIEW: "ensemble resumen",
        c.HomePart.PEOPLE: "personnes personas",
        c.HomePart.PLACES: "lieux lugares",
        c.HomePart.DELIVERIES: "envois envíos",
        c.HomePart.POLICY: "politique política",
    }
)
_ACTS = index(
    {
        c.DeliveryAct.LIST: "liste lista voir ver",
        c.DeliveryAct.RETRY: "again réessayer renvoyer reintentar reenviar",
        c.DeliveryAct.DONE: "settled réglé fait hecho resuelto",
    }
)
_NUMBER = re.compile(r"#?(\d{1,9})")


def _queue(words: Words) -> c.Queue:
    return _filtered(words, {plain(word) for word in words.text.split()})


def _filtered(words: Words, said: set[str]) -> c.Queue:
    found = {_FILTERS[word] for word in said if word in _FILTERS}
    mine, how_bad = bool(said & MINE), severity(words)
    unassigned, account = "unassigned" in found, words.options.get("account")
    if sum((mine, unassigned, how_bad is not None, account is not None)) > 1:
        raise NotUnderstood("error.one_filter")
    when = next(
        (each for each in (c.QueueWhen.BREACHED, c.QueueWhen.TODAY) if each in found), c.QueueWhen.ANY
    )
    return c.Queue(mine, page(words), unassigned, when, how_bad, account)


def _home(words: Words) -> c.Home:
    word, rest = first_word(words.text)
    if not word:
        return c.Home()
    part = _PARTS.get(plain(word))
    if part is None:
        raise NotUnderstood("error.bad_value", option="home", value=word, valid=joined(one_of(_PARTS)))
    if part != c.HomePart.QUEUE:
        return c.Home(c.HomePart(part), page(words))
    queue = _filtered(words, {plain(each) for each in rest.split()})
    return c.Home(c.HomePart.QUEUE, queue.page, queue)


def _deliveries(words: Words) -> c.Deliveries:
    """`deliveries`, `deliveries retry 7`, `deliveries 7 done`."""
    if not words.text:
        return c.Deliveries(page=page(words))
    number: int | None = None
    act: str | None = None
    for word in words.text.split():
        match = _NUMBER.fullmatch(word)
        if match is not None:
            number = int(match[1])
            continue
        act = _ACTS.get(plain(word))
        if act is None:
            raise NotUnderstood(
                "error.bad_value", option="deliveries", value=word, valid=joined(one_of(_ACTS))
            )
    if act in {None, c.DeliveryAct.LIST}:
        return c.Deliveries(page=page(words))
    if number is None:
        raise NotUnderstood("error.missing", verb="deliveries", what="number")
    return c.Deliveries(c.DeliveryAct(act), number)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "queue": _queue,
    "home": _home,
    "deliveries": _deliveries,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Home() | c.Queue() | c.Deliveries(act=c.DeliveryAct.LIST):
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """None of them has a form."""
    return command if isinstance(command, c.Home | c.Queue | c.Deliveries) else None
