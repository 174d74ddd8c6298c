"""What was said behind a key or an invitation is not for whoever opens the channel's name anew."""

import pytest

from desktop_chat.core.server.records import KeptRecord
from tests.support.room import CONFIG, Room


def read(room: Room, nick: str) -> list[str]:
    """Return what somebody is sent of #tea."""
    room.clear()
    room.say(nick, "CHATHISTORY LATEST #tea * 50")
    return [message.params[-1] for message in room.messages(nick)]


@pytest.mark.parametrize("mode", ["+i", "+k 비밀"])
@pytest.mark.parametrize("ends", ["all leave", "room closes"])
def test_old_talk_of_a_closed_channel_is_nobodys(room: Room, mode: str, ends: str) -> None:
    """IRCv3 chathistory, Security Considerations: "users cannot obtain history they are not authorised to view"."""
    room.join("ann", caps="draft/chathistory", channel="#tea")
    room.say("ann", "PRIVMSG #tea :open", f"MODE #tea {mode}", "PRIVMSG #tea :secret")
    assert read(room, "ann") == ["open", "secret"]
    if ends == "all leave":
        room.say("ann", "PART #tea")
    else:
        before, room = room, Room(kept=list(room.kept.values()), last_id=room.world.last_id)
        room.world.archive = room.log = before.log
    room.join("eve", channel="#TEA")
    room.say("eve", "PRIVMSG #tea :new")
    assert read(room, "eve") == ["new"]
    kept = list(room.kept.values())
    room = Room(CONFIG, kept=kept, last_id=room.world.last_id)
    room.join("eve", channel="#tea")
    assert room.world.closed_channels.sealed_until(room.world.channels["#tea"]) > 0


def test_a_channel_that_was_opened_again_keeps_its_history(room: Room) -> None:
    """Its members decided so."""
    room.join("ann", caps="draft/chathistory", channel="#tea")
    room.say("ann", "MODE #tea +ik x", "PRIVMSG #tea :secret", "MODE #tea -i", "MODE #tea -k *", "PART #tea", "JOIN #tea")
    assert read(room, "ann") == ["secret"]


def test_who_comes_into_a_closed_channel_seals_nothing(room: Room) -> None:
    """It was let in; one that is closed from a registration on stays what it was. A forgotten mark is none."""
    room = Room(kept=[KeptRecord("closed-channel", "#cake", None), KeptRecord("account", "x", "{}")])
    room.join("ann", caps="draft/chathistory", channel="#tea")
    room.say("ann", "MODE #tea +k x", "PRIVMSG #tea :secret")
    room.join("bob", caps="draft/chathistory")
    room.say("bob", "JOIN #tea x")
    assert read(room, "bob") == ["secret"]
