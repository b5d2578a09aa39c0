"""A message's HTML as words: what one reads in it, and nothing that it could do."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.inbound.addresses import web_address
from adapters.teams.inbound.markup import MOST, words_of


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<div><div>The printer</div><div>is on fire</div></div>", "The printer\nis on fire"),
        ("<p>One</p><p>&nbsp;</p><p>Two<br>Three<br/>Four</p>", "One\n\nTwo\nThree\nFour"),
        ("a &lt; b &amp;&amp; c &eacute;", "a < b && c é"),
        ("&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"),
        ("<ul><li>first</li><li>second</li></ul>after", "- first\n- second\nafter"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("two\n   lines  of\tsource", "two lines of source"),
        ("<pre>def f():\n    return 1</pre>done", "def f():\n    return 1\ndone"),
        ('<at id="0">Tom Blais</at>&nbsp;knows', "@Tom Blais knows"),
        ('<a href="https://status.example/">https://status.example</a>', "https://status.example"),
        ('<a href="https://evil.example/x">your bank</a>', "your bank (https://evil.example/x)"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ("<a href='https://x.example/?a=1&amp;b=2'></a>", "https://x.example/?a=1&b=2"),
        ('<a href="https://open.example">never closed', "never closed"),
        ('see <img alt="screen.png" src="https://x.example/hosted"> there', "see [screen.png] there"),
        ('fine <emoji id="smile" alt="🙂" title="Smile"></emoji>', "fine 🙂"),
        ('<attachment id="1c3a"></attachment>With a file', "With a file"),
        ("<blockquote>quoted</blockquote>answer", "quoted\nanswer"),
    ],
)
def test_it_reads_as_it_is_shown(markup, words):
    assert words_of(markup) == words


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<script>alert('x')</script>seen", "seen"),
        ("<STYLE>p {}</sTyLe >seen", "seen"),
        ("before<script>never closed", "before"),
        ("<!-- hidden <b>x</b> -->seen<!-- to the end", "seen"),
        ("<svg/onload=alert(1)>seen</svg>", "seen"),
        ('<img src=x onerror="alert(1)">seen', "seen"),
        ('<p title="a>b">seen</p>', 'b">seen'),
        ("1 < 2 and <3", "1 < 2 and <3"),
        ("<<b>>x<</b>>", "<>x<>"),
        ("<?xml version='1.0'?><![CDATA[x]]>y", "y"),
        ("</p></div>seen", "seen"),
        ("a\0b", "ab"),
        ("", ""),
    ],
)
def test_hostile_markup_is_words_or_nothing(markup, words):
    assert words_of(markup) == words


@settings(deadline=None)
@given(st.text(alphabet="<>/!-&;\"'= \nabcdpre", max_size=200))
def test_nothing_makes_it_fail(markup):
    told = words_of(markup)
    assert told == told.strip()
    assert len(told) <= len(markup) + markup.count("<at") + 2 * markup.count("<li")


@pytest.mark.parametrize(
    "part",
    ["<!--", "<script", "<a href=", "<div", "<", "&", "<p>", "<pre>", "</a>", '<a href="https://x.example">'],
)
def test_the_worst_is_read_at_once(part):
    began = time.perf_counter()
    words_of(part * 200_000)
    assert time.perf_counter() - began < 1.0


def test_no_more_is_read_than_a_message_holds():
    assert len(words_of("x" * (MOST + 5))) == MOST


@pytest.mark.parametrize(
    "told",
    [
        "javascript:alert(1)",
        "https://",
        "//x.example",
        "https://x.example/a b",
        "https://[x",
        "ftp://x.example",
        "x" * 3000,
    ],
)
def test_what_is_no_address_of_the_web_leads_nowhere(told):
    assert web_address(told) == ""
