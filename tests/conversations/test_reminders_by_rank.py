"""What falls due at one moment is said in the order of the queue: by rank, then by deadline (TT-2.rank)."""

from bot.replies import Items, plain
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
    desk.passes("2026-03-16T17:00")
    lists = [block for _, _, reply in board.posts for block in reply.blocks if isinstance(block, Items)]
    assert [plain(item.line).split(" ")[0] for item in lists[0].items] == ["#4", "#3", "#2", "#1"]
