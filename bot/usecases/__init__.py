"""One file a verb: load, decide, change, commit, return."""
