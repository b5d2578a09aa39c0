"""A Slack-compatible workspace on this machine: the embedded default, the demo, the fake of the tests."""
