"""Every form that the desk has, in three languages, fits into Slack: nothing of it is cut or refused."""

from __future__ import annotations

import pytest

from adapters.slack.render.view import modal
from adapters.workspace.validation import check_view
from bot.replies import Form
from bot.requests import PlaceKind, PlaceRef
from bot.wording import LANGUAGES, word
from policy.facts import Role
from tests.wording.samples import reader
from tests.wording.test_every_reply import results

PLACE = PlaceRef("slack", "T1", "C" + "0" * 10, "1700000000.000001", PlaceKind.CHANNEL, "a" * 80)


def forms(language: str) -> list[Form]:
    roles = (Role.COLLEAGUE, Role.AUTHORIZED, Role.AGENT, Role.ADMIN)
    replies = (word(each, reader(language, role)) for role in roles for each in results(language))
    return [reply.form for reply in replies if reply.form is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_buttons_labels_and_memory_fit(language):
    seen = set()
    for form in forms(language):
        view = modal(form, PLACE)
        told = [each for each in view.warnings if "title" in each or "submit" in each or "close" in each]
        assert told == []
        assert not any("private_metadata" in each or "blocks" in each for each in view.warnings)
        assert not any(
            each.startswith(("option:", "label", "hint", "action_id")) for each in view.warnings
        ), (
            form.title,
            view.warnings,
        )
        assert len(view.json["blocks"]) <= 100
        assert len(view.json["private_metadata"]) <= 3000
        check_view(view.json, "modal")
        seen.add(form.command.split()[0])
    wanted = (
        "open reply note pending assign severity escalate log split exclude duplicate offer override rate"
    )
    wanted += " reopen facts article ask delegate people setup add outcome task defect buy payment kickoff"
    assert set(wanted.split()) <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changes_the_promise_is_live(language):
    for form in forms(language):
        if form.command.split()[0] != "open":
            continue
        for field in form.fields:
            if field.id in {"severity", "channel", "product", "version", "concerns", "requester"}:
                assert field.live, field.id
            if field.id.startswith("agree_"):
                assert field.live
