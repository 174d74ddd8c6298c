"""One pass's effects as one block for each receiver: in order, complete, and shared where it can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.effects import NOBODY, Close, Deliver, Effect, Retag, Send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.wire.capabilities import TAG_CAPS, Caps
from desktop_chat.core.wire.errors import UsageError
from desktop_chat.core.wire.message import Message
from desktop_chat.server.delivery import Delivery

MEMBERS = (1, 2, 3, 4, 5)
STRANGER = 9
"""Named by effects, but not connected any more."""
AUDIENCES = ((1, 2, 3, 4, 5), (1, 2, 3), (3, 4, STRANGER), (), (5,))


def line(text: str) -> Outgoing:
    """Return a line that looks different with each set of tags."""
    return Outgoing(Message("PRIVMSG", ("#tea", text)), wall=1_700_000_000.0, msgid=f"id-{text}")


LINES = st.integers(0, 99).map(lambda number: line(str(number)))
ANYBODY = st.sampled_from((*MEMBERS, STRANGER))
EFFECTS = st.one_of(
    st.builds(Send, ANYBODY, LINES),
    st.builds(Deliver, st.sampled_from(AUDIENCES), LINES, st.sampled_from((NOBODY, *MEMBERS, STRANGER))),
    st.builds(Retag, ANYBODY, st.sampled_from((0, int(Caps.SERVER_TIME), int(Caps.MESSAGE_TAGS), TAG_CAPS))),
    st.builds(Close, ANYBODY, LINES),
)


class OneByOne:
    """The plain way to the same blocks: each line appended for each receiver."""

    def __init__(self) -> None:
        self.tag_caps = dict.fromkeys(MEMBERS, 0)

    def plan(self, effects: list[Effect]) -> dict[int, bytes]:
        """Return what each receiver gets."""
        blocks: dict[int, bytes] = {}
        for effect in effects:
            match effect:
                case Retag(to, tag_caps):
                    if to in self.tag_caps:
                        self.tag_caps[to] = tag_caps
                case Deliver(receivers, out, skip):
                    for to in receivers:
                        if to != skip:
                            self._send(blocks, to, out)
                case Send(to, out) | Close(to, out):
                    self._send(blocks, to, out)
        return blocks

    def _send(self, blocks: dict[int, bytes], to: int, out: Outgoing) -> None:
        if to in self.tag_caps:
            blocks[to] = blocks.get(to, b"") + out.bytes_for(self.tag_caps[to])


def delivery() -> Delivery:
    """Return one that knows the members."""
    planner = Delivery()
    for member in MEMBERS:
        planner.add(member)
    return planner


@given(st.lists(st.lists(EFFECTS, max_size=12), max_size=4))
def test_everybody_gets_exactly_what_one_by_one_would_give(passes: list[list[Effect]]) -> None:
    """Whatever mixture of lines to one and to many, of skips, two channels, tags and ends; pass after pass."""
    planner, plain = delivery(), OneByOne()
    for effects in passes:
        planned = list(planner.plan(effects))
        assert len({receiver for receiver, _ in planned}) == len(planned), "two blocks for one receiver"
        assert dict(planned) == plain.plan(effects)


def test_members_in_the_same_position_share_one_block() -> None:
    """One heap, many readers: the same object, not equal ones."""
    audience = AUDIENCES[0]
    blocks = dict(delivery().plan([Deliver(audience, line("a")), Deliver(audience, line("b"), skip=2), Send(3, line("c"))]))
    assert blocks[1] is blocks[4] is blocks[5]
    assert blocks[2] == b"PRIVMSG #tea :a\r\n"
    assert blocks[3] == blocks[1] + b"PRIVMSG #tea :c\r\n"


def test_a_block_is_shared_by_those_who_want_the_same_tags() -> None:
    """One encoding for each set of capabilities."""
    planner, audience = delivery(), AUDIENCES[0]
    assert list(planner.plan([Retag(1, TAG_CAPS), Retag(2, TAG_CAPS)])) == []
    blocks = dict(planner.plan([Deliver(audience, line("a"))]))
    assert blocks[1] is blocks[2]
    assert blocks[1].startswith(b"@time=2023-11-14T22:13:20.000Z;msgid=id-a PRIVMSG")
    assert blocks[3] is blocks[4] is blocks[5]


def test_who_has_left_gets_nothing() -> None:
    """Effects of a pass may still name a connection that ended in it."""
    planner = delivery()
    planner.remove(2)
    assert sorted(receiver for receiver, _ in planner.plan([Deliver((1, 2), line("a")), Send(2, line("b"))])) == [1]


def test_a_plan_that_fails_leaves_nothing_for_the_next() -> None:
    """The lines of a pass are delivered once or never."""
    planner, audience = delivery(), AUDIENCES[0]
    broken = Outgoing(Message("PRIVMSG", ("#a b", "two")), wall=0.0)
    with pytest.raises(UsageError):
        list(planner.plan([Deliver(audience, line("old")), Send(1, broken)]))
    assert dict(planner.plan([Send(1, line("new"))])) == {1: b"PRIVMSG #tea :new\r\n"}
