"""The room's screen and what it shows."""
