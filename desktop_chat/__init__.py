"""Desktop Chat: a chat room on the local network in one double-click."""

__version__ = "0.1.0"
