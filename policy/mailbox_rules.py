"""The rule on mailboxes: whether an e-mail to a product's address becomes a ticket by itself (SI-6.email)."""

from dataclasses import dataclass

from policy.rule_parts import ALWAYS, Condition
from policy.tables import Table


@dataclass(frozen=True, slots=True)
class MailboxRule:
    """Mail to a product's support address opens a ticket; an answer joins its own."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


def read_mailbox(table: Table) -> MailboxRule:
    """A rule of kind `mailbox`."""
    return MailboxRule(clause=table.text("clause"), assumed=table.optional_text("assumed"))
