"""How each kind of request is answered in Slack; one file a kind."""
