"""Channels and people, and what can be done with them."""
