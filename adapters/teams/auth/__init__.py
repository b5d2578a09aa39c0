"""Who speaks to the bot, and how the bot says who it is."""
