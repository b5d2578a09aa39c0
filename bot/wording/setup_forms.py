"""The forms of setting up, and what is said once one was sent."""

from __future__ import annotations

from bot.commands import PeopleAct, SetupAct
from bot.domain.people import Face
from bot.replies import (
    ChoiceField,
    Field,
    Note,
    Option,
    PersonField,
    PlaceField,
    Reply,
    TextField,
)
from bot.results import PeopleForm, SetupForm
from bot.wording.forms import asked_for
from bot.wording.names import heading
from bot.wording.reader import LANGUAGES, Reader
from bot.wording.voice import Voice, voice
from policy.facts import Role

NAME_LIMIT = 80
COUNT_LIMIT = 9
MOST = 100
"""Accounts to choose from: what the strictest platform's lists hold."""
_ROLES = (Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN, Role.AUTHORIZED, Role.COLLEAGUE)


def step(result: SetupForm, reader: Reader) -> Reply:
    """One step, each field with what was given already."""
    say = voice(reader, reader.zone or "UTC")
    title = say.text(f"setup.form.{result.act}")
    fields = _fields(say, result)
    return asked_for(say, title, f"setup {result.act}", fields, say.text("buttons.save"))


def people(result: PeopleForm, reader: Reader) -> Reply:
    """Who becomes an authorized contact, or is one no longer."""
    say = voice(reader, reader.zone or "UTC")
    fields: list[Field] = [PersonField("person", say.text("forms.people.person"))]
    if result.accounts:
        fields.append(_account(say, result.accounts, result.account, required=True))
    names = result.act is PeopleAct.AUTHORIZE
    effect = "forms.people.authorize" if names else "forms.people.revoke"
    fields.append(Note("effect", say.line(effect, desk=result.desk), quiet=True))
    title = say.text("forms.authorize.title" if names else "forms.revoke.title")
    return asked_for(say, title, f"people {result.act}", fields, say.text("buttons.save"))


def _fields(say: Voice, result: SetupForm) -> tuple[Field, ...]:
    match result.act:
        case SetupAct.DESK:
            name = TextField("name", say.text("forms.setup.desk_name"), limit=NAME_LIMIT)
            return (name, _policy(say, result), _language(say, result))
        case SetupAct.POLICY:
            effect = Note("effect", say.line("forms.setup.policy_effect"), quiet=True)
            return (_policy(say, result), effect)
        case SetupAct.LANGUAGE:
            return (_language(say, result),)
        case SetupAct.ACCOUNT:
            return _new_account(say, result)
        case SetupAct.PEOPLE:
            return _person(say, result)
        case _:
            return _place(say, result)


def _policy(say: Voice, result: SetupForm) -> ChoiceField:
    options = tuple(Option(policy, policy, title) for policy, title in result.policies)
    return ChoiceField("policy", say.text("setup.policy"), options, result.values.get("policy"))


def _language(say: Voice, result: SetupForm) -> ChoiceField:
    options = tuple(Option(each, heading(say.known("language", each))) for each in LANGUAGES)
    hint = say.text("forms.setup.language_hint")
    return ChoiceField("language", say.text("setup.language"), options, result.language, hint)


def _new_account(say: Voice, result: SetupForm) -> tuple[Field, ...]:
    plans = tuple(Option(plan, heading(say.known("plan", plan))) for plan in result.plans)
    chosen = result.values.get("plan") or (result.plans[0] if len(result.plans) == 1 else None)
    label = say.text("forms.setup.employees")
    return (
        TextField("name", say.text("forms.setup.account_name"), limit=NAME_LIMIT),
        ChoiceField("plan", say.text("forms.setup.plan"), plans, chosen),
        TextField("employees", label, result.values.get("employees", ""), required=False, limit=COUNT_LIMIT),
        TextField(
            "licences",
            say.text("forms.setup.licences"),
            result.values.get("licences", ""),
            required=False,
            limit=COUNT_LIMIT,
        ),
    )


def _person(say: Voice, result: SetupForm) -> tuple[Field, ...]:
    roles = tuple(Option(role, say.heading("role", role)) for role in _ROLES)
    fields: list[Field] = [
        PersonField("person", say.text("forms.people.person")),
        ChoiceField("role", say.text("forms.setup.role"), roles, result.values.get("role")),
    ]
    if result.accounts:
        chosen = result.values.get("account")
        hint = say.text("forms.setup.role_account")
        fields.append(_account(say, result.accounts, chosen, required=False, hint=hint))
    return tuple(fields)


def _place(say: Voice, result: SetupForm) -> tuple[Field, ...]:
    faces = tuple(Option(face, say.text(f"forms.face.{face}")) for face in Face)
    label, hint = say.text("forms.setup.place"), say.text("forms.setup.place_hint")
    fields: list[Field] = [
        PlaceField("place", label, result.values.get("place"), hint),
        ChoiceField("face", say.text("forms.setup.face"), faces, result.values.get("face", Face.DESK)),
    ]
    if result.accounts:
        chosen = result.values.get("account")
        hint = say.text("forms.setup.place_account")
        fields.append(_account(say, result.accounts, chosen, required=False, hint=hint))
    return tuple(fields)


def _account(
    say: Voice, accounts: tuple[str, ...], chosen: str | None, *, required: bool, hint: str | None = None
) -> ChoiceField:
    options = tuple(Option(name, name) for name in accounts[:MOST])
    value = chosen if chosen in accounts else None
    return ChoiceField("account", say.text("forms.setup.account"), options, value, hint, required=required)
