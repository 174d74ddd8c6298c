"""The program's own log: one file a run, versions first, the thread's name in every line."""

import faulthandler
import logging
import platform
import sys
import threading
from pathlib import Path
from typing import TextIO

log = logging.getLogger(__name__)

FORMAT = "%(asctime)s %(levelname)-7s %(threadName)-16s %(name)s: %(message)s"


_handlers: list[logging.Handler] = []
"""Those that write what this program logs."""
_crash_files: list[TextIO] = []
"""Open as long as the program runs: whoever writes into them then can open nothing any more."""


def set_up_logging(path: Path | None, *, version: str, verbose: bool) -> None:
    """Log to a file (the last run's is kept as `.1`) and warnings to standard error; catch what escapes every thread.

    Called again, for another profile, it ends what it began before.

    Args:
        path: The file, or None for none.
        version: Of this program, for the first line.
        verbose: Whether the file tells of everything.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in _handlers:
        root.removeHandler(handler)
        handler.close()
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:  # A program without a console has none.
        handlers.append(logging.StreamHandler())
        handlers[-1].setLevel(logging.WARNING)
    if path is not None:
        handlers.append(_file_handler(path))
    for handler in handlers:
        handler.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(handler)
    _handlers[:] = handlers
    log.info("Desktop Chat %s, Python %s, %s", version, platform.python_version(), platform.platform())
    sys.excepthook = lambda kind, error, trace: log.critical("uncaught", exc_info=(kind, error, trace))
    threading.excepthook = log_thread_error


def log_file() -> Path | None:
    """Return the file that is written now, if there is one."""
    return next((Path(handler.baseFilename) for handler in _handlers if isinstance(handler, logging.FileHandler)), None)


def report_crashes(path: Path) -> None:
    """Let a crash of the interpreter itself, which raises nothing, write where each thread was at the end of the log."""
    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        log.warning("a crash would not be reported: %s", error)
        return
    faulthandler.enable(file)
    _crash_files.append(file)


def _file_handler(path: Path) -> logging.Handler:
    try:
        if path.exists():
            path.replace(path.with_suffix(path.suffix + ".1"))
        return logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        log.warning("no log file: %s", error)
        return logging.NullHandler()


def log_thread_error(args: threading.ExceptHookArgs) -> None:
    """Log what escaped a thread; an interpreter that is ending reports nothing (`threading.excepthook`)."""
    if args.exc_value is not None:
        log.critical("uncaught in a thread", exc_info=args.exc_value)
