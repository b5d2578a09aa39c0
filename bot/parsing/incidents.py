"""Words and forms about tasks, outcomes, the register and satisfaction, to typed commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.domain.register import EntryKind, entry_named
from bot.errors import NotUnderstood
from bot.parsing.numbers import leading
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words, choice
from bot.parsing.words import EVERY, index, plain
from policy.incident_rules import Outcome

STARS = range(1, 6)
_DONE = frozenset(map(plain, ["done", "fait", "faite", "terminé", "terminée", "hecho", "hecha"]))
_FIXED = frozenset(
    map(plain, ["fixed", "done", "corrigé", "corrigée", "fait", "corregido", "corregida", "hecho"])
)
OUTCOMES = index(
    {
        Outcome.NOT_CRITICAL: "not-critical noncritical non-critique no-crítico no-crítica",
        Outcome.FEATURE: "wish fonctionnalité souhait función deseo",
        Outcome.DEFECT: "malfunction défaut anomalie defecto fallo",
    }
)


def _task(words: Words) -> c.Command:
    first, _ = first_word(words.text)
    if not first:
        return c.Task()
    number, rest, _ = leading(words.text.lstrip())
    if number is None:
        raise NotUnderstood("error.bad_number", value=first, example="3")
    second, result = first_word(rest)
    if not second:
        return c.Task(number)
    if plain(second) not in _DONE:
        raise NotUnderstood("error.bad_value", option="task", value=second, valid="done")
    return c.Task(number, done=True, result=result or None)


def _outcome(words: Words) -> c.Command:
    discussed = words.options.get("discussed")
    first, rest = first_word(words.text)
    if not first:
        return c.GiveOutcome(words.ticket, discussed=discussed)
    outcome = Outcome(choice("outcome", first.rstrip(":,"), OUTCOMES))
    entry: str | None = None
    if outcome is Outcome.DEFECT:
        word, after = first_word(rest)
        named = entry_named(word)
        if named is not None and not word.isdecimal() and named[0] is EntryKind.DEFECT:
            entry, rest = f"D{named[1]}", after
    return c.GiveOutcome(words.ticket, outcome, rest or None, discussed, entry)


def _defect(words: Words) -> c.Command:
    first, rest = first_word(words.text)
    if not first:
        return c.Defects()
    if plain(first) in EVERY:
        return c.Defects(every=True)
    if entry_named(first) is None:
        raise NotUnderstood("error.bad_entry", value=first)
    second, version = first_word(rest)
    if not second:
        return c.Defects(first)
    if plain(second) not in _FIXED:
        raise NotUnderstood("error.bad_value", option="defect", value=second, valid="fixed")
    return c.Defects(first, fixed=True, version=version or None)


def _rate(words: Words) -> c.Command:
    first, text = first_word(words.text)
    if not first:
        return c.Rate(words.ticket)
    return c.Rate(words.ticket, _stars(first), text or None)


def _stars(written: str) -> int:
    digits = written.partition("/")[0]
    if not digits.isdecimal() or len(digits) > 1 or int(digits) not in STARS:
        raise NotUnderstood("error.bad_value", option="rating", value=written, valid="1, 2, 3, 4, 5")
    return int(digits)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "task": _task,
    "outcome": _outcome,
    "defect": _defect,
    "rate": _rate,
    "stats": lambda words: c.Stats(),  # noqa: ARG005
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Task(done=done, result=result, sure=sure):
            return not done or (result is None and not sure)
        case c.GiveOutcome(outcome=None) | c.Rate(stars=None) | c.Stats():
            return True
        case c.Defects(fixed=fixed, version=version):
            return not fixed or version is None
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:
    """The command with a form's fields laid over it; None for another's.

    Field ids: `result` (task); `outcome` (an outcome, or an entry such as "D7"), `text`, `discussed`
    (outcome); `version` (defect); `stars`, `text` (rate).
    """
    match command:
        case c.Task():
            return replace(command, result=given.get("result") or command.result, sure=sure)
        case c.GiveOutcome():
            return _outcome_form(command, given)
        case c.Defects():
            return replace(command, version=given.get("version") or command.version)
        case c.Rate():
            stars = given.get("stars")
            return replace(
                command,
                stars=_stars(stars) if stars else command.stars,
                text=given.get("text") or command.text,
            )
        case _:
            return None


def _outcome_form(command: c.GiveOutcome, given: Mapping[str, str]) -> c.GiveOutcome:
    chosen = given.get("outcome", "")
    found = replace(
        command,
        text=given.get("text") or command.text,
        discussed=given.get("discussed") or command.discussed,
    )
    if not chosen:
        return found
    if entry_named(chosen) is not None:
        return replace(found, outcome=Outcome.DEFECT, entry=chosen)
    return replace(found, outcome=Outcome(choice("outcome", chosen, OUTCOMES)), entry=None)
