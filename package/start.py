"""Runs first of all in the packaged program on Linux: what it starts, such as a browser, must find the system's own libraries.

PyInstaller's starter points `LD_LIBRARY_PATH` to the libraries that are packed here. For this process that has been read by now.
"""

import os


def restore() -> None:
    """Put the variable back to what it was before the starter."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


restore()
