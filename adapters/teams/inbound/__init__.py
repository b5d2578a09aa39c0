"""Teams' activities to requests: pure functions, which trust no shape."""
