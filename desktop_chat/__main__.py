"""`python -m desktop_chat`: the same as the command `desktop-chat`."""

import sys

from desktop_chat.cli import main

if __name__ == "__main__":
    sys.exit(main())
