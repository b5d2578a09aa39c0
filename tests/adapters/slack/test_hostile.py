"""What a requester writes is shown, and does nothing else: no mention, no link, no format, no lost message."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.serving.words import clean
from adapters.slack.inbound.text import mention, words
from adapters.slack.render.message import message
from adapters.slack.render.view import home, modal, notice
from adapters.slack.render.words import escape, is_inert
from adapters.workspace.validation import check_message_blocks, check_view
from bot.replies import (
    Action,
    Actions,
    Because,
    ChoiceField,
    ClockMark,
    Code,
    Countdown,
    Facts,
    Form,
    Item,
    Items,
    Link,
    Mention,
    Moment,
    Note,
    Option,
    Prose,
    Reply,
    Strong,
    Style,
    TextField,
)
from bot.requests import PlaceRef

from .corpus import DUE

PLACE = PlaceRef("slack", "T0001", "C0001")
HOSTILE = (
    "<!channel>",
    "<!here|x>",
    "<@U0001>",
    "<#C0001>",
    "<!subteam^S1>",
    "<http://evil.test|your bank>",
    "<!date^1^{date}|x>",
    "&lt;!channel&gt;",
    "*bold* _italic_ ~gone~ `code`",
    "```block```",
    "> quoted",
    ":skull:",
    "\u202egnirts\u202c",
    "\u2066isolated\u2069",
    "a\x00b\x07c",
    "|pipe^caret\\",
)


def everywhere(text: str) -> Reply:
    """A reply that shows the text in every place that takes one."""
    line = (
        text,
        Strong(text),
        Code(text),
        Mention(text),
        Moment(DUE, text, shared=True),
        Link(text, "https://x.test/"),
    )
    return Reply(
        text,
        (
            Prose(line),
            Prose((text,)),
            Facts(((text, line), (text, (text,)))),
            Because((line, (text,))),
            Countdown(ClockMark.RUNNING, line, DUE),
            Items((Item(line, Action(text, "show 42")), Item((text,))), line),
            Items((Item(line),)),
            Actions(
                (Action(text, "a", Style.PRIMARY), Action(text, "b", Style.PRIMARY)),
                (Action(text, "c"), Action(text, "d")),
            ),
        ),
    )


def asking(text: str) -> Form:
    fields = (
        TextField("a", text, text, text),
        ChoiceField("b", text, (Option("x", text, text),), "x", text),
        Note("c", (text, Strong(text))),
        Note("d", (text,), quiet=True),
    )
    return Form(text, "open", fields, text, text)


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for each in value for found in nodes(each)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for each in value.values() for found in nodes(each))]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_ever_shown(text):
    rendered = message(everywhere(text), "T0001")
    assert "<" not in rendered.text
    assert ">" not in rendered.text
    views = [modal(asking(text), PLACE).json, home(everywhere(text), "T0001").json]
    for node in nodes([rendered.blocks, *views]):
        assert node.get("type") not in ("user", "usergroup", "channel", "broadcast", "emoji")
        assert node.get("type") != "link" or node["url"] == "https://x.test/"
        if node.get("type") == "mrkdwn":
            assert text not in node["text"]
            assert node["verbatim"] is True
        if node.get("type") == "plain_text":
            assert node["emoji"] is False


@pytest.mark.parametrize("text", ["\u202egnirts\u202c", "a\x00b\x07c", "\u2067x"])
def test_marks_that_turn_the_reading_order_are_gone(text):
    rendered = message(everywhere(text), "T0001")
    said = [node["text"] for node in nodes(rendered.blocks) if isinstance(node.get("text"), str)]
    assert not any(
        set(words_) & set("\u202e\u202c\u2066\u2067\u2069\x00\x07") for words_ in [*said, rendered.text]
    )


def test_right_to_left_words_stay_as_they_are():
    assert clean("مرحبا بكم، عربي") == "مرحبا بكم، عربي"


def test_escaping_is_for_entities_and_once():
    assert escape("a & <b> &amp;") == "a &amp; &lt;b&gt; &amp;amp;"


@pytest.mark.parametrize("text", ["PB-b.iii.first-line", "20:00", "50 % (3 h)", "Réponse : 8 h", "#42, it's"])
def test_ordinary_words_need_no_guard(text):
    assert is_inert(text)


TEXTS = (
    st.text(max_size=60) | st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=3).map(lambda t: t * 1300)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_whatever_is_said_slack_takes_it(text):
    rendered = message(everywhere(text), "T0001")
    if rendered.blocks:
        check_message_blocks(rendered.blocks)
    assert 0 < len(rendered.text) <= 4000
    check_view(home(everywhere(text), "T0001").json, "home")
    check_view(modal(asking(text), PLACE).json, "modal")
    check_view(notice(everywhere(text), text, PLACE).json, "modal")


@given(TEXTS)
def test_whatever_is_typed_comes_in_without_markup(text):
    typed = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert words(typed) == text


@given(st.text(max_size=200))
def test_whatever_comes_in_is_read(text):
    words(text)
    mention(text, "UBOT")


@pytest.mark.parametrize(
    ("slack", "meant"),
    [
        ("assign 42 <@U1|x>", "assign 42 @U1"),
        ("<#C1|ops>", "#C1"),
        ("<!here> <!subteam^S1|@ops> <!date^1^{date}|Tuesday>", "@here @ops Tuesday"),
        ("<https://x.test|x.test>", "x.test"),
        ("<https://x.test>", "https://x.test"),
        ("<mailto:a@b.c|a@b.c>", "a@b.c"),
        ("<https://evil.test|your bank>", "your bank (https://evil.test)"),
        ("&lt;@U1&gt; &amp;lt;", "<@U1> &lt;"),
        ("a < b", "a < b"),
    ],
)
def test_slacks_markup_is_read_as_it_was_meant(slack, meant):
    assert words(slack) == meant
