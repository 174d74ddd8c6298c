"""What has no function of its own: numerics in their own words, standard replies, noise."""

import pytest

from desktop_chat.core.client.events import CommandRefused, ServerSaid
from desktop_chat.core.client.handlers import TABLE
from desktop_chat.core.wire.numerics import Numeric
from tests.support.guest import Guest


@pytest.mark.parametrize("code", ["471", "473", "474", "475", "476", "477", "403", "405"])
def test_a_channel_that_cannot_be_joined_is_told_with_why(guest: Guest, code: str) -> None:
    """Modern #errchannelisfull-471 and its neighbours: our nick, the channel, the text."""
    assert guest.hear(f":irc.example {code} ann #tea :Cannot join channel") == [CommandRefused(code, "#tea", "Cannot join channel")]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("441 ann bob #tea :They aren't on that channel", CommandRefused("441", "bob #tea", "They aren't on that channel")),
        ("451 :You have not registered", CommandRefused("451", "", "You have not registered")),
        ("696 ann #tea l x :Invalid", CommandRefused("696", "#tea l x", "Invalid")),
        ("904 ann :SASL authentication failed", CommandRefused("904", "", "SASL authentication failed")),
        ("314 ann bob ~b host * :Bob B", ServerSaid("314", "Bob B", ("bob", "~b", "host", "*"))),
        ("341 ann bob #tea", ServerSaid("341", "#tea", ("bob",))),
        ("999 ann :whatever", ServerSaid("999", "whatever")),
        ("FAIL JOIN NO_SUCH #tea :There is none", CommandRefused("NO_SUCH", "#tea", "There is none")),
        ("FAIL * INVALID_UTF8 :Not UTF-8", CommandRefused("INVALID_UTF8", "*", "Not UTF-8")),
        ("WARN REHASH CERTS :Old", ServerSaid("WARN", "Old", ("REHASH", "CERTS"))),
        (":bob!~b@host WALLOPS :to all", ServerSaid("WALLOPS", "to all")),
    ],
)
def test_other_replies_are_told_in_the_host_s_words(guest: Guest, line: str, event: object) -> None:
    """Modern #numeric-replies; IRCv3 standard-replies."""
    assert guest.hear(line) == [event]


@pytest.mark.parametrize("line", ["FROB x", "TAGMSG", "@+other=active :bob!~b@host TAGMSG #tea", "471", "FAIL x", ":bob!~b@h WALLOPS"])
def test_what_nobody_knows_means_nothing(guest: Guest, line: str) -> None:
    """New commands of new servers do not disturb."""
    assert guest.hear(line) == []


def test_every_numeric_of_the_table_has_a_name() -> None:
    """A typing error in a code would make a function that is never called; 438 has no name in Modern."""
    assert {code for code in TABLE if code.isdigit()} - {str(numeric) for numeric in Numeric} == {"438"}
