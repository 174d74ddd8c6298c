"""Metadata before the welcome, of accounts, and after a restart (IRCv3 metadata, `before-connect`)."""

import json

from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.wire import limits
from tests.support.aware import CAPS
from tests.support.room import CONFIG, Room


def test_all_of_it_works_before_the_welcome(room: Room) -> None:
    """Setting keys and subscribing with `before-connect`: the own metadata comes in a batch before the end of the MOTD."""
    room.open("ann")
    room.say("ann", "METADATA * LIST", f"CAP REQ :{CAPS}", "NICK ann", "METADATA * SUB display-name", "METADATA * SET display-name :a b c")
    room.say("ann", "METADATA ann LIST", "METADATA #tea LIST", "METADATA ann SUBS", "METADATA * SYNC", "METADATA *ALL SYNC")
    assert room.replies("ann") == [
        ("451", "You have not registered"),
        ("CAP", "*", "ACK", CAPS),
        ("770", "display-name"),
        ("761", "*", "display-name", "*", "a b c"),
        ("FAIL", "METADATA", "INVALID_TARGET", "ann", "Invalid metadata target"),
        ("FAIL", "METADATA", "INVALID_TARGET", "#tea", "Invalid metadata target"),
        ("FAIL", "METADATA", "INVALID_TARGET", "ann", "Subscriptions are your own: the target is *"),
        ("774", "*", "1", "Synchronize later"),
        ("774", "*ALL", "1", "Synchronize later"),
    ]
    room.say("ann", "USER u s e r", "CAP END")
    messages = room.messages("ann")
    at = [message.params[1:] for message in messages].index(("metadata", "ann"))
    assert messages[at + 1].params == ("ann", "ann", "display-name", "*", "a b c")
    assert [message.command for message in messages[at + 2 :]] == ["BATCH", "375", "372", "376"]


def test_at_the_welcome_there_is_a_batch_also_of_nothing(room: Room) -> None:
    """IRCv3 metadata: "the server MUST send an empty batch instead"; not to whom the capability without batch has no use."""
    room.open("ann")
    room.say("ann", f"CAP REQ :{CAPS}", "NICK ann", "USER u s e r", "CAP END")
    assert [m.params[1:] for m in room.messages("ann") if m.command == "BATCH"] == [("metadata", "ann"), ()]
    room.open("bob")
    room.say("bob", "CAP REQ draft/metadata-3", "NICK bob", "USER u s e r", "CAP END")
    assert "BATCH" not in room.numerics("bob")


def test_an_account_keeps_its_metadata_over_a_restart(room: Room) -> None:
    """What somebody with an account sets is in the log; a room that opens again has it."""
    room.join("ann", caps=CAPS)
    room.session("ann").account = "Ann"
    room.say("ann", "METADATA * SET status :차 마시는 중")
    assert room.kept == {("metadata", "ann"): KeptRecord("metadata", "ann", json.dumps({"status": "차 마시는 중"}, ensure_ascii=False))}
    again = Room(CONFIG, kept=list(room.kept.values()))
    again.open("phone")
    again.say("phone", f"CAP REQ :{CAPS}")
    again.session("phone").account = "ANN"
    again.say("phone", "NICK phone", "USER p 0 * :Ann", "CAP END")
    assert ("761", "phone", "status", "*", "차 마시는 중") in again.replies("phone")
    again.say("phone", "METADATA * CLEAR")
    assert again.kept["metadata", "ann"].value is None


def test_what_one_of_an_account_sets_is_all_of_its(room: Room) -> None:
    """Two devices, one account: both nicks change, also for the other device itself."""
    room.join("ann", "phone", caps=CAPS)
    room.join("bob", caps=CAPS)
    for nick in ("ann", "phone"):
        room.session(nick).account = "Ann"
    room.say("phone", "METADATA * SUB status", "JOIN #tea")
    room.say("bob", "METADATA * SUB status", "JOIN #tea")
    room.clear()
    room.say("ann", "METADATA * SET status :out")
    assert room.got("bob") == room.got("phone")[-1:] == [":desktop.chat 761 * phone status * out"]


def test_what_was_set_before_the_log_in_becomes_the_accounts() -> None:
    """`before-connect`: "any metadata stored by the server …, plus any metadata set by the client"; as far as there is room."""
    full = {f"k{number}": "x" for number in range(limits.METADATA_KEYS - 1)}
    again = Room(CONFIG, kept=[KeptRecord("metadata", "ann", json.dumps(full))])
    again.open("ann")
    again.say("ann", f"CAP REQ :{CAPS}", "METADATA * SET k0 :new", "METADATA * SET fits :y", "METADATA * SET not :z")
    again.session("ann").account = "Ann"
    again.say("ann", "NICK ann", "USER a 0 * :Ann", "CAP END", "METADATA * GET k0 k1 fits not")
    assert [reply[0] for reply in again.replies("ann")[-5:-1]] == ["761", "761", "761", "766"]
    kept = json.loads(again.kept["metadata", "ann"].value or "")
    assert kept == {**full, "k0": "new", "fits": "y"}
