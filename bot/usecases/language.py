"""The language in which somebody is spoken to: their own choice, among those that the desk speaks."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Language
from bot.errors import NotUnderstood
from bot.identity import language_of
from bot.parsing.words import LANGUAGES, joined, one_of
from bot.results import LanguageTold, Refused
from bot.usecases.asking import Asking
from policy import languages

AUTO = "auto"
"""Whatever the platform says of the person's locale, once more."""


def language(command: Language, asking: Asking) -> LanguageTold | Refused:
    """Choose it, or hear which it is. What the policy says of languages is cited (SU-languages)."""
    document = asking.version().document
    rule = languages.served(document)
    served, clause = (None, None) if rule is None else (rule.languages, rule.clause)
    if command.language == AUTO:
        profile = asking.request.profile
        spoken = language_of(profile.locale if profile else None) or asking.desk.language
        asking.uow.people.update(replace(asking.member.person, language=spoken, chose_language=False))
        return LanguageTold(spoken, changed=True, served=served, clause=clause)
    if command.language is None:
        return LanguageTold(asking.language, changed=False, served=served, clause=clause)
    denied = languages.may_choose(document, command.language)
    if denied is not None:
        account = asking.member.account.name if asking.member.account else asking.desk.name
        return Refused("language", denied, asking.desk.name, account, document.zone)
    if command.language not in LANGUAGES.values():
        valid = joined(one_of(LANGUAGES))
        raise NotUnderstood("error.bad_value", option="language", value=command.language, valid=valid)
    asking.uow.people.update(replace(asking.member.person, language=command.language, chose_language=True))
    return LanguageTold(command.language, changed=True, served=served, clause=clause)
