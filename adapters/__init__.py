"""Platforms: the only place where platform JSON exists. Each renders and reads; none decides."""
