"""A Slack-compatible workspace on this machine: the embedded default, the demo, and what tests drive."""
