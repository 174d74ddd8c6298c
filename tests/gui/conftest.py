"""What every test of the window may ask for."""

from tests.support.tk import only_root, root

__all__ = ["only_root", "root"]
