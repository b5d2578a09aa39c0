"""What needs a yes, in words, and the two buttons for it."""

from __future__ import annotations

from bot.domain.events import Proposed
from bot.domain.proposals import BILLED_WORK
from bot.domain.working import SECOND_TICKET
from bot.replies import Action, Actions, Line, Style
from bot.wording.money import money
from bot.wording.voice import Voice


def proposal_line(say: Voice, proposal: Proposed) -> Line:
    """What is proposed: so many hours for so much, by which clause."""
    if proposal.what == SECOND_TICKET:
        return say.line("units.proposal", proposal.quantity, clause=proposal.clause)
    if proposal.amount is None or proposal.currency is None or proposal.what != BILLED_WORK:
        return say.line("scope.proposal", proposal.quantity, clause=proposal.clause)
    price = money(say.language, proposal.amount, proposal.currency)
    return say.line("scope.proposal.billed", proposal.quantity, price=price, clause=proposal.clause)


def proposal_buttons(say: Voice, number: int, proposal: int) -> Actions:
    """Yes or no to that very proposal."""
    accept = Action(say.text("buttons.accept"), f"accept {number} {proposal}", Style.PRIMARY)
    return Actions((accept, Action(say.text("buttons.decline"), f"decline {number} {proposal}")))
