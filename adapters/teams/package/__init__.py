"""What an admin uploads to Teams: a manifest, its translations and its icons in one file."""
