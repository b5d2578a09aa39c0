"""What a policy asks before a ticket is worked on: facts, consent, one subject, documentation read."""

import re
from collections.abc import Collection, Iterator
from typing import TypeVar

from policy.decisions import Allowed, Decision, Denied, Fact, NeedsConsent, Reason, ReasonCode
from policy.documents import LANGUAGES, Citation, PolicyDocument
from policy.facts import Channel
from policy.intake_rules import (
    ConsentRule,
    DocumentationRule,
    IntakeRule,
    OneSubjectRule,
    SelfHelpRule,
)
from policy.keeping import kept

REMOTE = "remote"
"""The name of the yes to remote access."""

_QUESTION = re.compile(r"\?+")
_ITEM = re.compile(r"(?:^|\s)(?:[1-9][.)]|[-*•])\s+(?=\S)")
_PARTED = re.compile(r"\s*;\s+")

R = TypeVar("R", ConsentRule, DocumentationRule, OneSubjectRule, SelfHelpRule, IntakeRule)


@kept
def fields(document: PolicyDocument, plan: str) -> tuple[IntakeRule, ...]:
    """The facts that the open form asks accounts of a plan for, in the order of the document."""
    return tuple(_of(document, plan, IntakeRule))


def missing(
    document: PolicyDocument, plan: str, given: Collection[str], *, required: bool = False
) -> tuple[IntakeRule, ...]:
    """The facts that were asked for and not given; with `required`, only those that a ticket needs."""
    asked = fields(document, plan)
    return tuple(rule for rule in asked if rule.field not in given and (rule.required or not required))


@kept
def facts(document: PolicyDocument, plan: str, given: Collection[str]) -> Decision | None:
    """Whether the facts suffice (PB-b.facts), and what is still welcome (SI-2.facts); None if none is asked.

    A missing required fact is a no, and says which; a missing one that is only asked for never is.
    """
    if lacking := missing(document, plan, given, required=True):
        return Denied(_named(ReasonCode.FACTS_MISSING, document, lacking))
    if welcome := missing(document, plan, given):
        return Allowed(_named(ReasonCode.FACTS_WELCOME, document, welcome))
    if asked := fields(document, plan):
        return Allowed(_named(ReasonCode.FACTS_GIVEN, document, asked))
    return None


@kept
def consent_clause(document: PolicyDocument, plan: str) -> Citation | None:
    """The clause by which support needs remote access (PB-b.consent); None where no clause does."""
    rule = next(_of(document, plan, ConsentRule), None)
    return None if rule is None else document.cite(rule.clause)


@kept
def consent(
    document: PolicyDocument, plan: str, channel: Channel, *, allowed: bool | None
) -> Decision | None:
    """Whether there may be a remote session.

    Without a yes the ticket is filed and waits for it; only asking for a remote session and refusing
    access to the device at once is a no.
    """
    citation = consent_clause(document, plan)
    if citation is None:
        return None
    if allowed:
        return Allowed((Reason(ReasonCode.CONSENT_GIVEN, citation),))
    if allowed is False and channel is Channel.REMOTE:
        return Denied((Reason(ReasonCode.REMOTE_NEEDS_CONSENT, citation),))
    return Allowed((Reason(ReasonCode.WAITS_FOR_CONSENT, citation),))


@kept
def documentation(document: PolicyDocument, plan: str) -> Decision | None:
    """Whoever asks says that documentation and examples do not answer (TT-6.a); None where nobody must."""
    rule = next(_of(document, plan, DocumentationRule), None)
    if rule is None:
        return None
    reason = Reason(ReasonCode.DOCUMENTATION_CONSULTED, document.cite(rule.clause))
    return NeedsConsent((reason,), ("documentation",))


def one_subject(document: PolicyDocument, plan: str, subject: str) -> Decision | None:
    """A subject that reads as several questions needs a yes that it is one (TT-6.a); None otherwise."""
    rule = next(_of(document, plan, OneSubjectRule), None)
    several = subjects(subject)
    if rule is None or several < 2:  # noqa: PLR2004 - one is what a ticket holds
        return None
    named: dict[str, Fact] = {"subjects": several}
    return NeedsConsent(
        (Reason(ReasonCode.ONE_SUBJECT, document.cite(rule.clause), named),), ("one_subject",)
    )


@kept
def self_help(document: PolicyDocument, plan: str | None = None) -> Citation | None:
    """The clause by which articles are there for everybody, at any hour (PB-a); None where none says so."""
    rules = (rule for rule in document.of(SelfHelpRule))
    rule = next((r for r in rules if plan is None or plan in (r.when.plan or (plan,))), None)
    return None if rule is None else document.cite(rule.clause)


def subjects(subject: str) -> int:
    """How many questions or requests a subject reads as: by question marks, list items or semicolons."""
    questions = len(_QUESTION.findall(subject))
    items = len(_ITEM.findall(subject))
    parts = sum(bool(part.strip()) for part in _PARTED.split(subject))
    return max(1, questions, items, parts)


def _of(document: PolicyDocument, plan: str, kind: type[R]) -> Iterator[R]:
    for rule in document.of(kind):
        if plan in (rule.when.plan or (plan,)):
            yield rule


def _named(code: ReasonCode, document: PolicyDocument, rules: tuple[IntakeRule, ...]) -> tuple[Reason, ...]:
    """A reason a clause, with the titles of its facts in each language."""
    found = []
    for clause in dict.fromkeys(rule.clause for rule in rules):
        of_clause = [rule for rule in rules if rule.clause == clause]
        named: dict[str, Fact] = {"fields": tuple(rule.field for rule in of_clause)}
        for language in LANGUAGES:
            named[f"titles_{language}"] = tuple(rule.title.get(language) for rule in of_clause)
        found.append(Reason(code, document.cite(clause), named))
    return tuple(found)
