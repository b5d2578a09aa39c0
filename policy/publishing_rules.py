"""Rules on what a provider publishes: new versions of the policy, and the languages that it speaks."""

from dataclasses import dataclass

from policy.rule_parts import ALWAYS, Condition
from policy.tables import Table
from policy.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class RevisionRule:
    """New versions are told in the desk's place, and in its customers' where `customers` (DV-revision)."""

    clause: str
    customers: bool
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class LanguagesRule:
    """The languages in which one is served, each person in the one they choose (SU-languages)."""

    clause: str
    languages: tuple[str, ...]
    when: Condition = ALWAYS
    assumed: str | None = None


def read_revision(table: Table) -> RevisionRule:
    """A rule of kind `revision`."""
    return RevisionRule(
        clause=table.text("clause"),
        customers=table.flag("customers", default=True),
        assumed=table.optional_text("assumed"),
    )


def read_languages(table: Table) -> LanguagesRule:
    """A rule of kind `languages`."""
    languages = table.texts("languages")
    for unknown in sorted({*languages} - {*LANGUAGES}):
        table.fault("languages", f"{unknown!r} is none of {', '.join(LANGUAGES)}")
    return LanguagesRule(
        clause=table.text("clause"),
        languages=languages,
        assumed=table.optional_text("assumed"),
    )
