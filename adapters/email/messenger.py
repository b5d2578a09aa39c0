"""The outbox's way into e-mail: each answer a letter in its thread; cards are no letters."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass

from adapters.email.mailbox import Outbox
from adapters.email.writing import message_id, write
from bot.ports import Destination, Permanent, Sent, Transient, Uncertain
from bot.replies import Reply

PLATFORM = "email"
_PERMANENT = 500


@dataclass(slots=True)
class EmailMessenger:
    """Sends letters. `subject_of` says what a thread is about, by the id of its first message.

    A letter that may have been sent cannot be looked up: it goes again under the same Message-ID, which mail
    systems show once.
    """

    outbox: Outbox
    subject_of: Callable[[str], str | None]
    platform: str = PLATFORM
    at_once: int = 1
    looks: bool = True

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        """Send it to the address of the conversation, or of the person."""
        address = to.person.user if to.person is not None else to.conversation
        if not address or "@" not in address:
            raise Permanent("no_address")
        if not address.isascii():  # that takes SMTPUTF8, which is not spoken here
            raise Permanent("address_not_ascii")
        subject = None if to.thread is None else self.subject_of(to.thread)
        letter = write(to, address, reply.without(reply.files), key, subject)
        try:
            self.outbox.send(to.tenant, address, letter)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (Permanent if min(codes) >= _PERMANENT else Transient)("recipient_refused") from None
        except smtplib.SMTPResponseException as error:
            kind = Permanent if error.smtp_code >= _PERMANENT else Transient
            raise kind(f"smtp_{error.smtp_code}") from None
        except smtplib.SMTPServerDisconnected:
            raise Uncertain("disconnected") from None
        except OSError:
            raise Transient("unreachable", 30.0) from None
        return Sent(address, message_id(key, to.tenant))

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """A letter that was sent stays as it is: what changes is said in the next one."""

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Letters say where files are."""

    def find(self, to: Destination, key: str, since: float) -> Sent | None:  # noqa: ARG002
        """Nothing can be looked up."""
        return None
