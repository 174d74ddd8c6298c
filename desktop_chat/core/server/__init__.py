"""The rules of the room: lines of its members in, effects out. No socket, thread, clock or database."""
