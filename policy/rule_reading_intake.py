"""From one table to one rule on what is asked before work begins."""

from collections.abc import Callable, Mapping

from policy.intake_rules import (
    ConsentRule,
    DocumentationRule,
    IntakeRule,
    IntakeRules,
    OneSubjectRule,
    SelfHelpRule,
)
from policy.tables import Table
from policy.when_reading import when


def _intake(table: Table) -> IntakeRule:
    return IntakeRule(
        clause=table.text("clause"),
        field=table.slug("field"),
        title=table.translated("title"),
        hint=table.translated("hint") if table.has("hint") else None,
        required=table.flag("required", default=False),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _consent(table: Table) -> ConsentRule:
    return ConsentRule(table.text("clause"), when(table, "plan"), table.optional_text("assumed"))


def _documentation(table: Table) -> DocumentationRule:
    return DocumentationRule(table.text("clause"), when(table, "plan"), table.optional_text("assumed"))


def _one_subject(table: Table) -> OneSubjectRule:
    return OneSubjectRule(table.text("clause"), when(table, "plan"), table.optional_text("assumed"))


def _self_help(table: Table) -> SelfHelpRule:
    return SelfHelpRule(table.text("clause"), when(table, "plan"), table.optional_text("assumed"))


READERS: Mapping[str, Callable[[Table], IntakeRules]] = {
    "intake": _intake,
    "consent": _consent,
    "documentation": _documentation,
    "one_subject": _one_subject,
    "self_help": _self_help,
}
