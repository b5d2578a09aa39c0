"""Microsoft Teams: activities in, Adaptive Cards out, over our own route, tokens and connector."""
