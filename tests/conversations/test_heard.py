"""What people hear in the end: stories delivered for real, with the shipped policies and the shipped words."""

from policy.facts import Role


def test_the_story_of_a_blocked_meter(toronto, board):
    toronto.board = board
    toronto.at("2026-06-30T21:10").says("nadia", "open Meter blocked facts: It shows E4", where="laurier")
    toronto.at("2026-07-02T10:00").says("ines", "claim 1")
    toronto.passes("2026-07-02T18:50")
    toronto.fills("ines", "escalate 1", reason="I have no spare part")
    toronto.passes("2026-07-02T20:30")
    toronto.fills("ines", "reply 1", text="A technician comes at eight.")
    card, *thread = board.heard("desk-room")
    assert card.startswith("#1 Meter blocked, open. Breached: first response")
    assert sorted(thread) == sorted(
        [
            "🔒 Internal. Hôtel Laurier sees nothing written here.",
            "Nadia, Hôtel Laurier, wrote: It shows E4",
            "Ines has taken this ticket.",
            "@Ines, #1 needs a first response by 20:00. 3 h business, 3 h calendar left.",
            "@Ines @Marc, #1 is due at 20:00. 1 h 12 business, 1 h 12 calendar left.",
            "Ines has escalated #1 (hierarchical) to Marc, lead.",
            "Breached: #1 had no first response by Thu 2 Jul, 20:00 (PB-b.ii). Assignee: Ines. The answer is still owed.",
            "↗ Public, at 20:30, Ines: A technician comes at eight.",
        ]
    )
    assert board.heard("laurier")[1:] == [
        "Nadia, Hôtel Laurier, wrote: It shows E4",
        "Ines has escalated #1 (hierarchical) to Marc, lead.",
        "Ines answers: A technician comes at eight.",
    ]
    assert board.heard("D-marc") == ["Ines has escalated #1 (hierarchical) to Marc, lead."]


def test_without_a_place_the_customers_thread_is_a_private_chat(talk, board):
    talk.has_account("Boréal", "Auberge")
    talk.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    talk.board = board
    talk.says("olga", "open Printer on fire", where="elsewhere-entirely")
    talk.fills("ines", "reply 1", text="Water helps")
    card, answer = board.heard("D-olga")
    assert card.startswith("#1 Printer on fire, open. Running, goal: progress update")
    assert answer == "Ines answers: Water helps"
    assert [thread for where, thread, _ in board.posts if where == "D-olga"] == [None, "post-2"]


def test_a_form_is_confirmed_privately(talk, board):
    talk.board = board
    talk.fills("nadia", "open", subject="Printer on fire", severity="severe")
    [told] = board.heard("D-nadia")
    assert told.startswith("Ticket #1 is open. A person will answer by")


def test_a_colleagues_request_reaches_the_contact_with_one_button(toronto, board):
    toronto.board = board
    toronto.presses("tom", f"ask p{toronto.people['nadia'].id} Meter blocked")
    [(where, _, reply)] = board.posts
    assert where == "D-nadia"
    [block] = [block for block in reply.blocks if block.tag == "actions"]
    assert [action.command for action in block.actions] == ["approve 1", "request 1 answer"]
    toronto.presses("nadia", block.actions[0].command)
    assert toronto.result.subject == "Meter blocked"


def test_whoever_a_ticket_is_given_to_reads_which_one_it_is(talk, board):
    talk.board = board
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("marc", "assign 1 @U-ines")
    assert board.heard("D-ines") == ["Marc has assigned #1 to you."]
    [(_, _, reply)] = [post for post in board.posts if post[0] == "D-ines"]
    assert "Printer on fire" in str(reply)
    assert [
        action.command for block in reply.blocks if block.tag == "actions" for action in block.actions
    ] == [
        "reply 1",
        "show 1",
    ]
    assert "Marc has assigned this ticket to Ines." in board.heard("desk-room")
