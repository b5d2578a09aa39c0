"""Neutral replies as Adaptive Cards 1.5: pure and total."""
