"""Figures from what happened: pure, from values to values."""
