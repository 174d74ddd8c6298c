"""What was said earlier, and what is found in it."""
