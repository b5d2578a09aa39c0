"""What is said again and again is encoded once, and never for another workspace or in another form."""

from __future__ import annotations

from dataclasses import replace

from adapters.serving.once import MOST
from adapters.slack.answering.encoded import Encoded
from bot.replies import Audience, Prose, Reply


def test_the_same_blocks_are_rendered_once():
    rendered: list[tuple[Reply, str]] = []

    def render(reply: Reply, tenant: str) -> dict[str, str]:
        rendered.append((reply, tenant))
        return {"text": f"{reply.summary} for {tenant}"}

    encoded = Encoded(render)
    help_ = Reply("Help", (Prose(("Help",)),))
    again = replace(help_, audience=help_.audience)
    to_all = replace(help_, audience=Audience.PLACE)
    said = [
        encoded.text(reply, tenant)
        for reply, tenant in ((help_, "T1"), (again, "T1"), (help_, "T2"), (to_all, "T2"))
    ]
    assert said == ['{"text": "Help for T1"}', '{"text": "Help for T1"}', *['{"text": "Help for T2"}'] * 2]
    assert rendered == [(help_, "T1"), (help_, "T2"), (to_all, "T2")]


def test_only_the_last_are_kept():
    encoded = Encoded(lambda reply, _tenant: {"text": reply.summary})
    kept = [Reply(str(n), (Prose((str(n),)),)) for n in range(MOST * 2)]
    assert [encoded.text(reply, "T1") for reply in kept] == [f'{{"text": "{n}"}}' for n in range(MOST * 2)]
    assert len(encoded._once._held) == MOST
