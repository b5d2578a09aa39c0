"""Say whose people the members of another organisation are: those who are met in shared places."""

from __future__ import annotations

from bot.commands import Setup, SetupAct
from bot.errors import NotNow, NotUnderstood
from bot.results import SetupTold
from bot.usecases.asking import Asking
from bot.usecases.setup_told import setup_told


def set_organisation(command: Setup, values: dict[str, str], asking: Asking) -> SetupTold:
    """The organisation of the person who is named, by what the platform says of them, is an account's.

    In an account's place a person of another organisation is its colleague. Once one was named, only
    people of those that were named are.
    """
    if command.person is None:
        raise NotUnderstood("error.missing", verb="setup", what="person")
    account = asking.account(values.get("account"))
    word = command.person.text.strip()
    profile = asking.request.mentioned.get(word.removeprefix("@"))
    home = None if profile is None else profile.home_tenant
    name = asking.called(word)
    if home is None or home == asking.tenant:
        raise NotNow("error.no_organisation", person=name)
    asking.uow.organisations.put(asking.desk.id, asking.platform, home, account.id)
    return setup_told(asking, SetupAct.ORGANISATION, {"person": name, "account": account.name})
