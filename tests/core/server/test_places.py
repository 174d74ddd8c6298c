"""Which history belongs to a channel's name: through a rename, and after a closed channel has ended."""

import pytest

from desktop_chat.core.server.records import KeptRecord
from tests.support.room import Room


def read(room: Room, nick: str, name: str = "#tea") -> list[tuple[str, ...]]:
    """Return what somebody is sent of a channel."""
    room.clear()
    room.say(nick, f"CHATHISTORY LATEST {name} * 50")
    return [message.params for message in room.messages(nick)]


def reopened(room: Room) -> Room:
    """Return the room after a restart of the host."""
    again = Room(kept=list(room.kept.values()), last_id=room.world.last_id)
    again.world.archive = again.log = room.log
    return again


@pytest.mark.parametrize("mode", ["+i", "+k 비밀"])
@pytest.mark.parametrize("ends", ["all leave", "room closes"])
def test_old_talk_of_a_closed_channel_is_nobodys(room: Room, mode: str, ends: str) -> None:
    """IRCv3 chathistory, Security Considerations: "users cannot obtain history they are not authorised to view"."""
    room.join("ann", caps="draft/chathistory", channel="#tea")
    room.say("ann", "PRIVMSG #tea :open", f"MODE #tea {mode}", "PRIVMSG #tea :secret")
    assert read(room, "ann") == [("#tea", "open"), ("#tea", "secret")]
    if ends == "all leave":
        room.say("ann", "PART #tea")
    else:
        room = reopened(room)
    room.join("eve", channel="#TEA")
    room.say("eve", "PRIVMSG #tea :new", "PART #tea", "JOIN #tea")
    assert read(room, "eve") == [("#tea", "new")]
    room = reopened(room)
    room.join("eve", channel="#tea")
    assert read(room, "eve") == [("#tea", "new")]


def test_a_channel_that_was_opened_to_all_keeps_its_history(room: Room) -> None:
    """Its operators decided so; the log need not know of it any longer."""
    room.join("ann", caps="draft/chathistory", channel="#tea")
    room.say("ann", "MODE #tea +ik x", "PRIVMSG #tea :secret", "MODE #tea -i", "MODE #tea -k *", "PART #tea", "JOIN #tea")
    assert read(room, "ann") == [("#tea", "secret")]
    assert room.kept["place", "#tea"] == KeptRecord("place", "#tea", None)


def test_who_comes_into_a_closed_channel_changes_nothing(room: Room) -> None:
    """It was let in. A forgotten record is none."""
    room = Room(kept=[KeptRecord("place", "#cake", None), KeptRecord("another", "x", "{}")])
    room.join("ann", caps="draft/chathistory", channel="#tea")
    room.say("ann", "MODE #tea +k x", "PRIVMSG #tea :secret")
    room.join("bob", caps="draft/chathistory")
    room.say("bob", "JOIN #tea x")
    assert read(room, "bob") == [("#tea", "secret")]


def test_a_renamed_channel_takes_its_history_along(room: Room) -> None:
    """IRCv3 channel-rename avoids "issues … where history is split across multiple channel names"; so markers go along too."""
    room.join("ann", caps="draft/chathistory draft/event-playback", channel="#Tea")
    room.say("ann", "PRIVMSG #tea :one", "KICK #tea ann :#Tea", "JOIN #tea", "NICK anna", "MODE #tea +i", "OPER host secret")
    room.say("ann", "MARKREAD #tea timestamp=2023-11-14T22:13:20.000Z", "RENAME #tea #cake", "PRIVMSG #cake :two", "@+x PRIVMSG #cake :3")
    assert read(room, "ann", "#cake") == [
        *[("#cake",), ("#cake", "one"), ("#cake", "ann", "#Tea"), ("#cake",), ("anna",), ("#cake", "+i")],
        *[("#cake", "two"), ("#cake", "3")],
    ]
    room.say("ann", "MARKREAD #cake")
    assert room.got("ann") == [":desktop.chat MARKREAD #cake timestamp=2023-11-14T22:13:20.000Z"]
    room.receive("ann", "PRIVMSG #cake :by the short way")
    assert read(room, "ann", "#cake")[-1] == ("#cake", "by the short way")
    room = reopened(room)
    room.join("eve", caps="draft/chathistory", channel="#cake")
    assert read(room, "eve", "#cake") == []


def test_the_former_name_begins_anew(room: Room) -> None:
    """Whoever opens it later reads nothing of the channel that had it; nor does the channel of what the new name was before."""
    room.join("ann", caps="draft/chathistory", channel="#cake")
    room.say("ann", "PRIVMSG #cake :of another channel", "PART #cake", "JOIN #tea", "PRIVMSG #tea :one", "RENAME #tea #cake")
    assert read(room, "ann", "#cake") == [("#cake", "one")]
    room.say("ann", "PART #cake", "JOIN #tea")
    assert read(room, "ann", "#tea") == []
    room = reopened(room)
    room.join("bob", channel="#tea,#cake")
    assert (read(room, "bob", "#tea"), read(room, "bob", "#cake")) == ([], [("#cake", "one")])
    room.say("bob", "PART #tea", "RENAME #cake #tea")
    assert read(room, "bob", "#tea") == [("#tea", "one")]
    assert room.kept["place", "#tea"] == KeptRecord("place", "#tea", None)
