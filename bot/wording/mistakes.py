"""A person's mistakes, in words: what was not right, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import DeskError
from bot.replies import Action, Actions, Audience, Block, Code, Line, Prose, Reply, plain
from bot.wording.lines import line, listed, text
from bot.wording.messages import has
from bot.wording.names import known_name
from bot.wording.reader import Reader
from bot.wording.verbs import example, verb

_WORDED_VALUES = {"severity": "severity", "channel": "channel", "role": "role", "language": "language"}
"""Options whose values are ids of ours, with the words that each language types for them."""


MOST_ACCOUNTS = 4
"""As many buttons as a message has; the others are named in the sentence."""
MOST_MORE = 5
"""As many as the menu beside them has."""
LABEL_LIMIT = 24
_SETUP_OF = {"person": "people", "role": "people", "name": "desk", "policy": "policy"}
"""What a step of setting up lacked, to the step whose example shows it."""


def word_error(error: DeskError, reader: Reader) -> Reply:
    """What was not right, said with what to do instead."""
    line_ = _sentence(error.says, error.facts, reader.language)
    actions = _way_out(error.says, error.facts, reader.language)
    shown = Actions(actions[:MOST_ACCOUNTS], actions[MOST_ACCOUNTS:][:MOST_MORE])
    blocks: tuple[Block, ...] = (Prose(line_), *((shown,) if actions else ()))
    return Reply(plain(line_), blocks, refused=True)


def word_bug(reference: str, reader: Reader) -> Reply:
    """An apology that holds the reference under which the fault is logged."""
    told = line(reader.language, "error.bug", reference=Code(reference))
    return Reply(plain(told), (Prose(told),), refused=True)


def no_chat(language: str) -> Reply:
    """An answer for one person, which could not be given in private."""
    told = line(language, "desk.no_chat")
    return Reply(plain(told), (Prose(told),), Audience.PLACE)


def working(language: str) -> Reply:
    """It takes longer than two seconds; the answer will come by itself."""
    told = line(language, "desk.working")
    return Reply(plain(told), (Prose(told),))


def busy(language: str) -> Reply:
    """The queue is full; nothing was started."""
    told = line(language, "error.busy")
    return Reply(plain(told), (Prose(told),), refused=True)


def _sentence(  # noqa: C901, PLR0912  one flat case a mistake
    code: str, facts: Mapping[str, str | int], language: str
) -> Line:
    match code:
        case "error.not_understood" if facts.get("suggestion"):
            near = Code(str(facts["suggestion"]))
            return line(language, "error.not_understood.near", word=_given(facts, "word"), suggestion=near)
        case "error.bad_value":
            return _bad_value(facts, language)
        case "error.missing" | "error.which_ticket":
            return _lacking(code, facts, language)
        case "error.which_policy":
            command = Code(text(language, "setup.command.desk"))
            valid = listed(language, [(each,) for each in _several(facts, "valid")], "lists.or")
            return line(language, code, valid=valid, example=command)
        case "error.unpriced" | "error.bad_price" | "error.bad_tax" | "error.no_such_means":
            return _of_selling(code, facts, language)
        case "error.no_such_account" if not facts.get("valid"):
            return line(language, "error.no_such_account.none", account=_given(facts, "account"))
        case "error.no_such_clause" if not facts.get("valid"):
            return line(language, "error.no_such_clause.none", clause=_given(facts, "clause"))
        case "error.not_yours" | "error.not_your_task":
            return _not_yours(code, facts, language)
        case "error.no_desk" if not facts.get("who"):
            command = Code(text(language, "setup.command.desk"))
            return line(language, "error.no_desk.nobody", command=command)
        case "error.empty_exclusions":
            command = Code(text(language, "setup.command.exclusion"))
            return line(language, code, clause=_given(facts, "clause"), example=command)
        case "error.no_such_exclusion" if not facts.get("valid"):
            return line(language, "error.no_such_exclusion.none", exclusion=_given(facts, "exclusion"))
        case "error.name_taken" if facts.get("what") == "place":
            return line(language, "error.name_taken.place", name=_given(facts, "name"))
        case _:
            return _plainly(code, facts, language)


def _not_yours(code: str, facts: Mapping[str, str | int], language: str) -> Line:
    who = listed(language, [_role(language, role) for role in _several(facts, "who")])
    if "task" in facts:
        return line(language, code, task=_given(facts, "task"), who=who)
    return line(language, code, verb=Code(verb(language, _given(facts, "verb"))), who=who)


def _of_selling(code: str, facts: Mapping[str, str | int], language: str) -> Line:
    """Mistakes about prices and payments, each with what to type or to choose."""
    if code == "error.no_such_means":
        means = [(known_name(language, "means", each),) for each in _several(facts, "valid")]
        return line(language, code, valid=listed(language, means, "lists.or"))
    if code == "error.unpriced":
        priced = _given(facts, "code")
        command = Code(text(language, "error.unpriced.command", code=priced))
        return line(language, code, what=known_name(language, "sold", priced), command=command)
    step = "tax" if code == "error.bad_tax" else "price"
    command = Code(text(language, f"setup.command.{step}"))
    return line(language, code, value=_given(facts, "value"), example=command)


def _plainly(code: str, facts: Mapping[str, str | int], language: str) -> Line:
    """Facts that hold ids are worded, others said as they are."""
    if "request_state" in facts:
        code = f"{code}.{facts['request_state']}"
    families = {
        "status": "status",
        "severity": "severity",
        "level": "level",
        "what": "what",
        "outcome": "outcome",
    }
    values = {
        name: known_name(language, families[name], str(value)) if name in families else str(value)
        for name, value in facts.items()
    }
    try:
        return line(language, code, **values)  # type: ignore[arg-type]
    except KeyError:
        return line(language, "error.unknown")


def _bad_value(facts: Mapping[str, str | int], language: str) -> Line:
    option = _given(facts, "option")
    value, valid = _given(facts, "value"), _several(facts, "valid")
    called = known_name(language, "option", option)
    if not valid:
        return line(language, "error.bad_value.none", value=value, option=called)
    family = _WORDED_VALUES.get(option)
    words = [known_name(language, family, each) if family else each for each in valid]
    told = listed(language, [(word,) for word in words], "lists.or")
    if not value or not has(language, f"names.option.{option}"):
        return line(language, "error.bad_value.plain", value=value, valid=told)
    return line(language, "error.bad_value", value=value, option=called, valid=told)


def _lacking(code: str, facts: Mapping[str, str | int], language: str) -> Line:
    name = _given(facts, "verb")
    if code == "error.which_ticket":
        return line(language, code, example=example(language, name))
    what = known_name(language, "what", _given(facts, "what"))
    told = Code(verb(language, name))
    act = _SETUP_OF.get(_given(facts, "what"), "account") if name == "setup" else None
    shown = (
        example(language, name)
        if act is None
        else Code(text(language, f"setup.command.{act}", plan="standard"))
    )
    return line(language, code, verb=told, what=what, example=shown)


def _way_out(code: str, facts: Mapping[str, str | int], language: str) -> tuple[Action, ...]:
    match code:
        case "error.not_understood" | "error.missing":
            return (Action(text(language, "buttons.help"), "help"),)
        case "error.which_ticket":
            return (Action(text(language, "buttons.my_tickets"), "list"),)
        case "error.which_request":
            return (Action(text(language, "buttons.show"), "request"),)
        case "error.which_account" if facts.get("verb"):
            return tuple(
                Action(clipped(name), '{} account:"{}"'.format(facts["verb"], name.replace('"', "")))
                for name in _several(facts, "valid")[:MOST_ACCOUNTS]
            )
        case "error.which_person" if facts.get("commands"):
            each = zip(_several(facts, "valid"), str(facts["commands"]).split("\n"), strict=False)
            return tuple(Action(clipped(name), command) for name, command in each)
        case "error.no_such_ticket":
            return (Action(text(language, "buttons.my_tickets"), "list"),)
        case "error.not_now" | "error.sent_already" | "error.already_claimed" | "error.same_severity" if (
            facts.get("ticket")
        ):
            return (Action(text(language, "buttons.show"), f"show {facts['ticket']}"),)
        case _:
            return ()


def clipped(label: str) -> str:
    """A name as a button's label."""
    return label if len(label) <= LABEL_LIMIT else f"{label[: LABEL_LIMIT - 1]}…"


def _role(language: str, role: str) -> Line:
    return (known_name(language, "roles", role),)


def _given(facts: Mapping[str, str | int], name: str) -> str:
    return str(facts.get(name, ""))


def _several(facts: Mapping[str, str | int], name: str) -> Sequence[str]:
    return [each for each in _given(facts, name).split(", ") if each]
