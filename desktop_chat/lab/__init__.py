"""Threads against processes, measured on this machine; and this process as it is, for the Threads view."""
