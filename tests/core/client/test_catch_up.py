"""`CatchUp`: what was said while we were away comes once, in order, page by page (IRCv3 chathistory)."""

import pytest

from desktop_chat.core.client.catch_up import PAGE, WAIT_SECONDS, Place, Seen
from desktop_chat.core.client.events import Happened, MessageArrived, MessageRedacted
from desktop_chat.core.client.events.kept import EventKind
from desktop_chat.core.client.session import ClientSession, Memory
from tests.support.guest import NOON, WELCOME, Guest

CAPS = ":h CAP ann ACK :batch draft/chathistory message-tags server-time"
KNOWN = Place(NOON.wall - 60, "0005")


def known(*places: tuple[str, Place]) -> Seen:
    """Return what an earlier run of the program knew."""
    seen = Seen()
    seen.load(dict(places))
    return seen


def at(seconds: float) -> str:
    """Return a time tag's value, so many seconds before noon."""
    return f"2023-11-14T22:{13 - int(seconds // 60):02}:20.000Z"


def said(number: int, target: str = "#tea", sender: str = "bob", batch: str = "") -> str:
    """Return a message with a number for its id."""
    tags = [f"time={at(60 if number <= 5 else 0)}", f"msgid={number:04}", *([f"batch={batch}"] if batch else [])]
    return f"@{';'.join(tags)} :{sender}!~x@h PRIVMSG {target} :number {number}"


def page(reference: str, *numbers: int, target: str = "#tea", sender: str = "bob") -> list[str]:
    """Return one answer of a host."""
    to = "ann" if target == sender else target
    lines = [said(number, to, sender, reference) for number in numbers]
    return [f":h BATCH +{reference} chathistory {target}", *lines, f":h BATCH -{reference}"]


def numbers(guest: Guest, *lines: str) -> list[int]:
    """Let the host say lines; return the numbers of the messages that are told."""
    return [int(event.msgid) for event in guest.hear(*lines) if isinstance(event, MessageArrived)]


def coming(seen: Seen, *, caps: str = CAPS) -> Guest:
    """Return ann, who comes into the room and knows something of it."""
    guest = Guest(ClientSession("ann", channels=(), memory=Memory(seen=seen)), is_in=False)
    guest.hear(caps, *WELCOME)
    return guest


def asked(guest: Guest) -> list[str]:
    """Take what was asked for."""
    return [line.removeprefix("CHATHISTORY ") for line in guest.answers() if line.startswith("CHATHISTORY")]


def gaps(guest: Guest) -> list[tuple[str, float]]:
    """Take the gaps that were told since the last call: in which conversation, and after which time."""
    return [(line.conversation, line.time) for line in guest.happened() if line.kind is EventKind.GAP]


GAP = ("#tea", KNOWN.time)


@pytest.fixture
def back() -> Guest:
    """Return ann, back in #tea, of which she knows number 5."""
    guest = coming(known(("#tea", KNOWN)))
    guest.answers()
    guest.hear(":ann!~a@h JOIN #tea")
    assert asked(guest) == [f"AROUND #tea msgid=0005 {PAGE}"]
    return guest


def test_at_the_first_visit_the_last_page_is_shown_as_past() -> None:
    """chathistory, LATEST with `*`: nothing of it was missed."""
    guest = coming(Seen())
    guest.hear(":ann!~a@h JOIN #tea")
    assert asked(guest) == [f"LATEST #tea * {PAGE}"]
    told = [event for event in guest.hear(*page("1", 7, 8), said(9)) if isinstance(event, MessageArrived)]
    assert [(event.msgid, event.is_past, event.is_late) for event in told] == [
        ("0007", True, True),
        ("0008", True, True),
        ("0009", False, False),
    ]
    assert asked(guest) == []


def test_pages_are_fetched_until_one_is_empty(back: Guest) -> None:
    """chathistory, AFTER: a host may give fewer than were asked for."""
    assert numbers(back, *page("1", 4, 5, 6, 7)) == [6, 7]
    assert asked(back) == [f"AFTER #tea msgid=0007 {PAGE}"]
    assert numbers(back, *page("2", 8)) == [8]
    assert asked(back) == [f"AFTER #tea msgid=0008 {PAGE}"]
    assert numbers(back, *page("3")) == []
    assert asked(back) == []
    assert gaps(back) == []


def test_where_nothing_is_new_one_page_is_enough(back: Guest) -> None:
    """It ends with the line that is known."""
    assert numbers(back, *page("1", 4, 5)) == []
    assert (asked(back), gaps(back)) == ([], [])


@pytest.mark.parametrize(("numbers_", "new"), [((), []), ((3, 4), []), ((3, 4, 8), [8]), ((8, 9), [8, 9])])
def test_a_known_line_that_is_gone_tells_of_a_gap_before_what_came_after_it(back: Guest, numbers_: tuple[int, ...], new: list[int]) -> None:
    """A host that keeps so many lines, or so many days, or forgot all when it ended: what followed may be gone with it."""
    back.told.clear()
    assert numbers(back, *page("1", *numbers_)) == new
    assert numbers(back, *page("2")) == []
    kinds = [event.line.kind if isinstance(event, Happened) else "talk" for event in back.told]
    assert kinds == ["gap", *["talk"] * len(new), "join"]
    assert gaps(back) == [GAP]


def test_a_clock_that_was_set_back_hides_nothing(back: Guest) -> None:
    """What comes behind the known line is new, whatever time it says."""
    late = said(7, batch="1").replace(at(0), at(3600))
    assert numbers(back, ":h BATCH +1 chathistory #tea", said(5, batch="1"), late, ":h BATCH -1") == [7]
    assert gaps(back) == []


def test_what_was_missed_is_late_and_what_is_said_now_is_not(back: Guest) -> None:
    """Nobody is to be called to an hour of talk at once."""
    told = [event for event in back.hear(*page("1", 6), *page("2"), said(7)) if isinstance(event, MessageArrived)]
    assert [(event.msgid, event.is_late) for event in told] == [("0006", True), ("0007", False)]


def test_what_is_said_meanwhile_waits_and_comes_once(back: Guest) -> None:
    """It may stand on a page as well; other conversations do not wait."""
    assert numbers(back, said(8), said(9), said(20, "#other")) == [20]
    assert numbers(back, *page("1", 5, 6, 7, 8)) == [6, 7, 8]
    assert numbers(back, said(10)) == []
    assert numbers(back, *page("2")) == [9, 10]
    assert numbers(back, said(11)) == [11]


def test_over_the_next_connection_it_goes_on_from_the_last_line(back: Guest) -> None:
    """In the middle of a page the link may break: what was told is known."""
    assert numbers(back, *page("1", 5, 6, 7)[:3]) == [6]
    back.session = back.session.again()
    back.note(back.session.start())
    back.hear(CAPS, *WELCOME, ":ann!~a@h JOIN #tea")
    assert asked(back)[-1] == f"AROUND #tea msgid=0006 {PAGE}"


def test_what_the_host_no_longer_has_is_told_as_a_gap(back: Guest) -> None:
    """chathistory, Errors: INVALID_PARAMS for an id that is unknown; its last page is the best there is."""
    back.hear(":h FAIL CHATHISTORY INVALID_PARAMS AROUND #tea :No such message")
    assert gaps(back) == [GAP]
    assert asked(back) == [f"LATEST #tea * {PAGE}"]
    told = back.hear(*page("1", 4, 5, 80, 81), said(82))
    assert [(event.msgid, event.is_past) for event in told if isinstance(event, MessageArrived)] == [
        ("0080", False),
        ("0081", False),
        ("0082", False),
    ]
    assert gaps(back) == []


def test_a_host_that_refuses_keeps_nothing_back() -> None:
    """Of a first visit too; a refusal that is about something else changes nothing."""
    guest = coming(Seen())
    guest.hear(":ann!~a@h JOIN #tea")
    assert numbers(guest, said(9), ":h FAIL CHATHISTORY MESSAGE_ERROR LATEST #other :no", ":h FAIL CHATHISTORY X :no") == []
    told = guest.hear(":h FAIL CHATHISTORY MESSAGE_ERROR LATEST #tea :no")
    assert [event.msgid for event in told if isinstance(event, MessageArrived)] == ["0009"]
    assert gaps(guest) == []


def test_a_host_that_does_not_answer_keeps_nothing_back(back: Guest) -> None:
    """After a while; that something is missing is told."""
    assert numbers(back, said(9)) == []
    assert back.wait(WAIT_SECONDS - 1).events == []
    gap, _joined, arrived = back.wait(1).events
    assert isinstance(gap, Happened)
    assert (gap.line.kind, gap.conversation, gap.time) == (EventKind.GAP, *GAP)
    assert isinstance(arrived, MessageArrived)
    assert numbers(back, *page("late", 6), said(10)) == [6, 10]


def test_a_page_that_ends_after_we_gave_it_up_is_read_all_the_same(back: Guest) -> None:
    """A host under load may need longer in the middle of a page; the link must not break of that."""
    lines = page("slow", 5, 6, 7)
    assert numbers(back, *lines[:3]) == [6]
    assert [event.line.kind for event in back.wait(WAIT_SECONDS).events if isinstance(event, Happened)] == ["gap", "join"]
    assert numbers(back, *lines[3:], said(8)) == [7, 8]
    assert asked(back) == []


def test_people_who_wrote_meanwhile_are_asked_for() -> None:
    """chathistory, TARGETS: those not yet known from the last moment of all, channels when we are in them."""
    guest = coming(known(("#tea", KNOWN), ("bob", Place(NOON.wall - 120, "0003"))))
    assert asked(guest) == [f"TARGETS timestamp={at(60)} timestamp=2023-11-14T22:13:21.000Z 50"]
    guest.hear(
        ":h BATCH +t draft/chathistory-targets",
        f"@batch=t :h CHATHISTORY TARGETS #tea {at(0)}",
        f"@batch=t :h CHATHISTORY TARGETS bob {at(0)}",
        f"@batch=t :h CHATHISTORY TARGETS eve {at(0)}",
        "@batch=t :h CHATHISTORY TARGETS",
        ":h BATCH -t",
    )
    assert asked(guest) == [f"AROUND bob msgid=0003 {PAGE}", f"AFTER eve timestamp={at(60)} {PAGE}"]
    assert numbers(guest, *page("1", 6, target="eve", sender="eve"), *page("2", target="eve")) == [6]


@pytest.mark.parametrize("missing", ["batch", "draft/chathistory", "message-tags", "server-time"])
def test_a_host_without_history_is_not_asked(missing: str) -> None:
    """Nothing waits there."""
    guest = coming(known(("#tea", KNOWN)), caps=CAPS.replace(f" {missing}", "").replace(f":{missing} ", ":"))
    guest.hear(":ann!~a@h JOIN #tea")
    assert asked(guest) == []
    assert numbers(guest, said(6)) == [6]


def test_a_conversation_is_asked_for_once(back: Guest) -> None:
    """However often we are told that we are in."""
    back.hear(":ann!~a@h JOIN #TEA")
    assert asked(back) == []


def test_other_batches_are_none_of_its_business(back: Guest) -> None:
    """A batch of another kind, of another target, or one that never began."""
    lines = [":h BATCH +n netsplit a b", ":h BATCH -n", ":h BATCH +o chathistory #other", ":h BATCH -o", ":h BATCH"]
    assert numbers(back, *lines, said(9)) == []
    assert asked(back) == []


def test_a_message_of_several_lines_is_one_of_the_page(back: Guest) -> None:
    """IRCv3 batch, Nested batches; multiline: what its end tells is in the page that its beginning is in."""
    told = back.hear(
        ":h BATCH +1 chathistory #tea",
        said(6, batch="1"),
        f"@batch=1;time={at(0)};msgid=0007 :bob!~x@h BATCH +m draft/multiline #tea",
        "@batch=m :bob!~x@h PRIVMSG #tea :one",
        "@batch=m :bob!~x@h PRIVMSG #tea :two",
        ":h BATCH -m",
        said(8, batch="1"),
        ":h BATCH -1",
    )
    assert [event.text for event in told if isinstance(event, MessageArrived)] == ["number 6", "one\ntwo", "number 8"]
    assert asked(back) == [f"AFTER #tea msgid=0008 {PAGE}"]


def test_a_change_waits_for_what_it_is_about(back: Guest) -> None:
    """What is said meanwhile waits until all before it is told, and so does what becomes of it."""
    assert back.hear(said(9), "@msgid=0010 :bob!~x@h REDACT #tea 0009 :typo") == []
    told = back.hear(*page("1"))
    assert [type(event) for event in told] == [MessageArrived, MessageRedacted]


def test_what_became_of_older_lines_is_known_like_them(back: Guest) -> None:
    """A page begins before the last known line; what came after that is news."""
    first, *lines, end = page("1", 4, 5, 6)
    redactions = [f"@batch=1;msgid=00{number} :bob!~x@h REDACT #tea {of} :typo" for number, of in ((45, "0004"), (65, "0006"))]
    told = back.hear(first, lines[0], redactions[0], *lines[1:], redactions[1], end, *page("2"))
    assert [event.msgid for event in told if isinstance(event, MessageRedacted)] == ["0006"]


def test_a_channel_is_known_under_its_other_name() -> None:
    """IRCv3 channel-rename: what is missed of it is asked for by that; of a channel that is not known nothing is."""
    seen = known(("#tea", KNOWN))
    guest = coming(seen)
    guest.hear(":ann!~a@h JOIN #tea", *page("1"), ":bob!~b@h RENAME #tea #Coffee :x", ":bob!~b@h RENAME #wine #beer :x")
    assert seen.places == {"#coffee": KNOWN}
