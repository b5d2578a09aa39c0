"""One person on two platforms: whoever runs the desk says so, since no platform can prove it of another."""

from __future__ import annotations

from bot.requests import Actor
from bot.storage import Database


class Linking:
    """For whoever runs the desk, never for whoever uses it: an identity carries its person's roles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def same(self, known: Actor, also: Actor) -> bool:
        """Make `also` an identity of the person behind `known`; False where the desk knows no such person.

        Raises bot.storage.Conflict where `also` is another person's already.
        """
        with self._database.writing() as uow:
            person = uow.people.by_actor(known)
            if person is None:
                return False
            uow.people.link(person.id, also)
            uow.commit()
        return True
