"""Whether an e-mail becomes a ticket under a policy."""

from policy.documents import PolicyDocument
from policy.mailbox_rules import MailboxRule


def mailbox_rule(document: PolicyDocument) -> MailboxRule | None:
    """The rule by which mail opens tickets (SI-6.email); None where the policy has none."""
    return next((rule for rule in document.of(MailboxRule)), None)
