"""The rules of the chat, pure: values in, values out. No socket, thread, clock, database or window."""
