"""What a change of a ticket entails elsewhere: in the ledger, among the tasks. Called once a change."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.events import Event
from bot.domain.ticket import Ticket
from bot.usecases.asking import Asking
from bot.usecases.billing import charge_billed_work
from bot.usecases.buying_versions import buy_version
from bot.usecases.measuring import propose
from bot.usecases.metering import meter


def follow(asking: Asking, ticket: Ticket, events: Sequence[Event]) -> None:
    """Do what follows from events that have just joined the ticket's history, in the same transaction."""
    # ledger
    meter(asking, ticket, events)
    # commerce
    # intake
    # contacts
    # scope
    charge_billed_work(asking, ticket, events)
    # incidents
    # products
    buy_version(asking, ticket, events)
    # fairness
    propose(asking, ticket, events)
