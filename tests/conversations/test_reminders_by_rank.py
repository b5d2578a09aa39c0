"""What falls due at one moment is said in the order of the queue: by rank, then by deadline (TT-2.rank)."""

from policy.facts import Role

PLANS = ("active-client", "other", "maintenance", "contract")


def test_reminders_of_one_moment_come_by_rank(desk_of, board):
    desk = desk_of("techtra", "contract")
    desk.board = board
    for plan in PLANS:
        desk.has_account("Boréal", plan, plan)
        desk.has_place(f"room-{plan}", "Boréal", plan)
        desk.has(f"of-{plan}", Role.AUTHORIZED, "Boréal", plan)
        desk.says(f"of-{plan}", f"open From {plan} documentation:yes")
    before = len(board.heard("desk-room"))
    desk.passes("2026-03-16T17:00")
    said = board.heard("desk-room")[before:]
    assert [line.split(" ")[2] for line in said if line.startswith("Goal missed")] == ["#4", "#3", "#2", "#1"]
