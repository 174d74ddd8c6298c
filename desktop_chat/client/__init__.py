"""A member's connection: one thread and one socket around the rules of `core.client`."""
