"""What lies over the room."""
