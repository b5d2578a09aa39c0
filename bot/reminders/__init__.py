"""What is owed now, found, told once, and honest about lateness."""
