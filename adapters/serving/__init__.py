"""What every adapter that serves needs: threads for the desk, background work, a short memory."""
