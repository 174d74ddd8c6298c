"""The settings, the keys, what the program is."""
