"""Socket Mode: the connections that the adapter opens to Slack, and what comes over them."""
