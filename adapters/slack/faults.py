"""Every way in which a call to Slack fails, classified once: permanent, transient or uncertain."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from adapters.serving.unanswered import retry_after, unanswered
from bot.ports import Closed, DeliveryError, Permanent, Transient, Uncertain
from bot.requests import Shut

RATE_LIMITED = 429
SERVER_ERROR = 500

_LATER = frozenset(
    {"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org"}
)
"""Codes with which Slack says that nothing was done, and that it may go through later."""

_UNKNOWN = frozenset({"fatal_error", "internal_error"})
"""Codes of which Slack says that some of the work may have been done."""

_CLOSED = {
    "not_in_channel": Shut.UNINVITED,
    "channel_not_found": Shut.UNINVITED,
    "is_archived": Shut.ARCHIVED,
}
"""Codes of a channel that somebody there can open to us: a private one that we are not in does not exist."""


def fault(error: BaseException) -> DeliveryError:
    """The failure, as the outbox understands it.

    Only a connection that was never made is known to have done nothing; a time-out or a lost connection
    may have posted. Codes that Slack answers are permanent unless it says otherwise.
    """
    match error:
        case SlackApiError():
            return _answered(error)
        case _:
            return unanswered(error)


def _answered(error: SlackApiError) -> DeliveryError:
    response = error.response
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)
    headers = getattr(response, "headers", {})
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    if status == RATE_LIMITED or code in ("ratelimited", "rate_limited"):
        return Transient("ratelimited", retry_after=retry_after(headers))
    if status >= SERVER_ERROR or not code or code in _UNKNOWN:
        return Uncertain(code or f"http_{status}")
    if code in _CLOSED:
        return Closed(code, _CLOSED[code])
    return Transient(code) if code in _LATER else Permanent(code)
