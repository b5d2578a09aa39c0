"""What anybody may read over HTTP."""
