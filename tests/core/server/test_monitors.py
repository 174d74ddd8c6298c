"""The lists of monitored nicks, against a plain model of them (IRCv3 monitor)."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.monitors import Monitors
from desktop_chat.core.wire.names import fold

LIMIT = 3
NICKS = st.sampled_from(["ann", "Ann", "bob", "가람", "eve", "joe", "x"])
STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove", "clear"]), st.integers(1, 3), NICKS))


@given(STEPS)
def test_the_lists_and_the_watchers_always_agree(steps: list[tuple[str, int, str]]) -> None:
    """A nick has a session among its watchers exactly when it is on that session's list; no list is longer than the limit."""
    monitors = Monitors(LIMIT)
    model: dict[int, dict[str, str]] = {1: {}, 2: {}, 3: {}}
    for step, session_id, nick in steps:
        targets, folded = model[session_id], fold(nick)
        if step == "add":
            fits = folded in targets or len(targets) < LIMIT
            assert monitors.add(session_id, nick) == fits
            if fits:
                targets.setdefault(folded, nick)
        elif step == "remove":
            monitors.remove(session_id, nick)
            targets.pop(folded, None)
        else:
            monitors.clear(session_id)
            targets.clear()
        for each, expected in model.items():
            assert monitors.targets(each) == list(expected.values())
        for name in ("ann", "bob", "가람", "eve", "joe", "x"):
            assert monitors.watchers(fold(name)) == tuple(each for each in model if fold(name) in model[each])
