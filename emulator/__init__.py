"""A second opinion on our calls of Slack's Web API, from an emulator that others wrote; not a test."""
