"""Text: rehearsals and a prompt."""
