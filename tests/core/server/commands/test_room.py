"""MOTD VERSION ADMIN INFO LUSERS TIME HELP LINKS STATS: what the room tells about itself."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.commands.room import duration
from tests.support.room import CONFIG, Room

LONG = "가" * 32
ASKS_A_SERVER = ["MOTD", "VERSION", "ADMIN", "INFO", "LUSERS *", "TIME", "STATS u"]


def test_the_message_of_the_day(room: Room) -> None:
    """Modern #motd-message: 375, "one or more" 372, 376."""
    room.join("ann")
    room.say("ann", "MOTD")
    assert room.replies("ann") == [
        ("375", "- desktop.chat Message of the day - "),
        ("372", "- Welcome!"),
        ("376", "End of /MOTD command."),
    ]


def test_a_room_without_a_message_of_the_day_says_so() -> None:
    """Modern #errnomotd-422."""
    room = Room(replace(CONFIG, motd=()))
    room.join("ann")
    room.say("ann", "MOTD")
    assert room.replies("ann") == [("422", "MOTD File is missing")]


def test_a_long_line_of_the_day_goes_on_in_the_next() -> None:
    """Modern #rplmotd-372: lines "MAY be wrapped"; nothing is lost, also beside the longest nick, and empty lines stay."""
    words = " ".join(f"환영합니다{number}" for number in range(60))
    room = Room(replace(CONFIG, motd=(words, "", "bye")))
    room.join(LONG)
    room.say(LONG, "MOTD")
    texts = [text.removeprefix("- ") for code, text in room.replies(LONG) if code == "372"]
    assert " ".join(texts[:-2]) == words
    assert texts[-2:] == ["", "bye"]


def test_version_tells_the_program_and_its_limits(room: Room) -> None:
    """Modern #version-message: "one RPL_VERSION reply and one or more RPL_ISUPPORT replies"."""
    room.join("ann")
    room.say("ann", "VERSION")
    first, *others = room.replies("ann")
    assert first == ("351", "desktop-chat-0", "desktop.chat", "우리 반")
    assert {reply[0] for reply in others} == {"005"}
    assert {reply[-1] for reply in others} == {"are supported by this server"}
    tokens = {token for reply in others for token in reply[1:-1]}
    assert tokens == set(room.world.isupport)
    assert {"NETWORK=우리\\x20반", "WHOX", "UTF8ONLY"} <= tokens


def test_the_tokens_are_a_batch_for_who_asked_for_it(room: Room) -> None:
    """IRCv3 extended-isupport: "The server MUST group all `RPL_ISUPPORT` messages inside a `draft/isupport` batch"."""
    room.join("ann", caps="batch draft/extended-isupport")
    room.join("old", caps="draft/extended-isupport")
    room.say("ann", "ISUPPORT", "VERSION")
    room.say("old", "ISUPPORT")
    messages = room.messages("ann")
    batches = [message.params for message in messages if message.command == "BATCH"]
    assert batches == [("+2", "draft/isupport"), ("-2",), ("+3", "draft/isupport"), ("-3",)]
    assert {message.tags.get("batch") for message in messages if message.command == "005"} == {"2", "3"}
    assert set(room.numerics("old")) == {"005"}


def test_the_tokens_are_told_before_the_welcome_to_who_asked_for_it(room: Room) -> None:
    """IRCv3 extended-isupport: "the server MUST accept `ISUPPORT` commands before connection registration completes"."""
    room.open("ann")
    room.say("ann", "ISUPPORT", "CAP REQ :draft/extended-isupport batch", "ISUPPORT")
    refused, _, begin, *tokens, end = room.messages("ann")
    assert refused.command == "451"
    assert (begin.params, end.params) == (("+1", "draft/isupport"), ("-1",))
    assert {(message.command, message.params[0]) for message in tokens} == {("005", "*")}
    room.say("ann", "NICK ann", "USER ann 0 * :Ann", "CAP END")
    assert "005" in room.numerics("ann"), "the welcome tells them all the same"


def test_a_room_with_a_long_name_still_fits_its_lines() -> None:
    """RFC 2812 2.3: the driver of these tests holds every line to 512 bytes."""
    room = Room(replace(CONFIG, name="우리 반 " * 50, version="v" * 300, motd=(), admin="x" * 600))
    room.join(LONG)
    room.say(LONG, "VERSION", "ADMIN", "INFO", "LINKS", f"WHOIS {LONG}")
    replies = room.replies(LONG)
    assert (replies[1][0], replies[1][-1]) == ("005", "are supported by this server")
    assert replies[-1] == ("318", LONG, "End of /WHOIS list")


def test_admin_tells_whom_to_ask() -> None:
    """Modern #admin-message: 256 257 258 259."""
    room = Room(replace(CONFIG, admin="host@example.org"))
    room.join("ann")
    room.say("ann", "ADMIN")
    replies = room.replies("ann")
    assert [reply[0] for reply in replies] == ["256", "257", "258", "259"]
    assert replies[0] == ("256", "desktop.chat", "Administrative info")
    assert replies[1] == ("257", "The room 우리 반")
    assert replies[-1] == ("259", "host@example.org")


def test_without_an_address_the_host_is_to_be_asked(room: Room) -> None:
    """Modern #rpladminemail-259 wants a way to reach somebody; a room on the local network may have no address."""
    room.join("ann")
    room.say("ann", "ADMIN")
    assert room.replies("ann")[-1] == ("259", "Ask the host in the room")


def test_info_tells_version_and_start(room: Room) -> None:
    """Modern #info-message: "zero or more RPL_INFO replies, followed by one RPL_ENDOFINFO"."""
    room.join("ann")
    room.say("ann", "INFO")
    *lines, end = room.replies("ann")
    assert {code for code, _ in lines} == {"371"}
    assert ("371", "desktop-chat-0") in lines
    assert ("371", "Open since 2023-11-14T22:13:20.000Z") in lines
    assert end == ("374", "End of /INFO list")


def test_lusers_counts_people_connections_and_channels(room: Room) -> None:
    """Modern #lusers-message: 251 to 255, 265 and 266; the most people at one time, also after they left."""
    room.join("ann", "bob", channel="#tea")
    room.join("eve", "gone")
    room.open("stranger")
    room.say("ann", "OPER host secret")
    room.say("eve", "MODE eve +i")
    room.say("gone", "QUIT")
    room.clear()
    room.say("ann", "LUSERS")
    assert room.replies("ann") == [
        ("251", "There are 2 users and 1 invisible on 1 servers"),
        ("252", "1", "operator(s) online"),
        ("253", "1", "unknown connection(s)"),
        ("254", "1", "channels formed"),
        ("255", "I have 3 clients and 0 servers"),
        ("265", "3", "4", "Current local users 3, max 4"),
        ("266", "3", "4", "Current global users 3, max 4"),
    ]


def test_the_welcome_counts_people_too(room: Room) -> None:
    """RFC 2812 5.1 and Modern #connection-registration: the welcome is followed by LUSERS and MOTD."""
    room.open("ann")
    room.say("ann", "NICK ann", "USER ann 0 * :Ann")
    codes = room.numerics("ann")
    assert codes[:4] == ["001", "002", "003", "004"]
    assert codes[codes.index("251") :] == ["251", "252", "253", "254", "255", "265", "266", "375", "372", "376"]


def test_time_is_told_in_utc(room: Room) -> None:
    """Modern #rpltime-391."""
    room.join("ann")
    room.wait(61.5)
    room.clear()
    room.say("ann", "TIME")
    assert room.replies("ann") == [("391", "desktop.chat", "2023-11-14T22:14:21.500Z")]


@pytest.mark.parametrize("line", ASKS_A_SERVER)
def test_another_server_is_not_known(room: Room, line: str) -> None:
    """Modern #errnosuchserver-402: "the given server name does not exist", and nothing else is answered."""
    room.join("ann")
    room.say("ann", f"{line} irc.example.org")
    assert room.replies("ann") == [("402", "irc.example.org", "No such server")]


@pytest.mark.parametrize("line", ASKS_A_SERVER)
@pytest.mark.parametrize("server", ["desktop.chat", "Desktop.*", "ANN", ":"])
def test_this_server_may_be_named_by_name_mask_or_nick(room: Room, line: str, server: str) -> None:
    """Modern #version-message: "Wildcards are allowed", "If `<target>` is a client, … the server that client is connected to"."""
    room.join("ann")
    room.say("ann", line.removesuffix(" *"))
    expected = room.got("ann")
    room.say("ann", f"{line} {server}")
    assert room.got("ann") == expected


def test_links_lists_the_one_server(room: Room) -> None:
    """Modern #links-message: 364 with hop count 0, and 365."""
    room.join("ann")
    room.say("ann", "LINKS", "LINKS *.org ignored")
    once = [("364", "desktop.chat", "desktop.chat", "0 The room 우리 반"), ("365", "*", "End of /LINKS list")]
    assert room.replies("ann") == once * 2


def test_stats_u_tells_how_long_the_room_is_open(room: Room) -> None:
    """Modern #rplstatsuptime-242."""
    room.join("ann")
    room.wait(61)
    room.clear()
    room.say("ann", "STATS u")
    assert room.replies("ann") == [("242", "Server Up 0 days 0:01:01"), ("219", "u", "End of /STATS report")]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.9, "0 days 0:00:00"), (3_599, "0 days 0:59:59"), (86_399, "0 days 23:59:59"), (2 * 86_400 + 3_661, "2 days 1:01:01")],
)
def test_a_duration_in_words(seconds: float, text: str) -> None:
    """Modern #rplstatsuptime-242: `<days> days <hours>:<minutes>:<seconds>`."""
    assert duration(seconds) == text


def test_stats_m_counts_the_commands_that_were_carried_out(room: Room) -> None:
    """Modern #stats-message: "the usage count for each if the usage count is non zero"."""
    room.join("ann")
    room.say("ann", "TIME", "TIME", "JOIN", "NONSENSE", "STATS m")
    counts = [reply for reply in room.replies("ann") if reply[0] == "212"]
    assert counts == [("212", "NICK", "1"), ("212", "STATS", "1"), ("212", "TIME", "2"), ("212", "USER", "1")]


@pytest.mark.parametrize(("query", "letter"), [("x", "x"), ("uptime", "u"), (":", "*"), (": ", "*"), ("가", "가")])
def test_any_other_query_has_an_end(room: Room, query: str, letter: str) -> None:
    """Modern #rplendofstats-219: `<stats letter>`; "any single letter"."""
    room.join("ann")
    room.say("ann", f"STATS {query}")
    assert room.replies("ann")[-1] == ("219", letter, "End of /STATS report")


@pytest.mark.parametrize("line", ["HELP", "HELP :", "HELPOP"])
def test_help_lists_the_commands(room: Room, line: str) -> None:
    """Modern #help-message: 704, an empty 705, text, 706; the subject of a generic request is `*`."""
    room.join("ann")
    room.say("ann", line)
    start, blank, *lines, end = room.replies("ann")
    assert start == ("704", "*", "HELP command explains one of these:")
    assert blank == ("705", "*", "")
    assert {reply[:2] for reply in lines} == {("705", "*")}
    assert end == ("706", "*", "End of /HELP")
    assert {"JOIN", "WALLOPS"} <= {word for reply in lines for word in reply[2].split()}


@pytest.mark.parametrize("subject", ["LINKS", "links"])
def test_help_explains_a_command(room: Room, subject: str) -> None:
    """Modern #rplhelpstart-704: the subject "may be casefolded"; a title first, then an empty line."""
    room.join("ann")
    room.say("ann", f"HELP {subject}")
    assert room.replies("ann") == [
        ("704", "LINKS", "LINKS"),
        ("705", "LINKS", ""),
        ("705", "LINKS", "Lists the servers: there is one."),
        ("706", "LINKS", "End of /HELP"),
    ]


@pytest.mark.parametrize(
    ("subject", "shown"),
    [("nonsense", "NONSENSE"), (":unknown subject", "*"), ("::JOIN", "*"), ("가람", "가람"), ("x" * 400, "*")],
)
def test_help_on_nothing_known(room: Room, subject: str, shown: str) -> None:
    """Modern #errhelpnotfound-524: the subject, "unless it would be an invalid parameter, in which case it MUST be `*`"."""
    room.join("ann")
    room.say("ann", f"HELP {subject}")
    assert room.replies("ann") == [("524", shown, "No help available on this topic")]
