"""The way into a room."""
