"""Where the room's log is kept: one Protocol, in a file or in memory."""
