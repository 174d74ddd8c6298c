"""The link's fate once we are in: lost, found again, ended; and of a room that we host."""

from desktop_chat.core.client.events import (
    CommandRefused,
    Connecting,
    HostClosed,
    HostingEnded,
    HostingFailed,
    HostingStarted,
    HostProblem,
    JoinedChannel,
    LeftChannel,
    LinkBroken,
    LinkClosed,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    Member,
    MembersListed,
    NickChanged,
    NickRefusal,
    NickRefused,
    Registered,
    RoomDescribed,
)
from desktop_chat.core.wire.limits import NICK_LENGTH
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.gui.rows import Action, StartForm, Tone
from desktop_chat.gui.start.naming import NAMES_TRIED
from tests.support.chat import ADDRESS
from tests.support.view import FEATURES, Seat, own_talk, talk

LOST = LinkLost(LinkProblem.SILENT, "")
BROKEN = LinkBroken(LinkProblem.REFUSED, "", 1.0)
FOUND = (Connecting(ADDRESS), LinkUp())
WELCOME = (Registered("ann", "desktop.chat"), RoomDescribed(FEATURES))


def hosting() -> Seat:
    """Return ann, who hosts a room and is in it."""
    seat = Seat(StartForm(address="10.0.0.9"))
    seat.presenter.host("ann")
    seat.hear(HostingStarted(6667, "ann's room"), Connecting("127.0.0.1:6667"), LinkUp(), *WELCOME)
    seat.come_in("#general", "ann", "bob")
    return seat


def test_a_lost_link_is_told_above_what_can_still_be_read() -> None:
    """Nothing that was said is taken away, and nothing can be sent."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(talk("#tea", "bob", "hello"), LOST)
    assert seat.view.screen == "room"
    assert seat.problem == "The host has not answered for a while; the network may be gone."
    assert seat.view.lines[-1] == "hello"
    assert seat.view.room is not None
    assert (seat.view.room.state, seat.view.room.tone) == ("Not connected", Tone.BAD)


def test_one_click_connects_again_and_joins_the_channels_again() -> None:
    """Quietly: the person never left them. What was open stays open."""
    seat = Seat()
    seat.enter("ann", "#tea", "#coffee")
    seat.room.choose("#tea")
    seat.hear(talk("#tea", "bob", "hello"), LOST)
    seat.press()
    assert seat.chat.asked == [JoinRequest("ann", ADDRESS)] * 2
    assert seat.problem == f"Connecting to {ADDRESS} …"
    assert seat.chat.asked[-1].channels == ("#tea", "#coffee")
    seat.hear(*FOUND, *WELCOME)
    assert seat.chat.said == []
    assert seat.view.banner is None
    lines = seat.view.lines
    seat.hear(JoinedChannel("#TEA"), MembersListed("#TEA", (Member("ann"), Member("dan"))), JoinedChannel("#coffee"))
    assert (seat.view.open, seat.view.lines) == ("#tea", lines)
    assert [member.nick for member in seat.view.members] == ["ann", "dan"]
    seat.type("back again")
    assert seat.chat.said[-1] == ("#tea", "back again")


def test_a_second_loss_before_the_channels_are_joined_forgets_none() -> None:
    """A network that comes and goes."""
    seat = Seat()
    seat.enter("ann", "#tea")
    for _ in range(2):
        seat.hear(LOST)
        seat.press()
        seat.hear(*FOUND, *WELCOME)
    assert [request.channels for request in seat.chat.asked] == [(), ("#tea",), ("#tea",)]


def test_a_channel_that_threw_us_out_is_not_joined_again() -> None:
    """Nor is a person; both stay to be read."""
    seat = Seat()
    seat.enter("ann", "#tea", "#coffee")
    seat.room.open_person("bob")
    seat.hear(LeftChannel("#tea", "rude", "bob"), LOST)
    seat.press()
    seat.hear(*FOUND, *WELCOME)
    assert seat.chat.asked[-1].channels == ("#coffee",)
    assert [row.key for row in seat.view.conversations] == ["#tea", "#coffee", "bob"]


def test_a_channel_that_lets_us_in_no_more_is_one_we_are_not_in() -> None:
    """It can be read, closed, and is not asked for again."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(LOST)
    seat.press()
    seat.hear(*FOUND, *WELCOME, CommandRefused("475", "#tea", "Cannot join channel (+k)"))
    assert seat.view.lines[-1] == "#tea asks for a key: /join #tea key"
    assert not seat.view.head.writable
    seat.come_in("#tea", "ann", "bob")
    assert (seat.view.lines[-1], seat.view.head.writable) == ("You joined #tea", True)
    seat.hear(CommandRefused("482", "#tea", "no operator"))
    assert seat.view.head.writable


def test_a_room_that_is_not_there_yet_can_be_tried_again() -> None:
    """The banner follows each try."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(LOST)
    seat.press()
    seat.hear(Connecting(ADDRESS), LinkFailed(LinkProblem.REFUSED, ""))
    assert seat.problem.startswith(f"There is no room at {ADDRESS}.")
    seat.press()
    seat.hear(*FOUND, *WELCOME)
    assert (seat.view.banner, len(seat.chat.asked)) == (None, 3)


def test_our_own_name_may_still_be_in_use_when_we_come_back() -> None:
    """The host has not noticed yet that the old link is gone: nobody is asked, and the person's own name is kept for next time."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(LOST)
    seat.press()
    seat.hear(*FOUND, NickRefused("ann", NickRefusal.IN_USE), NickRefused("ann_2", NickRefusal.IN_USE))
    assert seat.chat.renamed == ["ann_2", "ann_3"]
    seat.hear(Registered("ann_3", "desktop.chat"))
    assert seat.view.room is not None
    assert (seat.view.banner, seat.view.room.nick) == (None, "ann_3")
    assert seat.remembered == [JoinRequest("ann", ADDRESS)] * 2
    seat.hear(LOST)
    seat.press()
    assert seat.chat.asked[-1] == JoinRequest("ann", ADDRESS)
    seat.presenter.leave()
    assert seat.view.form.nick == "ann"


def test_a_name_changed_in_the_room_is_the_one_to_come_back_with() -> None:
    """The host knew it last."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(NickChanged("ann", "anna", mine=True), LOST)
    seat.press()
    assert seat.chat.asked[-1] == JoinRequest("anna", ADDRESS)


def test_a_name_that_only_this_host_allows_brings_us_back() -> None:
    """Another program's host may keep longer names than ours."""
    seat = Seat()
    seat.enter("ann", "#tea")
    long = "a" * (NICK_LENGTH + 8)
    seat.hear(NickChanged("ann", long, mine=True), LOST)
    seat.press()
    assert seat.chat.asked[-1] == JoinRequest(long, ADDRESS)


def test_a_host_that_refuses_every_name_is_not_asked_for_ever() -> None:
    """Some names are tried; then the banner says why, until the host has enough and a click tries again."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(LOST)
    seat.press()
    seat.hear(*FOUND, *[NickRefused("ann", NickRefusal.ERRONEOUS)] * 50)
    assert len(seat.chat.renamed) == NAMES_TRIED
    assert (seat.view.screen, seat.problem) == ("room", "This room does not allow the name ann.")
    seat.hear(LinkFailed(LinkProblem.TIMED_OUT, ""))
    seat.press()
    assert seat.chat.asked[-1] == JoinRequest("ann", ADDRESS)


def test_a_name_refused_in_the_room_is_a_line_and_no_more() -> None:
    """`/nick` of somebody else's name."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(NickRefused("bob", NickRefusal.IN_USE))
    assert seat.view.lines[-1] == "The name bob is taken in this room."
    assert (seat.view.screen, seat.chat.renamed) == ("room", [])


def test_a_host_that_says_why_it_hangs_up_is_heard_at_the_end_only() -> None:
    """ERROR is followed by the end of the link, which says the same."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(HostClosed("slow reader"))
    assert seat.view.banner is None
    seat.hear(LinkLost(LinkProblem.CLOSED_BY_HOST, "slow reader"))
    assert seat.problem == "The host closed the connection: slow reader."


def test_our_own_quit_leads_back_to_the_start() -> None:
    """And ends a room that we host: nobody must be left with one that no window shows."""
    seat = hosting()
    seat.hear(LinkClosed(), own_talk("#general", "too late"))
    assert (seat.view.screen, seat.chat.left, seat.problem) == ("start", 1, "")


def test_a_room_of_ours_that_broke_can_be_opened_again() -> None:
    """That the link into it breaks too, before or after, is no news."""
    for story in ((HostingEnded(), HostClosed("x"), LinkLost(LinkProblem.BROKEN, "")), (LinkLost(LinkProblem.BROKEN, ""), HostingEnded())):
        seat = hosting()
        seat.hear(*story)
        assert (seat.view.screen, seat.problem) == ("room", "The room you hosted is closed.")
        assert seat.view.banner is not None
        assert seat.view.banner.action is Action.HOST_INSTEAD
        assert seat.view.room is not None
        assert (seat.view.room.state, seat.view.room.address) == ("Not connected", "")
        seat.press()
        assert seat.chat.asked[-1] == HostRequest("ann", "ann's room")
        assert seat.problem == "Opening the room …"


def test_a_port_that_somebody_took_meanwhile_is_told_above_the_room() -> None:
    """The way on is there too."""
    seat = hosting()
    seat.hear(HostingEnded())
    seat.press()
    seat.hear(HostingFailed(HostProblem.PORT_IN_USE, ""))
    seat.press()
    assert seat.chat.asked[-1] == HostRequest("ann", "ann's room", 0)


def test_leaving_while_the_link_is_gone_leads_to_the_start() -> None:
    """Nobody is held in a room that is not there."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(LOST)
    seat.presenter.leave()
    assert (seat.view.screen, seat.view.form.problem, seat.view.form.address) == ("start", None, ADDRESS)


def test_a_broken_link_comes_back_by_itself_and_says_so() -> None:
    """Whoever cannot wait has a button; when it is back, nothing is left to say."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(talk("#tea", "bob", "hello"), BROKEN)
    assert seat.problem == "The room is not open right now. Coming back by itself …"
    assert seat.view.room is not None
    assert seat.view.room.tone is Tone.BAD
    seat.presenter.act(Action.TRY_NOW)
    assert (seat.chat.hurried, len(seat.chat.asked)) == (1, 1)
    seat.hear(Connecting(ADDRESS), BROKEN, Connecting(ADDRESS), LinkUp(), *WELCOME)
    assert seat.view.banner is None
    assert seat.view.lines[-1] == "hello"


def test_on_each_way_back_names_are_tried_anew() -> None:
    """The host may have forgotten the ghosts of the last time."""
    seat = Seat()
    seat.enter("ann", "#tea")
    for _ in range(2):
        seat.hear(BROKEN, *FOUND, *[NickRefused("ann", NickRefusal.IN_USE)] * NAMES_TRIED)
    assert len(seat.chat.renamed) == 2 * NAMES_TRIED
