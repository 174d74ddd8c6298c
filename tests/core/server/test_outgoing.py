"""`Outgoing`: encoded once per set of capabilities, shared by reference."""

from desktop_chat.core.server.outgoing import Burst, Marked, Outgoing, Portion, Whole
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.times import server_time

WALL = 1_318_989_101.419
LINE = Message("PRIVMSG", ("#가람", "안녕 all"), "ann!~ann@10.0.0.7", {"+reply": "a;b"})


def outgoing() -> Outgoing:
    """Return one message with an id and a client-only tag."""
    return Outgoing(LINE, wall=WALL, msgid="00ab")


def test_a_receiver_without_capabilities_gets_no_tags() -> None:
    """IRCv3 message-tags: clients that did not ask must not be sent tags."""
    assert outgoing().bytes_for(0) == ":ann!~ann@10.0.0.7 PRIVMSG #가람 :안녕 all\r\n".encode()


def test_server_time_alone_sends_the_time_alone() -> None:
    """IRCv3 server-time: `time` is sent to those who asked for it, also without message-tags."""
    assert outgoing().bytes_for(int(Caps.SERVER_TIME)).startswith(b"@time=2011-10-19T01:51:41.419Z :ann!")


def test_message_tags_bring_the_id_and_the_client_only_tags() -> None:
    """IRCv3 message-ids and message-tags: msgid, and `+` tags escaped as they came."""
    assert outgoing().bytes_for(int(Caps.MESSAGE_TAGS)).startswith(b"@msgid=00ab;+reply=a\\:b :ann!")


def test_both_capabilities_bring_both() -> None:
    """Tags are joined by `;` into one tag section."""
    both = outgoing().bytes_for(int(Caps.SERVER_TIME | Caps.MESSAGE_TAGS))
    assert both.startswith(b"@time=2011-10-19T01:51:41.419Z;msgid=00ab;+reply=a\\:b :ann!")


def test_a_line_without_id_and_tags_has_no_tag_section() -> None:
    """An empty tag section is no tag section (message-tags, format)."""
    assert Outgoing(Message("PING", ("x",)), wall=WALL).bytes_for(int(Caps.MESSAGE_TAGS)) == b"PING x\r\n"


def test_all_receivers_with_the_same_capabilities_share_one_object() -> None:
    """One encoding per set of capabilities, then shared by reference."""
    line = outgoing()
    assert line.bytes_for(0) is line.bytes_for(0)
    tags = int(Caps.MESSAGE_TAGS)
    assert line.bytes_for(tags) is line.bytes_for(tags)
    assert line.bytes_for(tags) is not line.bytes_for(0)


def test_time_is_told_in_utc_to_the_millisecond() -> None:
    """IRCv3 server-time: `YYYY-MM-DDThh:mm:ss.sssZ`."""
    assert server_time(0.0) == "1970-01-01T00:00:00.000Z"
    assert server_time(1_700_000_000.9996) == "2023-11-14T22:13:20.999Z"


def test_it_shows_its_message_when_printed() -> None:
    """A failing assertion names the line."""
    assert "PRIVMSG" in repr(outgoing())


HEAD = b":ann PRIVMSG #tea :"


def test_each_line_of_a_burst_gets_tags_like_any_other() -> None:
    """And cannot be unfit to send."""
    line = Burst(HEAD, [b"hi", b"there"], WALL, 0xAB)
    line.check()
    assert line.bytes_for(0) == b":ann PRIVMSG #tea :hi\r\n:ann PRIVMSG #tea :there\r\n"
    first, second, _ = line.bytes_for(int(Caps.MESSAGE_TAGS)).split(b"\r\n")
    assert first == b"@msgid=000000000000ab :ann PRIVMSG #tea :hi"
    assert second == b"@msgid=000000000000ac :ann PRIVMSG #tea :there"
    assert "PRIVMSG" in repr(line)


def test_who_wants_to_know_accounts_is_told_the_sender_s() -> None:
    """IRCv3 account-tag: sent to those who asked for it, escaped like any value; nobody's account is no tag."""
    line = Outgoing(LINE, wall=WALL, account="a;b")
    assert line.bytes_for(int(Caps.ACCOUNT_TAG)).startswith(b"@account=a\\:b :ann!")
    assert outgoing().bytes_for(int(Caps.ACCOUNT_TAG)) == outgoing().bytes_for(0)


def test_a_bot_s_lines_say_so() -> None:
    """IRCv3 bot-mode: the `bot` tag, for those who know message tags."""
    line = Burst(HEAD, [b"hi"], WALL, 0xAB, "ann", is_bot=True)
    assert line.bytes_for(int(Caps.MESSAGE_TAGS)) == b"@msgid=000000000000ab;bot :ann PRIVMSG #tea :hi\r\n"
    assert line.bytes_for(int(Caps.SERVER_TIME)).startswith(b"@time=2011-10-19T01:51:41.419Z :ann")


def test_a_mark_stands_before_the_tags_that_a_line_has_anyway() -> None:
    """One more tag, for one receiver; the line itself stays as it is for others."""
    line = outgoing()
    marked = Marked(line, "batch=7")
    marked.check()
    assert marked.bytes_for(0) == b"@batch=7 " + line.bytes_for(0)
    assert marked.bytes_for(int(Caps.MESSAGE_TAGS)).startswith(b"@batch=7;msgid=00ab;")
    assert (marked.command, marked.origin) == ("PRIVMSG", line)
    assert "batch=7" in repr(marked)


def test_every_line_knows_its_command() -> None:
    """Also one that was encoded without a message."""
    assert Burst(HEAD, [b"hi"], WALL, 1).command == "PRIVMSG"
    assert Outgoing(Message("PING", ("x",)), wall=WALL).command == "PING"


def test_a_message_of_several_lines_is_one_to_its_receivers_and_to_the_log() -> None:
    """IRCv3 multiline: tags are on the opening; whatever form somebody gets is lost with the whole."""
    line = outgoing()
    whole = Whole(line, b"the lines\r\n", b"the end\r\n", "NOTICE")
    portion = Portion(line, whole)
    whole.check()
    portion.check()
    assert whole.bytes_for(0) == line.bytes_for(0) + b"the lines\r\nthe end\r\n"
    assert portion.bytes_for(0) == line.bytes_for(0)
    assert (whole.command, portion.command) == ("NOTICE", "PRIVMSG")
    assert Marked(portion, "label=1").origin is whole.origin is line
    assert whole.inside("7").bytes_for(0) == b"@batch=7 " + line.bytes_for(0) + b"the lines\r\n@batch=7 the end\r\n"
    assert repr(portion) == f"Portion({line!r})"
