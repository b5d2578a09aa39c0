"""What the page shows: hostile text, moments, unread counts, private messages, contrast, links to a state."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sample_blocks, samples
from tests.browser.conftest import Open, wait_until
from tests.browser.fake_workspace import FakeWorkspace

pytestmark = pytest.mark.browser

TOKENS = ("bg", "panel", "text", "muted", "accent", "ok", "warn", "bad", "border")
READ_COLOURS = """names => {
  const probe = document.body.appendChild(document.createElement("i"));
  const found = Object.fromEntries(names.map(name => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number)];
  }));
  probe.remove();
  return found;
}"""
READ_TEXTS = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.textContent.trim() || !holder.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (holder.closest("option, .unseen, noscript, .emoji, .mark")) continue;
    let ground = holder;
    while (ground && (numbers(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
    const below = getComputedStyle(ground ?? document.body).backgroundColor;
    if (below.startsWith("color(")) continue;
    found.push([node.textContent.trim().slice(0, 40), numbers(getComputedStyle(holder).color).slice(0, 3), numbers(below).slice(0, 3)]);
  }
  return found;
}"""


def contrast(one: list[float], other: list[float]) -> float:
    """The WCAG 2 contrast of two sRGB colours of 0 to 255."""

    def light(colour: list[float]) -> float:
        parts = [c / 255 for c in colour]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def newest(page: Page) -> Any:
    return page.locator("#conversation .message").last


def told(workspace: FakeWorkspace, page: Page, text: str, **more: Any) -> Any:
    message = samples.message(sample_blocks.NOW, "U1TOM", text, number=700, **more)
    workspace.tell(type="ephemeral" if message["ephemeral"] else "message", channel="C1HELP", message=message)
    found = page.locator(f'#conversation [data-ts="{message["ts"]}"]')
    found.wait_for()
    return found


def test_hostile_text_makes_no_markup(open_page: Open) -> None:
    page = open_page()
    shown = page.locator(".message", has_text="press here").locator(".content")
    inside = shown.evaluate(
        "node => [...new Set([...node.querySelectorAll('*')].map(one => one.localName))].sort()"
    )
    assert inside == ["a", "span", "strong"]
    assert "<img src=x onerror=" in shown.inner_text()
    assert "<script>document.title='taken'</script>" in shown.inner_text()
    assert page.title() != "taken"


def test_only_web_mail_and_telephone_addresses_become_links(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()
    text = "<javascript:alert(1)|one> <data:text/html,x|two> <https://example.com|three> <mailto:a@example.com|four> <tel:+15145550100|five>"
    shown = told(workspace, page, text)
    assert shown.locator("a").all_inner_texts() == ["three", "four", "five"]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*bold* _it_ ~gone~ `code`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("2*3*4 snake_case_name a ~ b ~", "2*3*4 snake_case_name a ~ b ~"),
        ("`*kept* &lt;b&gt;`", "<code>*kept* &lt;b&gt;</code>"),
        ("&gt; one\n&gt; two\nthree", "<blockquote>one<br>two</blockquote>three"),
        ("a\nb", "a<br>b"),
        ("&amp;lt; stays", "&amp;lt; stays"),
        ("```x < y\n*z*```", "<pre><code>x &lt; y\n*z*</code></pre>"),
        ("<@U1INES>", '<span class="mention">@Inès Caron</span>'),
        ("<@U1NADIA>", '<span class="mention self">@Nadia Roy</span>'),
        ("<@U404>", '<span class="mention">@U404</span>'),
        ("<!date^word^{time}|later>", "<span>later</span>"),
        (":unknown_thing: 10:30:00", ":unknown_thing: 10:30:00"),
    ],
)
def test_mrkdwn_reads_as_in_slack(open_page: Open, workspace: FakeWorkspace, text: str, markup: str) -> None:
    shown = told(workspace, open_page(), text)
    assert shown.locator(".content").evaluate("node => node.innerHTML") == markup


def test_a_moment_is_told_in_the_readers_zone_and_language(open_page: Open) -> None:
    for user, due in [
        ("U1NADIA", "today, 20:00"),
        ("U1INES", "aujourd’hui, 20\u00a0h"),
        ("U1SARA", "mañana, 02:00"),
    ]:
        page = open_page(user)
        assert page.locator(".message strong time").first.inner_text() == due


def test_time_left_follows_the_desks_clock(open_page: Open) -> None:
    page = open_page()
    left = page.locator("time[data-pattern='{ago}']").first
    expect(left).to_have_text("in 6 hours")
    page.locator("[data-move=hour]").click()
    expect(left).to_have_text("in 5 hours")
    expect(page.locator("#clock-bar .now")).to_have_text("Thu 2 Jul, 15:00")


def test_an_unread_channel_is_bold_and_counted_until_it_is_opened(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()
    row = page.locator('[data-channel="C1DESK"]')
    assert row.evaluate("node => getComputedStyle(node).fontWeight") == "700"
    expect(row.locator(".count")).to_contain_text("3")
    row.click()
    expect(row.locator(".count")).to_have_count(0)
    wait_until(
        lambda: {"team": "T1", "user": "U1NADIA", "channel": "C1DESK"} in workspace.heard("/page/read"), page
    )


def test_a_private_message_says_so_and_can_be_dismissed(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    shown = told(workspace, page, "Your plan is standard.", ephemeral=True)
    expect(shown.locator(".secret span")).to_have_text("Only visible to you")
    shown.get_by_role("button", name="Dismiss").click()
    expect(shown).to_have_count(0)


def test_those_who_listen_hear_what_is_new(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    told(workspace, page, "It *stopped*.")
    expect(page.locator("body > .live")).to_contain_text("Tom Bell: It stopped.")
    told(workspace, page, "Only you.", ephemeral=True)
    expect(page.locator("body > .live")).to_contain_text("Only visible to you. Tom Bell: Only you.")


def test_a_changed_card_replaces_the_old_one_and_a_deleted_message_goes(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()
    card = page.locator(f'#conversation [data-ts="{samples.PARENT}"]')
    changed = {**samples.channel_messages()[2], "text": "#42 answered", "blocks": [], "reply_count": 4}
    workspace.tell(type="message_changed", channel="C1HELP", message=changed)
    expect(card.locator(".content")).to_have_text("#42 answered")
    expect(card.locator(".replies span").last).to_have_text("4 replies")
    workspace.tell(
        type="message_deleted", channel="C1HELP", ts=samples.PARENT, thread_ts=None, ephemeral=False
    )
    expect(card).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_token_reads_on_both_grounds(open_page: Open, scheme: str) -> None:
    colours = open_page(scheme=scheme).evaluate(READ_COLOURS, list(TOKENS))
    for ground in ("bg", "panel"):
        for token in ("text", "muted", "accent", "ok", "warn", "bad"):
            assert contrast(colours[token], colours[ground]) >= 5.8, (token, ground)
        assert contrast(colours["border"], colours[ground]) >= 3.3, ground


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_in_sight_has_contrast(open_page: Open, scheme: str) -> None:
    page = open_page("U1INES", thread=samples.PARENT, scheme=scheme)
    texts = page.evaluate(READ_TEXTS)
    assert len(texts) > 40
    assert [text for text, colour, ground in texts if contrast(colour, ground) < 4.5] == []


def test_the_address_shows_the_same_state_again(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    page.locator(".replies").first.click()
    page.locator("#thread .message").last.wait_for()
    address = page.url
    assert address == f"{workspace.address}/?team=T1&user=U1NADIA&channel=C1HELP&thread={samples.PARENT}"
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#thread .message")).to_have_count(4)
    page.locator('[data-channel="C1DESK"]').click()
    expect(page.locator("#conversation h1")).to_have_text("#desk-boreal")
    page.go_back()
    expect(page.locator("#conversation h1")).to_have_text("#help-boreal")


@pytest.mark.parametrize(("width", "place"), [(1280, "static"), (900, "absolute")])
def test_the_thread_stands_beside_or_over_the_conversation(open_page: Open, width: int, place: str) -> None:
    pane = open_page(thread=samples.PARENT, width=width).locator("#thread")
    assert pane.evaluate("node => getComputedStyle(node).position") == place
    box = pane.bounding_box()
    assert box is not None
    assert (box["width"], box["x"] + box["width"]) == (380, width)


def test_the_chosen_theme_is_kept(open_page: Open) -> None:
    page = open_page(scheme="light")
    page.locator("[data-move=theme]").click()
    page.locator("[data-move=theme]").click()
    page.reload()
    page.locator("#conversation .message").first.wait_for()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"


def test_an_empty_channel_says_what_to_type(open_page: Open) -> None:
    page = open_page(channel="C1DESK")
    expect(page.locator("#conversation .empty")).to_have_text("No tickets here yet. Type /ticket.")


def test_the_page_has_every_word_in_three_languages(open_page: Open) -> None:
    kinds = open_page().evaluate(
        """async () => {
          const { CATALOGS } = await import("/page/static/words.js");
          return Object.values(CATALOGS).map(words => Object.entries(words).map(([name, word]) => `${name} ${typeof word}`).sort());
        }""",
    )
    assert kinds[0] == kinds[1] == kinds[2]
    assert len(kinds[0]) > 60


def test_the_apps_home_acts(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page(channel="D1APP")
    page.get_by_role("button", name="Open a ticket", exact=True).click()
    wait_until(lambda: bool(workspace.heard("/page/action")), page)
    deed = workspace.heard("/page/action")[0]
    assert (deed["home"], deed["action_id"], deed["block_id"], deed["value"]) == (
        True,
        "open_form",
        "a1",
        "42",
    )


def test_a_refused_deed_shows_the_servers_sentence(open_page: Open, workspace: FakeWorkspace) -> None:
    workspace.answers["/page/say"] = {"ok": False, "error": "The app did not answer in 3 seconds."}
    page = open_page()
    page.locator("#conversation textarea").fill("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The app did not answer in 3 seconds.")
    expect(page.locator("#conversation textarea")).to_have_value("hello")


@pytest.mark.parametrize("piece", ["*a ", "*a* ", "*_a ", "a*_ ", "<a", "`", ":a", "&lt;"])
def test_a_long_hostile_line_is_shown_at_once(open_page: Open, workspace: FakeWorkspace, piece: str) -> None:
    page = open_page()
    text = piece * (12_000 // len(piece))
    shown = told(workspace, page, f"{text} end{'* _' * 3000}")
    took = page.evaluate(
        """async text => {
          const { mrkdwn } = await import("/page/static/mrkdwn.js");
          const from = performance.now();
          mrkdwn(text);
          return performance.now() - from;
        }""",
        text + text[::-1],
    )
    assert "end" in shown.inner_text()
    assert took < 1000


def test_every_target_is_named_and_32_pixels_high(open_page: Open) -> None:
    page = open_page("U1NADIA", thread=samples.PARENT)
    faults = page.evaluate(
        """() => [...document.querySelectorAll("button, select, textarea, input, #sidebar a")]
          .filter(node => node.checkVisibility())
          .filter(node => Math.round(node.getBoundingClientRect().height) < 32
            || !(node.getAttribute("aria-label") || node.textContent.trim() || node.getAttribute("aria-labelledby")))
          .map(node => node.outerHTML.slice(0, 120))""",
    )
    assert faults == []


@pytest.mark.parametrize("user", ["U1NADIA", "U1INES", "U1SARA"])
@pytest.mark.parametrize("width", [760, 900, 1000, 1280])
def test_the_clocks_buttons_never_cover_the_time(open_page: Open, user: str, width: int) -> None:
    page = open_page(user=user, width=width)
    time, movers = (page.locator(part).bounding_box() for part in (".desk-time", ".movers"))
    assert time is not None
    assert movers is not None
    assert time["x"] + time["width"] <= movers["x"]
    inner = page.locator(".desk-time .now").bounding_box()
    assert inner is not None
    assert inner["x"] + inner["width"] <= movers["x"]
    page.evaluate(
        """for (const hint of document.querySelectorAll(".mover .hint"))
             hint.textContent = "50 % du #2, jeu. 2 juill. à 18 h 30" """
    )
    last, end = (page.locator(part).last.bounding_box() for part in (".mover", ".bar-end"))
    assert last is not None
    assert end is not None
    assert last["x"] + last["width"] <= end["x"] or last["y"] >= end["y"] + end["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
