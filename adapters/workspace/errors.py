"""Errors, each in the form that its audience gets: Slack's code for the app, a sentence for a person."""

from typing import Any


class SlackError(Exception):
    """An answer `{"ok": false, "error": code}` of the Web API; `extra` joins it."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class PageError(Exception):
    """A request of the page that cannot be served, said in one sentence."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class AppSilentError(PageError):
    """The app did not answer within three seconds, or answered something other than 200."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, status=424)


class SetupError(ValueError):
    """A workspace that cannot start as described: an invalid manifest, an unknown member."""
