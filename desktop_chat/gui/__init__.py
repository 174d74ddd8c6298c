"""The window. Tk is here and nowhere else; all of it runs on the main thread."""
