"""A process killed at any moment loses nothing that it acknowledged and leaves nothing half done."""

import signal
import subprocess
import sys

import pytest

CHILD = """
import sys
from datetime import UTC, datetime
from bot.domain.events import Opened
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.outgoing import CardNotice, Draft, ToCard
from bot.storage import Database
from policy.facts import Channel, Severity, Terms

address, desk, account, person = sys.argv[1], *map(int, sys.argv[2:5])
at = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
database = Database.open(address)
while True:
    with database.writing() as work:
        number = work.desks.next_number(desk)
        ticket = work.tickets.add(
            desk_id=desk, number=number, account_id=account, requester_id=person, submitter_id=person,
            subject=f"number {number}", status=Status.NEW, severity=Severity.MINOR, channel=Channel.CHAT,
            policy_version="p" * 64, calendar_version="c" * 64, terms=Terms("standard"), opened_at=at,
        )
        print("begun", number, flush=True)
        work.tickets.append(ticket, Opened(at, person, Severity.MINOR, Channel.CHAT), received_at=at)
        work.outbox.add(Draft(desk, ticket.id, ToCard(Face.DESK), CardNotice(), f"card:{number}"), at)
        work.keys.put(f"act:{number}", desk, "{}", at)
        if number == int(sys.argv[5]):
            sys.stdin.read()
        work.commit()
    print("done", number, flush=True)
"""


def run_until(world, address, line, halt_at):
    """Start a child that opens tickets, kill it as it prints `line`, and say what it acknowledged."""
    north = world.north
    arguments = [address, north.desk.id, north.account.id, north.contact.id, halt_at]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    with child:
        for said_line in child.stdout:
            said.append(said_line.strip())
            if said[-1] == line:
                break
        child.kill()
    assert child.returncode == -signal.SIGKILL, said
    return sum(word.startswith("done") for word in said)


def whole(world):
    """The numbers of the tickets; fails where one is not whole or something is without its ticket."""
    north = world.north
    with world.database.reading() as work:
        seen = work.tickets.visible_to(north.member(work, north.agent))
        numbers = [ticket.number for ticket in seen.list(limit=1000)][::-1]
        for number in numbers:
            ticket = seen.get(number)
            assert len(ticket.history) == 1
            assert len(work.outbox.of_ticket(north.desk.id, ticket.id)) == 1
            assert work.keys.get(f"act:{number}") == "{}"
        after = len(numbers) + 1
        assert work.keys.get(f"act:{after}") is None
        assert work.outbox.by_key(north.desk.id, f"card:{after}") is None
    return numbers


def test_killed_halfway_through_a_unit_of_work(world, address):
    done = run_until(world, address, "begun 4", halt_at=4)
    assert done == 3
    assert whole(world) == [1, 2, 3]
    assert world.do(world.north.ticket).number == 4


@pytest.mark.parametrize("at", [2, 7])
def test_killed_at_full_speed(world, address, at):
    done = run_until(world, address, f"done {at}", halt_at=0)
    assert done == at
    with world.database.writing() as work:
        # Waits for a commit that was on its way to the server.
        following = work.desks.next_number(world.north.desk.id)
    numbers = whole(world)
    assert numbers[:at] == list(range(1, at + 1))
    assert following == len(numbers) + 1
