"""One notification for many messages."""

from desktop_chat.core.client.notes import ANY_SECONDS, CONVERSATIONS, SAME_SECONDS, Bursts, Note


def note(conversation: str = "#tea", text: str = "hello") -> Note:
    """Return a note of one message."""
    return Note(conversation, f"bob · {conversation}", text)


def test_the_first_message_is_told_at_once() -> None:
    """Whoever waits for it must not wait longer."""
    bursts = Bursts()
    bursts.add(note())
    assert bursts.take(100.0) == note()
    assert bursts.take(100.0) is None
    assert bursts.next_at() is None


def test_many_messages_are_two_notifications() -> None:
    """A thousand within the second: the first, and later one for all, with the last words."""
    bursts = Bursts()
    shown = []
    for number in range(1000):
        bursts.add(note(text=str(number)))
        if (told := bursts.take(100.0 + number / 1000)) is not None:
            shown.append(told)
    assert [(one.text, one.count) for one in shown] == [("0", 1)]
    assert bursts.next_at() == 100.0 + SAME_SECONDS
    assert bursts.take(100.0 + SAME_SECONDS - 0.1) is None
    told = bursts.take(100.0 + SAME_SECONDS)
    assert told is not None
    assert (told.text, told.count) == ("999", 1000)


def test_several_conversations_are_told_one_after_the_other() -> None:
    """In the order in which they began to wait."""
    bursts = Bursts()
    for name in ("ann", "bob", "carol"):
        bursts.add(note(name))
    told = [bursts.take(100.0 + step * ANY_SECONDS) for step in range(3)]
    assert [one.conversation for one in told if one] == ["ann", "bob", "carol"]
    assert bursts.next_at() is None


def test_what_was_seen_is_counted_no_more() -> None:
    """And what waits for its turn is not shown to whoever has read it."""
    bursts = Bursts()
    bursts.add(note())
    bursts.add(note("bob"))
    assert bursts.take(100.0) == note()
    bursts.forget("bob")
    bursts.forget("nobody")
    assert bursts.next_at() is None
    bursts.add(note())
    bursts.forget("#tea")
    bursts.add(note())
    assert bursts.take(100.0 + SAME_SECONDS) == note()


def test_a_crowd_of_strangers_fills_no_memory() -> None:
    """Each with a name of its own: the oldest is forgotten."""
    bursts = Bursts()
    for number in range(CONVERSATIONS + 1):
        bursts.add(note(f"nick{number}"))
    told = bursts.take(100.0)
    assert told is not None
    assert told.conversation == "nick1"
