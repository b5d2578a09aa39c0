"""The platforms' traps, each with the guard that keeps us out of it and the test that proves the guard."""
