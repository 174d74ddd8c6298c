"""`python -m desktop_chat`: the same as the command `desktop-chat`."""

import multiprocessing
import sys


def main() -> int:
    """Run the program; return its exit status."""
    multiprocessing.freeze_support()  # In the packaged program: here a child of the Lab begins, and does not come back.
    # Not above: a child imports this module again, and needs nothing of the command line.
    from desktop_chat.cli import main as run  # noqa: PLC0415

    return run()


if __name__ == "__main__":
    sys.exit(main())
