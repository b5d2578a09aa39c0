"""What the policy asks before a ticket is opened: facts, consent, one subject, documentation read."""

from __future__ import annotations

from bot.commands import Open
from bot.usecases.about import About
from bot.usecases.asking import Asking
from policy import intake
from policy.decisions import Decision, Denied
from policy.documents import PolicyDocument
from policy.intake_rules import THE_FACTS, IntakeRule


def facts(about: About) -> Decision | None:
    """What came and what is still welcome. What is missing and needed, the form asks for: see `lacking`."""
    found = intake.facts(about.version.document, about.case.plan, given(about.command))
    return None if isinstance(found, Denied) else found


def consent(about: About) -> Decision | None:
    """Whether there may be a remote session."""
    command, case = about.command, about.case
    return intake.consent(about.version.document, case.plan, case.channel, allowed=command.remote)


def documentation(about: About) -> Decision | None:
    """Whether documentation and examples were looked at."""
    return intake.documentation(about.version.document, about.case.plan)


def one_subject(about: About) -> Decision | None:
    """Whether it is one question or request."""
    return intake.one_subject(about.version.document, about.case.plan, about.command.subject or "")


def given(command: Open) -> tuple[str, ...]:
    """The fields of the facts that came."""
    first = (THE_FACTS,) if command.facts else ()
    return (*first, *(field for field, _ in command.details))


def lacking(command: Open, document: PolicyDocument, plan: str) -> Denied | None:
    """The facts without which the ticket is not filed and which did not come; None where nothing lacks."""
    found = intake.facts(document, plan, given(command))
    return found if isinstance(found, Denied) else None


def is_asked(asking: Asking, document: PolicyDocument, plan: str) -> bool:
    """Whether the asker is the one to say yes or no to remote access; the desk never does so for them."""
    return not asking.is_staff and intake.consent_clause(document, plan) is not None


def told(
    text: str | None, details: tuple[tuple[str, str], ...], rules: tuple[IntakeRule, ...], language: str
) -> str | None:
    """The facts as one text, those with a title of their own under it."""
    titles = {rule.field: rule.title.get(language) for rule in rules}
    rows = [f"{titles[field]}: {value}" for field, value in details if field in titles]
    return "\n".join(part for part in (text, *rows) if part) or None
