"""Slack's payloads to requests: pure functions, which trust no shape."""
