"""Papers that people fetch by a link: invoices, as PDF."""

from bot.papers.served import Paper, Papers

__all__ = ["Paper", "Papers"]
