"""E-mail: mailboxes in, answers out."""
