"""Rooms of the local network: announced and found by DNS-SD (RFC 6763), without a server and without being asked."""
