"""Every block as a person would read it."""

import pytest

from adapters.workspace.readable import mrkdwn, read


def plain(text):
    return {"type": "plain_text", "text": text}


def rich(*parts):
    return {"type": "rich_text", "elements": list(parts)}


def line(*spans, kind="rich_text_section", **more):
    return {"type": kind, "elements": list(spans), **more}


def text(words):
    return {"type": "text", "text": words}


BLOCKS = [
    ({"type": "header", "text": plain("Ticket <42>")}, "Ticket <42>"),
    ({"type": "divider"}, "---"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": "a &lt;b&gt; <@U1>"}, "fields": [plain("x"), plain("y")]}, "a <b> @Nadia Roy\nx\ny"),
    ({"type": "section", "text": plain("a"), "accessory": {"type": "button", "text": plain("Why")}}, "a\n[Why]"),
    ({"type": "context", "elements": [plain("a"), {"type": "image", "alt_text": "a chart"}]}, "a [image: a chart]"),
    ({"type": "image", "alt_text": "load by hour"}, "[image: load by hour]"),
    ({"type": "input", "label": plain("Subject"), "hint": plain("Short"), "element": {"type": "plain_text_input", "placeholder": plain("What?")}}, "Subject: [What?]\nShort"),
    ({"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, rich(line(text("b")))]]}, "a | b"),
    (rich(line({"type": "user", "user_id": "U1"}, text(" due "), {"type": "date", "timestamp": 0, "format": "{time}", "fallback": "20:00"})), "@Nadia Roy due 20:00"),
    (rich(line({"type": "date", "timestamp": 0, "format": "{time}"})), "1970-01-01T00:00:00+00:00"),
    (rich(line({"type": "link", "url": "https://x.org", "text": "here"}, text(" "), {"type": "link", "url": "https://y.org"})), "here https://y.org"),
    (rich(line({"type": "channel", "channel_id": "C1"}, {"type": "broadcast", "range": "here"}, {"type": "emoji", "name": "wave"})), "#help@here:wave:"),
    (rich(line(line(text("one")), line(text("two")), kind="rich_text_list", style="ordered")), "1. one\n2. two"),
    (rich(line(line(text("one")), kind="rich_text_list", style="bullet"), line(text("q"), kind="rich_text_quote")), "- one\n> q"),
    (rich(line(text("code"), kind="rich_text_preformatted")), "code"),
    ({"type": "markdown", "text": "**x**"}, "**x**"),
    ({"type": "video"}, "[video]"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), BLOCKS)
def test_a_block_reads_as_its_words(block, words):
    assert read({"text": "summary", "blocks": [block]}, {"U1": "Nadia Roy", "C1": "help"}) == words


def test_a_message_without_blocks_reads_as_its_text():
    assert read({"text": "a &amp; b", "blocks": []}) == "a & b"


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("<@U1>", "@Nadia Roy"),
        ("<@U2|tom>", "@tom"),
        ("<#C1>", "#help"),
        ("<!here>", "@here"),
        ("<!date^0^{time}|20:00>", "20:00"),
        ("<https://x.org|here>", "here"),
        ("<https://x.org>", "https://x.org"),
        ("&lt;!channel&gt;", "<!channel>"),
    ],
)
def test_a_token_reads_as_its_words(token, words):
    assert mrkdwn(token, {"U1": "Nadia Roy", "C1": "help"}) == words
