"""One command, one use case."""

from __future__ import annotations

from typing import assert_never

from bot import commands as c
from bot.results import Result
from bot.usecases.accounts import accounts
from bot.usecases.add import add
from bot.usecases.amend import amend
from bot.usecases.articles import articles
from bot.usecases.ask import ask
from bot.usecases.asking import Asking
from bot.usecases.assign import assign
from bot.usecases.availability import say_available
from bot.usecases.buying import buy
from bot.usecases.cancelling import cancel
from bot.usecases.claim import claim
from bot.usecases.close import close
from bot.usecases.consent import consent
from bot.usecases.credit import credit
from bot.usecases.defect import defect
from bot.usecases.delegate import delegate
from bot.usecases.deliveries import deliveries
from bot.usecases.escalate import escalate
from bot.usecases.excluding import duplicate, exclude
from bot.usecases.fair_use import fair_use
from bot.usecases.give_facts import give_facts
from bot.usecases.help import help_told
from bot.usecases.home import home
from bot.usecases.internal_requests import approve, internal_requests
from bot.usecases.kickoff import kickoff
from bot.usecases.language import language
from bot.usecases.link_people import link_people, unlink_person
from bot.usecases.listing import list_tickets, queue
from bot.usecases.log import log
from bot.usecases.note import note
from bot.usecases.offer import offer
from bot.usecases.open_ticket import open_ticket
from bot.usecases.outage import outage
from bot.usecases.outcome import outcome
from bot.usecases.override import override
from bot.usecases.payments import invoices, payment
from bot.usecases.pending import pend
from bot.usecases.people import people
from bot.usecases.plan import plan
from bot.usecases.policy import policy
from bot.usecases.products import products
from bot.usecases.proposing import accept, decline
from bot.usecases.rate import rate
from bot.usecases.reopen import reopen
from bot.usecases.reply import reply
from bot.usecases.resume import resume
from bot.usecases.setup import setup
from bot.usecases.severity import set_severity
from bot.usecases.show import show
from bot.usecases.snooze import snooze
from bot.usecases.split import split
from bot.usecases.stats import stats
from bot.usecases.task import task
from bot.usecases.usage import usage
from bot.usecases.when import when
from bot.usecases.why import why


def dispatch(command: c.Command, asking: Asking) -> Result:  # noqa: C901, PLR0912, PLR0915  one line a command
    """What the command's use case answers."""
    match command:
        case c.Home():
            return home(command, asking)
        case c.Help():
            return help_told(command, asking)
        case c.Link() | c.Unlink():
            raise AssertionError("answered before a desk is looked for")
        case c.LinkPeople():
            return link_people(command, asking)
        case c.UnlinkPerson():
            return unlink_person(command, asking)
        case c.Open():
            return open_ticket(command, asking)
        case c.Ask():
            return ask(command, asking)
        case c.Show():
            return show(command, asking)
        case c.ListTickets():
            return list_tickets(command, asking)
        case c.Queue():
            return queue(command, asking)
        case c.Claim():
            return claim(command, asking)
        case c.Assign():
            return assign(command, asking)
        case c.Answer():
            return reply(command, asking)
        case c.Add():
            return add(command, asking)
        case c.Note():
            return note(command, asking)
        case c.Pend():
            return pend(command, asking)
        case c.Resume():
            return resume(command, asking)
        case c.SetSeverity():
            return set_severity(command, asking)
        case c.Escalate():
            return escalate(command, asking)
        case c.Close():
            return close(command, asking)
        case c.Reopen():
            return reopen(command, asking)
        case c.Why():
            return why(command, asking)
        case c.When():
            return when(command, asking)
        case c.Plan():
            return plan(command, asking)
        case c.Policy():
            return policy(command, asking)
        case c.People():
            return people(command, asking)
        case c.Setup():
            return setup(command, asking)
        # ledger
        case c.Log():
            return log(command, asking)
        case c.Split():
            return split(command, asking)
        case c.Usage():
            return usage(command, asking)
        case c.Credit():
            return credit(command, asking)
        # commerce
        case c.Buy():
            return buy(command, asking)
        case c.Invoices():
            return invoices(command, asking)
        case c.Payment():
            return payment(command, asking)
        case c.Cancel():
            return cancel(command, asking)
        case c.KickOff():
            return kickoff(command, asking)
        # intake
        case c.GiveFacts():
            return give_facts(command, asking)
        case c.Consent():
            return consent(command, asking)
        case c.Articles():
            return articles(command, asking)
        # contacts
        case c.InternalRequests():
            return internal_requests(command, asking)
        case c.Approve():
            return approve(command, asking)
        case c.Delegate():
            return delegate(command, asking)
        case c.SayAvailable():
            return say_available(command, asking)
        # scope
        case c.Offer():
            return offer(command, asking)
        case c.Accept():
            return accept(command, asking)
        case c.Decline():
            return decline(command, asking)
        case c.Exclude():
            return exclude(command, asking)
        case c.MarkDuplicate():
            return duplicate(command, asking)
        case c.Override():
            return override(command, asking)
        # incidents
        case c.Task():
            return task(command, asking)
        case c.GiveOutcome():
            return outcome(command, asking)
        case c.Defects():
            return defect(command, asking)
        case c.Rate():
            return rate(command, asking)
        case c.Stats():
            return stats(command, asking)
        # products
        case c.Products():
            return products(command, asking)
        case c.Accounts():
            return accounts(command, asking)
        case c.DeclareOutage():
            return outage(command, asking)
        # fairness
        case c.Amend():
            return amend(command, asking)
        case c.FairUse():
            return fair_use(command, asking)
        case c.Language():
            return language(command, asking)
        # home
        case c.Deliveries():
            return deliveries(command, asking)
        # delivery
        case c.Snooze():
            return snooze(command, asking)
    assert_never(command)
