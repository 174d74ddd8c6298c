"""`desktop-chat export`, and the same from the window: a conversation of the history into a file."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.client.events.kept import KeptRoom
from desktop_chat.core.client.export import ExportFormat, export_pieces
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.times import local_time
from desktop_chat.i18n import tr
from desktop_chat.store.room_log import StoreError, StoreLocked, StoreOlder
from desktop_chat.store.sqlite_history import SqliteHistory

FORMATS = {"text": ExportFormat.TEXT, "html": ExportFormat.HTML, "json": ExportFormat.JSON}
"""As they are named on the command line."""


def write_export(history: SqliteHistory, room: KeptRoom, conversation: str, kind: ExportFormat, file: Path) -> None:
    """Write a conversation into a file, whole or not at all.

    Raises:
        OSError: If it cannot be written; a file that was there is as it was.
        StoreError: If the history cannot be read.
    """
    temporary = file.with_name(f".{file.name}.part")
    try:
        with temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as opened:
            opened.writelines(export_pieces(kind, room, conversation, history.lines(room.key, conversation), local_time))
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def export(folder: Path, *, room: str, channel: str, kind: str, output: Path | None, say: Callable[[str], None]) -> int:
    """Do what the command line asks for; return the exit status.

    Args:
        folder: The data folder.
        room: Its name, its key, or the beginning of that.
        channel: The channel, with or without its `#`, or the nick of the other person.
        kind: One of `FORMATS`.
        output: The file; None for standard output.
        say: Prints one piece of a text, as it is.

    Raises:
        StartProblem: If there is no such room or channel, or the file cannot be written.
    """
    file = paths.history_file(folder)
    if not file.exists():
        raise StartProblem(tr("There is no history in {path} yet.", path=folder))
    try:
        with closing(_open(file)) as history:
            where = _find_room(history, room)
            conversation = _find_conversation(history, where, channel)
            if output is None:
                for piece in export_pieces(FORMATS[kind], where, conversation, history.lines(where.key, conversation), local_time):
                    say(piece)
            else:
                write_export(history, where, conversation, FORMATS[kind], output)
    except StoreLocked as error:
        raise StartProblem(tr("An older Desktop Chat is open with this data folder. Export from its window, or close it first.")) from error
    except StoreError as error:
        raise StartProblem(tr("The history cannot be read: {reason}.", reason=error)) from error
    except OSError as error:
        raise StartProblem(tr("{path} cannot be written: {reason}.", path=output or "-", reason=error.strerror or error)) from error
    return 0


def _open(file: Path) -> SqliteHistory:
    """Return the history to be read, beside a window that may be writing it; one of an older program is first brought up."""
    try:
        return SqliteHistory(file, is_reader=True)
    except StoreOlder:
        return SqliteHistory(file)


def _find_room(history: SqliteHistory, wanted: str) -> KeptRoom:
    rooms = history.rooms()
    found = [one for one in rooms if wanted in {one.key, one.name}]
    found = found or [one for one in rooms if fold(one.name) == fold(wanted) or (wanted and one.key.startswith(wanted.lower()))]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.name} ({one.key[:12]})" if one.name else one.key for one in (found or rooms)) or "–"
    if found:
        raise StartProblem(tr("Several rooms are called {room}; give the beginning of a key instead: {rooms}.", room=wanted, rooms=listed))
    raise StartProblem(tr("There is no room {room} in the history. There are: {rooms}.", room=wanted, rooms=listed))


def _find_conversation(history: SqliteHistory, room: KeptRoom, wanted: str) -> str:
    names = history.names(room.key)
    found = next((name for name in names if fold(name) in {fold(wanted), fold(f"#{wanted}")}), None)
    if found is None:
        raise StartProblem(
            tr("Nothing was said in {channel} there. There are: {channels}.", channel=wanted, channels=", ".join(names) or "–")
        )
    return found
