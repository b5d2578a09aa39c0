"""The desk: front door, use cases, domain, storage, reminders and words. It knows no platform."""
