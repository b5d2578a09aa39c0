"""What the desk is about: people, tickets, events."""
