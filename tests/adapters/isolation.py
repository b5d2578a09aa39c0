"""Two companies, or two desks, on one platform: what the second sends with the ids of the first, and what must stay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.storage.tables import metadata
from tests.conversations.test_borders import SAMPLES

MARK = "ZEBRA"
"""Stands in everything that the first wrote."""


def every_command(somebody: str, admin: str) -> list[str]:
    """Every verb on ticket #1, with the first's names, people and channels where one can write them.

    `somebody` mentions one of the first's people, `admin` the second's own admin; both as the platform writes it.
    """
    return [sample.replace("@U-ines", somebody) for sample in SAMPLES.values()] + [
        f"setup people admin {admin} account:Hotel{MARK}",
        f"setup channel customer Hotel{MARK}",
        f"plan Hotel{MARK}",
        f"assign 1 {somebody}",
        f"people Hotel{MARK}",
        "home",
    ]


def unmarked(words: str) -> str:
    """The same without the mark, which answers would repeat."""
    return words.replace(MARK, "X")


def rows(house: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything stored, by table."""
    with house.database.reading() as uow:
        db = uow.tickets._db
        return {
            table.name: [dict(row._mapping) for row in db.run(select(table))]
            for table in metadata.sorted_tables
        }


def only_the_second_changed(before: Any, after: Any, tenant: str | None) -> None:
    """Nothing of the first's desk, ticket or four people; `tenant` is the first's, where it is theirs alone."""
    own = {
        "desk_id": {row["id"] for row in before["desks"] if MARK in row["name"]},
        "ticket_id": {row["id"] for row in before["tickets"]},
        "person_id": {row["id"] for row in before["people"] if MARK in row["name"]},
    }
    assert [len(ids) for ids in own.values()] == [1, 1, 4]
    for table, held in before.items():
        if table == "request_keys" and tenant is None:
            continue  # what was answered to the second's own people, kept under their own name
        changed = [row for row in held if row not in after[table]] + [
            row for row in after[table] if row not in held
        ]
        for row in changed:
            key = {"desks": "desk_id", "tickets": "ticket_id", "people": "person_id"}.get(table)
            ids = {name: row.get(name) for name in own} | ({key: row["id"]} if key else {})
            touched = {name for name, value in ids.items() if value in own[name]}
            is_theirs = tenant is not None and row.get("tenant") == tenant
            assert (touched, is_theirs) == (set(), False), f"{table}: {row}"
