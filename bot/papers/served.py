"""Papers that people fetch by a link: an invoice, for its buyer alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.commerce import Invoice, InvoiceId, Purchase
from bot.domain.ids import PersonId
from bot.papers.invoices import pdf_of
from bot.policies import Policies
from bot.storage import Database, UnitOfWork
from bot.usecases.links import opened, serve_links
from bot.wording.invoices import worded
from policy.facts import Role


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be handed out."""

    name: str
    content: bytes


class Papers:
    """Hands papers out by the tokens of links. Safe to call from several threads."""

    def __init__(self, database: Database, policies: Policies, clock: Clock) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock

    def serve(self, address: str) -> None:
        """Say by which address (https://desk.example) the links lead here."""
        with self._database.writing() as uow:
            serve_links(uow, address)
            uow.commit()

    def invoice(self, token: str) -> Paper | None:
        """The invoice that a token opens.

        None for a token that is none of ours, too old, or of somebody who did not buy it, or who is no
        authorized contact of the account any more: all the same to whoever tries.
        """
        with self._database.reading() as uow:
            found = opened(uow, token, self._clock.now())
            paper = None if found is None else self._of(uow, *found)
        if paper is None:
            return None
        invoice, purchase, zone = paper
        words = worded(invoice, purchase, zone)
        return Paper(f"{words.title}-{invoice.called}.pdf", pdf_of(words, invoice.issued_at))

    def _of(
        self, uow: UnitOfWork, invoice_id: InvoiceId, person: PersonId
    ) -> tuple[Invoice, Purchase, str] | None:
        invoice = uow.invoices.by_id(invoice_id)
        purchase = None if invoice is None else uow.purchases.by_id(invoice.desk_id, invoice.purchase_id)
        if invoice is None or purchase is None or purchase.buyer != person:
            return None
        desk = uow.desks.get(invoice.desk_id)
        stands = any(
            (held.desk_id, held.account_id, held.role)
            == (purchase.desk_id, purchase.account_id, Role.AUTHORIZED)
            for held in uow.people.memberships(person)
        )
        if desk is None or not stands:
            return None
        document = self._policies.current(desk.policy_id, self._clock.now().date()).document
        return invoice, purchase, document.zone
