"""The tables, as SQLAlchemy Core sees them; the migrations make them."""

from bot.storage.tables.base import metadata
from bot.storage.tables.commerce import (
    buyers,
    cancellations,
    charges,
    invoice_counters,
    invoices,
    kickoffs,
    payment_notices,
    prices,
    purchases,
    sellers,
    taxes,
)
from bot.storage.tables.contacts import delegations, internal_requests
from bot.storage.tables.conversations import conversations
from bot.storage.tables.fairness import announcements, standings
from bot.storage.tables.files import attachments
from bot.storage.tables.incidents import counters, register, register_tickets, tasks
from bot.storage.tables.installations import installations
from bot.storage.tables.intake import articles
from bot.storage.tables.ledger import (
    calendar_versions,
    outbox,
    pending,
    policy_versions,
    request_keys,
    settings,
)
from bot.storage.tables.links import believed, link_codes, link_tries, links
from bot.storage.tables.mail import mails
from bot.storage.tables.people import accounts, desks, identities, memberships, people, places
from bot.storage.tables.products import account_products, outages, products, releases
from bot.storage.tables.reminders import digests
from bot.storage.tables.scope import agreements, exclusions, refusals
from bot.storage.tables.threads import organisations, said
from bot.storage.tables.tickets import events, live, texts, threads, tickets, unassigned
from bot.storage.tables.units import corrections, entries, lots

__all__ = [
    "account_products",
    "accounts",
    "agreements",
    "announcements",
    "articles",
    "attachments",
    "believed",
    "buyers",
    "calendar_versions",
    "cancellations",
    "charges",
    "conversations",
    "corrections",
    "counters",
    "delegations",
    "desks",
    "digests",
    "entries",
    "events",
    "exclusions",
    "identities",
    "installations",
    "internal_requests",
    "invoice_counters",
    "invoices",
    "kickoffs",
    "link_codes",
    "link_tries",
    "links",
    "live",
    "lots",
    "mails",
    "memberships",
    "metadata",
    "organisations",
    "outages",
    "outbox",
    "payment_notices",
    "pending",
    "people",
    "places",
    "policy_versions",
    "prices",
    "products",
    "purchases",
    "refusals",
    "register",
    "register_tickets",
    "releases",
    "request_keys",
    "said",
    "sellers",
    "settings",
    "standings",
    "tasks",
    "taxes",
    "texts",
    "threads",
    "tickets",
    "unassigned",
]
