"""Everything that a policy may say before a ticket is opened, beside who asks through which channel."""

from __future__ import annotations

from bot.usecases import fee, intake
from bot.usecases.about import About, Check
from bot.usecases.about_product import version_check
from bot.usecases.cancelling import cancelled_check
from bot.usecases.contact_checks import is_served
from bot.usecases.enough import enough
from bot.usecases.scope_checks import concern_checked, language_checked, product_checked
from policy.deciding import together
from policy.decisions import Decision

CHECKS: tuple[Check, ...] = (
    # ledger
    enough,
    # commerce
    cancelled_check,
    # intake
    intake.facts,
    intake.one_subject,
    intake.documentation,
    intake.consent,
    # contacts
    is_served,
    # scope
    concern_checked,
    product_checked,
    language_checked,
    # incidents
    # products
    version_check,
    # fairness
)
"""In the order in which their reasons are said."""


def checked(first: Decision, about: About) -> Decision:
    """The first decision with those of every check; what the asker agreed to already counts as a yes."""
    more = (check(about) for check in CHECKS)
    agreed = fee.agreed(about.command.agreed, about.command.fee, first)
    return together((first, *(d for d in more if d is not None)), agreed)
