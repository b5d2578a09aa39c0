"""A submitted form to a typed command. Its values are data: none of them meets the grammar of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot import commands as c
from bot.parsing.commerce import party_given
from bot.parsing.intake import answered, details
from bot.parsing.parts import PARTS
from bot.parsing.taken_apart import choice
from bot.parsing.verbs import Context, Parsed, parse
from bot.parsing.words import CHANNELS, LANGUAGES, ROLES, SEVERITIES
from policy.facts import Channel, Severity


def read_form(command: str, fields: Mapping[str, str], context: Context, *, sure: bool = True) -> Parsed:
    """The form's own command (canonical English) with its fields laid over it.

    Field ids: `subject`, `facts`, `fact_...`, `product`, `version`, `severity`, `channel`, `concerns`,
    `remote`, `agree_...`, `requester` (open); `text` (reply, note, pending, facts and the reason to
    reopen); `fact_...` (facts); `remote` (consent); `reason`, `to`, `concerns`, `agree_...` (escalate);
    `to` (assign); `severity` (severity); `person` (people); `contact`, `subject`, `facts` (ask); `name`,
    `person`, `role`, `account`, `plan`, `policy`, `employees`, `licences`, `language`, `face`, `place`
    (setup).
    `sure` is false while the form is still open.
    """
    parsed = parse(command, replace(context, machine=True, thread_ticket=None))
    given = {name: value.strip() for name, value in fields.items()}
    return replace(parsed, command=_laid_over(parsed.command, given, sure=sure))


def _laid_over(  # noqa: C901  one flat case a command
    command: c.Command, given: Mapping[str, str], *, sure: bool
) -> c.Command:
    text = given.get("text") or None
    match command:
        case c.Open():
            return _open(command, given)
        case c.Answer():
            return replace(command, text=text or command.text, sure=sure)
        case c.Note():
            return replace(command, text=text or command.text)
        case c.Pend():
            return replace(command, question=text or command.question)
        case c.Reopen():
            return replace(command, reason=text or given.get("reason") or command.reason)
        case c.Escalate():
            reason = given.get("reason") or text or command.reason
            return replace(
                command,
                to=given.get("to") or command.to,
                reason=reason,
                sure=sure,
                concerns=given.get("concerns") or command.concerns,
                agreed=_agreed(command.agreed, given),
            )
        case c.Assign():
            to = given.get("to") or given.get("person")
            return replace(command, to=c.PersonWord(to) if to else command.to)
        case c.SetSeverity():
            chosen = given.get("severity")
            severity = Severity(choice("severity", chosen, SEVERITIES)) if chosen else command.severity
            return replace(command, severity=severity)
        case c.People():
            person = given.get("person")
            return replace(
                command,
                person=c.PersonWord(person) if person else command.person,
                account=given.get("account") or command.account,
            )
        case c.Ask():
            contact = given.get("contact")
            told = "\n".join(part for part in (given.get("subject"), given.get("facts")) if part)
            return replace(
                command,
                contact=c.PersonWord(contact) if contact else command.contact,
                subject=told or command.subject,
            )
        case c.Setup():
            return _setup(command, given)
        case _:
            found = (part.laid_over(command, given, sure=sure) for part in PARTS)
            return next((laid for laid in found if laid is not None), command)


def _open(command: c.Open, given: Mapping[str, str]) -> c.Open:
    severity, channel, requester = given.get("severity"), given.get("channel"), given.get("requester")
    return replace(
        command,
        subject=given.get("subject", command.subject or "") or None,
        facts=given.get("facts", command.facts or "") or None,
        agreed=_agreed(command.agreed, given),
        details=details(given) or command.details,
        remote=answered(given.get("remote"), command.remote),
        severity=Severity(choice("severity", severity, SEVERITIES)) if severity else command.severity,
        channel=Channel(choice("channel", channel, CHANNELS)) if channel else command.channel,
        requester=c.PersonWord(requester) if requester else command.requester,
        concerns=given.get("concerns") or command.concerns,
        product=given.get("product") or command.product,
        version=given.get("version") or command.version,
    )


def _agreed(before: tuple[str, ...], given: Mapping[str, str]) -> tuple[str, ...]:
    """What was said yes to: the boxes that are ticked, and what no box of this form asks about."""
    boxes = {name.removeprefix("agree_"): value for name, value in given.items() if name.startswith("agree_")}
    return tuple(
        sorted({*(set(before) - boxes.keys()), *(n for n, value in boxes.items() if value == "yes")})
    )


def _setup(command: c.Setup, given: Mapping[str, str]) -> c.Setup:
    values = dict(command.values)
    if command.act in {c.SetupAct.SELLER, c.SetupAct.BUYER}:
        return replace(command, values=tuple(sorted({**values, **party_given(given)}.items())))
    for name in ("account", "plan", "policy", "employees", "licences", "face", "place"):
        if given.get(name):
            values[name] = given[name]
    if given.get("role"):
        values["role"] = choice("role", given["role"], ROLES)
    if given.get("language"):
        values["language"] = choice("language", given["language"], LANGUAGES)
    person = given.get("person")
    return replace(
        command,
        name=given.get("name") or command.name,
        person=c.PersonWord(person) if person else command.person,
        values=tuple(sorted(values.items())),
    )
