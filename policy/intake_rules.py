"""Rules on what is asked before a ticket is worked on."""

from dataclasses import dataclass

from policy.rule_parts import ALWAYS, Condition
from policy.texts import Translated

THE_FACTS = "facts"
"""The field that every open form has: what happens."""


@dataclass(frozen=True, slots=True)
class IntakeRule:
    """A fact that the open form asks for, under its own title.

    Without a `required` one no ticket is filed; one that is only asked for never stands in the way.
    """

    clause: str
    field: str
    title: Translated
    hint: Translated | None = None
    required: bool = False
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """Support needs the customer to let the desk reach their device; a ticket waits for that yes."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentationRule:
    """A request is what documentation and examples do not answer: whoever asks says so."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class OneSubjectRule:
    """A ticket is one question or one request: a subject that reads as several is asked about."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class SelfHelpRule:
    """Articles are there for everybody, at any hour, whatever else the account holds."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


IntakeRules = IntakeRule | ConsentRule | DocumentationRule | OneSubjectRule | SelfHelpRule
