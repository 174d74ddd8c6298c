"""What was sent, walked through with Up and Down."""

from desktop_chat.gui.writing.input_history import HISTORY_LINES, InputHistory


def test_up_and_down_walk_through_what_was_sent() -> None:
    """What was being written comes back at the end."""
    history = InputHistory()
    for text in ("one", "two", "two"):
        history.add(text)
    assert history.newer() is None
    assert [history.older("draft"), history.older("two"), history.older("one")] == ["two", "one", None]
    assert [history.newer(), history.newer(), history.newer()] == ["two", "draft", None]


def test_a_line_sent_ends_the_walk() -> None:
    """The next Up begins with it."""
    history = InputHistory()
    history.add("one")
    history.older("")
    history.add("two")
    assert history.older("") == "two"


def test_without_a_history_there_is_nothing_to_walk_through() -> None:
    """Neither way."""
    history = InputHistory()
    assert (history.older("draft"), history.newer()) == (None, None)


def test_the_history_forgets_the_oldest() -> None:
    """A bound on memory."""
    history = InputHistory()
    for at in range(2 * HISTORY_LINES):
        history.add(str(at))
    walked = list(iter(lambda: history.older(""), None))
    assert (len(walked), walked[0], walked[-1]) == (HISTORY_LINES, str(2 * HISTORY_LINES - 1), str(HISTORY_LINES))
