"""The host's panel and one's own profile."""
