"""Microsoft Teams in small, on this machine: a connector, channels, chats and dialogs in a browser page."""
