"""Slack, through Bolt on aiohttp."""
