"""What happens to messages after they were said (IRCv3 message-redaction, react; pull request 425: edits)."""

import pytest

from desktop_chat.core.client.events import ClientEvent, MessageEdited, MessageRedacted, Reacted
from desktop_chat.core.wire import limits
from tests.support.guest import Guest


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (":nick!u@h REDACT #channel 123 :bad example", MessageRedacted("#channel", "123", "nick", "bad example")),
        (":nick!u@h REDACT ann 123", MessageRedacted("nick", "123", "nick", "")),
        (":ann!u@h REDACT bob 123", MessageRedacted("bob", "123", "ann", "")),
        (
            "@msgid=124;draft/target-msgid=123;draft/edit-text=an\\sexample\\ntwo :nick!u@h EDIT #channel",
            MessageEdited("#channel", "123", "nick", "an example\ntwo"),
        ),
        ("@msgid=456;+reply=123;+draft/react=:) :bob!u@h TAGMSG #tea", Reacted("#tea", "123", "bob", ":)", is_on=True)),
        ("@+draft/reply=123;+draft/react=👋 :bob!u@h TAGMSG ann", Reacted("bob", "123", "bob", "👋", is_on=True)),
        ("@+reply=123;+draft/unreact=👋 :ann!u@h TAGMSG bob", Reacted("bob", "123", "ann", "👋", is_on=False, mine=True)),
    ],
)
def test_a_change_names_the_message_it_is_about(guest: Guest, line: str, event: ClientEvent) -> None:
    """The examples of the specifications."""
    assert guest.hear(line) == [event]


@pytest.mark.parametrize(
    "line",
    [
        "@+other=active :bob!u@h TAGMSG #tea",
        "@+draft/react=x :bob!u@h TAGMSG #tea",
        f"@+reply=1;+draft/react={'가' * 22} :bob!u@h TAGMSG #tea",
        "@draft/target-msgid=123 :bob!u@h EDIT #tea",
        "@draft/edit-text=x :bob!u@h EDIT #tea",
        "REDACT #tea 123",
        ":bob!u@h REDACT #tea",
    ],
)
def test_what_names_none_means_nothing(guest: Guest, line: str) -> None:
    """TAGMSG: "MUST NOT display them in the message history by default"."""
    assert guest.hear(line) == []


def test_a_reaction_has_a_longest_length(guest: Guest) -> None:
    """IRCv3 react, Value restrictions: "a byte limit may be appropriate"."""
    for size, is_told in ((limits.REACTION_BYTES, True), (limits.REACTION_BYTES + 1, False)):
        assert bool(guest.hear(f"@+reply=1;+draft/react={'x' * size} :bob!u@h TAGMSG #tea")) == is_told
