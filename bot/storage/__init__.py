"""Tables and the unit of work, the same on SQLite and PostgreSQL."""
