"""Help: the verbs that this person may use, or one of them; or the articles on a topic, for everybody."""

from __future__ import annotations

from bot.commands import COMMANDS, Help
from bot.errors import NotUnderstood
from bot.parsing import Context, suggestion
from bot.results import ArticlesTold, HelpTold
from bot.usecases.articles import matching
from bot.usecases.asking import Asking
from policy import intake

TOPIC_LIMIT = 150


def help_told(command: Help, asking: Asking) -> HelpTold | ArticlesTold:
    """Generated from the table of commands; a topic finds articles, whatever the account holds.

    Raises:
        NotUnderstood: a single word that no article matches and that is nearly a verb.
    """
    if command.topic is not None:
        return _on(command.topic, asking)
    role = asking.member.membership.role
    may = tuple(spec.name for spec in COMMANDS if role in spec.roles)
    return HelpTold(may, command.verb, asking.desk.name)


def _on(topic: str, asking: Asking) -> ArticlesTold:
    found = matching(asking, topic)
    if not found and len(topic.split()) == 1:
        context = Context(role=asking.member.membership.role, language=asking.language)
        near = suggestion(topic, context)
        if near:
            raise NotUnderstood(word=topic, suggestion=near)
    clause = intake.self_help(asking.version().document)
    shown = topic if len(topic) <= TOPIC_LIMIT else f"{topic[: TOPIC_LIMIT - 1]}…"
    return ArticlesTold(" ".join(shown.split()), found, clause)
