"""The modes this room knows, as ISUPPORT tells them (Modern #channel-modes, #user-modes)."""

LIST_MODES = "beI"
"""Type A: masks; ban, exception, invite exception."""
KEY_MODE = "k"
"""Type B: always with a parameter."""
SET_ONLY_MODES = "l"
"""Type C: a parameter when set."""
FLAG_MODES = "Cimnst"
"""Type D: no parameter; C lets no CTCP but ACTION through."""
USER_MODES = "iow"
MODES_PER_LINE = 12
"""Changes with a parameter in one MODE: as many as fit a line of 512 bytes with names of usual length."""
