"""How each kind of activity is answered in Teams; one file a kind."""
