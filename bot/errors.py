"""A person's mistakes, worded in one place; anything else that is raised is a bug.

DeskError
+-- NotUnderstood    words that no command has, or that it lacks
+-- NoSuchThing      a ticket, person, account, clause that is not there (or not to be seen)
+-- NotNow           the ticket's state does not allow it
+-- NotYours         the role does not allow it
+-- NoDesk           nobody of this place or person has a desk
+-- Busy             the desk cannot take it now; nothing was started

Facts that name a role, status, severity, option or verb hold its language-neutral id; several are
joined by ", ". The catalogs word them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self


class DeskError(Exception):
    """`code` picks the sentence in the catalogs; `facts` fill it."""

    code: ClassVar[str] = "error.unknown"

    def __init__(self, code: str | None = None, /, **facts: str | int) -> None:
        super().__init__(code or self.code)
        self.says = code or self.code
        self.facts: Mapping[str, str | int] = facts
        self.field: str | None = None
        """The field of a form that it is about, where whoever raised it knows."""

    def at(self, field: str) -> Self:
        """The same, about that field of a form."""
        self.field = field
        return self


class NotUnderstood(DeskError):
    """Words that no command has, or that it lacks.

    - `error.not_understood`: word, suggestion (a verb in the asker's language; may be empty).
    - `error.bad_value`: option (its id), value (as written), valid (ids of `option`, or words as they are).
    - `error.missing`: verb, what (`subject`, `text`, `person`, `account`, `name`, `reason`, `group`,
      `policy`, `plan`, `role`).
    - `error.which_ticket`: verb. No number, and this is no ticket's thread.
    - `error.bad_number`: value (as written), example (digits).
    - `error.bad_moment`, `error.past_moment`, `error.no_such_moment`, `error.skipped_hour`: value (as
      written). `error.which_day`: value, valid (dates); the words can be two days.
    - `error.which_policy`: valid (ids). A new desk needs one.
    - `error.which_account`: valid (names), verb (may be missing). Staff must say which account.
    - `error.which_person`: person (as written), valid (names). Several have that name; `people` their ids
      ("p3") and `commands` (a line each) what was typed with each of them instead.
    - `error.bad_entry`: value (as written), no name of the register.
    - `error.too_long`: what, limit.
    - `error.which_request`: verb, valid (numbers). Several internal requests wait.
    """

    code = "error.not_understood"


class NoSuchThing(DeskError):
    """What was looked for is not there, or not to be seen: the same words, existence is not revealed.

    - `error.no_such_ticket`: ticket (number).
    - `error.not_your_ticket`: ticket. A colleague reads its card, and may do no more.
    - `error.no_such_person`: person (as written).
    - `error.not_customer`: person. Somebody of no account, where a requester is asked for.
    - `error.not_staff`: person, desk. Somebody of an account, where only the desk's own people will do.
    - `error.no_such_channel`: channel (as written). The desk does not see it.
    - `error.no_such_account`: account (as written), valid (names; may be empty).
    - `error.no_such_clause`: clause (as written), valid (the nearest id; may be empty).
    - `error.only_requester`: ticket, who (name). Somebody of the account sees it, and may not rate it.
    - `error.no_such_task`: task (number). `error.no_such_entry`: entry (as written).
    - `error.no_such_credit`: number (of a correction).
    - `error.no_such_policy`: policy (as written), valid (ids).
    - `error.no_such_request`: number. No internal request of that number for this person.
    - `error.no_request_waits`: nothing waits for this person.
    - `error.not_your_request`: number, who (its author's name).
    """

    code = "error.no_such_ticket"


class NotNow(DeskError):
    """The state does not allow it.

    - `error.not_now`: ticket, status.
    - `error.answer_first`: ticket. The desk closes only what was answered.
    - `error.sent_already`: ticket. A colleague's request became a ticket once already.
    - `error.already_claimed`: ticket, who (name).
    - `error.same_severity`: ticket, severity.
    - `error.no_unit_left`: ticket. No ticket of a pack is left for it.
    - `error.no_limit`: ticket. Its work is not limited.
    - `error.asked_already`: ticket. Its requester was asked for another ticket already.
    - `error.divisible`: ticket. Its policy does not keep a ticket to one subject.
    - `error.nobody_else`: a correction takes two people.
    - `error.credit_decided`: number. Somebody confirmed or declined that correction.
    - `error.too_few_left`: left, amount. A correction would take off more than is left.
    - `error.level_reached`: ticket, level (name). Levels never repeat and never go down.
    - `error.name_taken`: what (`desk`, `account`, `place`), name.
    - `error.last_admin`: who (name), desk. Without them nobody could set up the desk any more.
    - `error.mail_taken`: value (an address). Mail to it goes to another product already.
    - `error.task_done`: task (number), who (name).
    - `error.no_outcomes`: ticket. Its policy knows none, or not that one.
    - `error.outcome_given`: ticket, outcome.
    - `error.entry_done`: entry (its name), version.
    - `error.rate_when_over`: ticket, status. `error.rated`: ticket, stars.
    - `error.not_published`: desk.
    - `error.request_settled`: number, request_state (an id), who (name). An internal request is settled once.
    - `error.nobody_named`: account. It has no authorized contact yet.
    - `error.is_contact`, `error.no_delegate`: who (name).
    - `error.no_colleague`: account. There is nobody to delegate to.
    - `error.link_sides`, `error.link_accounts`: who, other (names), desk. They contradict each other there.
    - `error.link_public`: domain. Anybody has an address there. `error.link_not_at_home`: a guest's word.
    - `error.link_same`: who (name). `error.link_nobody`: who, other, desk. Neither is of it.
    - `error.link_elsewhere`, `error.link_of_others`, `error.link_last`: who (name). Another
      desk's person; linked by another desk's admin; an only identity.
    - `error.not_a_place`: name (may be empty). Only a channel can be made a desk's or customer's place.
    """

    code = "error.not_now"


class NotYours(DeskError):
    """The role does not allow it.

    - `error.not_yours`: verb, who (roles that may, ids).
    - `error.not_your_task`: task (number), who (roles that may, ids).
    - `error.own_availability`: who (name). Only they and the desk may say whether they are there.
    - `error.two_people`: who (names). Nobody confirms a correction of their own.
    - `error.oneself`: a contact who would no longer be one, by their own hand.
    """

    code = "error.not_yours"


class NoDesk(DeskError):
    """The person belongs to no desk here.

    - `error.no_desk`: who (names of those who could add the person; may be empty).
    """

    code = "error.no_desk"


class Busy(DeskError):
    """The queue is full; nothing was started."""

    code = "error.busy"


class Bug(DeskError):
    """The desk's own fault, for the apology: logged under `reference`.

    - `error.bug`: reference.
    """

    code = "error.bug"
