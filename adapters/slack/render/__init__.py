"""Neutral replies to Block Kit: pure and total; what had to be cut is said in warnings."""
