"""The whole window with real widgets: what a person presses reaches the program, what happens is seen."""

import pytest

from desktop_chat.core.client.events import (
    Connecting,
    JoinedChannel,
    LinkFailed,
    LinkLost,
    LinkProblem,
    MessageArrived,
    MessageKind,
    Registered,
    RoomDescribed,
    TypingTold,
)
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.tk import until, y_of
from tests.support.view import FEATURES, NOON
from tests.support.window import Person

pytestmark = pytest.mark.tk


def said(text: str, *, channel: str = "#general", sender: str = "bob") -> MessageArrived:
    """Return something that somebody said."""
    return MessageArrived(channel, sender, text, MessageKind.TALK, NOON, "1", mine=False)


def test_one_question_and_two_ways_on(person: Person) -> None:
    """The cursor is in the name; Enter hosts, or joins where an address stands."""
    start = person.window.start
    assert person.top.focus_get() is start.nick
    person.fill(start.nick, "가람")
    person.press(start.nick, "Return")
    person.press(start.cancel_button, "Escape")
    person.fill(start.address, "10.0.0.7:7000")
    person.press(start.address, "Return")
    assert person.chat.asked == [HostRequest("가람", "가람's room"), JoinRequest("가람", "10.0.0.7:7000")]
    assert person.chat.left == 1


def test_while_something_is_being_done_only_cancel_is_offered(person: Person) -> None:
    """And what is done is said."""
    start = person.window.start
    person.fill(start.nick, "가람")
    start.host_button.invoke()
    person.draw()
    assert start.host_button.instate(["disabled"])
    assert start.nick.instate(["disabled"])
    assert start.busy.winfo_ismapped()
    assert person.top.focus_get() is start.cancel_button
    person.press(start.cancel_button, "Return")
    assert person.chat.left == 1
    assert start.host_button.instate(["!disabled"])


def test_a_problem_is_one_sentence_with_a_way_on(person: Person) -> None:
    """The button does what it says."""
    start = person.window.start
    person.fill(start.nick, "ann")
    person.fill(start.address, "10.0.0.7")
    start.join_button.invoke()
    person.hear(Connecting("10.0.0.7"), LinkFailed(LinkProblem.REFUSED, ""))
    assert start.banner.winfo_ismapped()
    assert "10.0.0.7" in str(start.banner.label.cget("text"))
    person.press(start.banner.button, "Return")
    assert len(person.chat.asked) == 2


def test_a_password_is_asked_for_when_the_room_wants_one(person: Person) -> None:
    """The field comes with the cursor in it, and goes out with the next try; it is not readable."""
    start = person.window.start
    person.fill(start.nick, "ann")
    person.fill(start.address, "10.0.0.7")
    start.join_button.invoke()
    person.hear(Connecting("10.0.0.7"), LinkFailed(LinkProblem.BAD_PASSWORD, ""))
    assert start.password.winfo_ismapped()
    assert person.top.focus_get() is start.password
    assert start.password.cget("show") == "•"
    person.fill(start.password, "유자차")
    person.press(start.password, "Return")
    assert person.chat.asked[-1] == JoinRequest("ann", "10.0.0.7", "유자차")


def test_inside_one_writes_at_once(member: Person) -> None:
    """The room is seen, the cursor is in the composer; Enter sends to the open channel."""
    assert member.window.room.winfo_ismapped()
    assert member.top.focus_get() is member.window.room.pane.composer.text
    assert member.top.title().startswith("#general")
    member.write("안녕하세요")
    until(member.top, lambda: ("#general", "안녕하세요") in member.chat.said)


def test_what_others_say_is_seen(member: Person) -> None:
    """Name, time, text; the members beside it."""
    member.hear(said("좋은 아침!"))
    assert "bob" in member.timeline()
    assert member.timeline().endswith("좋은 아침!")
    assert str(member.window.room.right.title.cget("text")) == "Participants 2"


def test_the_keyboard_alone_changes_the_conversation(member: Person) -> None:
    """Alt with the arrows, and Ctrl+W to close; drafts stay where they were written."""
    member.hear(said("psst", channel="bob"))
    composer = member.window.room.pane.composer
    composer.text.insert("insert", "half a thought")
    member.press(composer.text, "Alt-Down")
    assert str(member.window.room.pane.title.cget("text")) == "bob"
    assert composer.get() == ""
    member.press(composer.text, "Alt-Up")
    assert composer.get() == "half a thought"
    member.press(composer.text, "Alt-Down", "Control-w")
    assert str(member.window.room.pane.title.cget("text")) == "general"


def test_a_member_is_talked_to_by_a_click(member: Person) -> None:
    """The cursor is in the composer then."""
    panel = member.window.room.right.members
    panel.canvas.event_generate("<Button-1>", x=60, y=y_of(panel.canvas, "bob"))
    member.draw()
    assert str(member.window.room.pane.title.cget("text")) == "bob"
    assert member.top.focus_get() is member.window.room.pane.composer.text
    member.write("hi bob")
    until(member.top, lambda: ("bob", "hi bob") in member.chat.said)


def test_who_types_in_the_timeline_writes(member: Person) -> None:
    """The first letter too; with Control it is a command, and stays where it was pressed."""
    timeline, composer = member.window.room.pane.timeline.canvas, member.window.room.pane.composer
    member.press(timeline, "Control-c", "Down")
    assert (composer.get(), member.top.focus_get()) == ("", timeline)
    member.press(timeline, "h")
    assert (composer.get(), member.top.focus_get()) == ("h", composer.text)


def test_channels_and_people_stand_apart(member: Person) -> None:
    """Each under a heading."""
    member.hear(said("psst", channel="bob"))
    canvas = member.window.room.side.conversations.canvas
    assert y_of(canvas, "Channels") < y_of(canvas, "general") < y_of(canvas, "People") < y_of(canvas, "bob")


def test_tab_completes_who_is_here(member: Person) -> None:
    """By the names that the presenter knows."""
    composer = member.window.room.pane.composer
    composer.text.insert("insert", "bo")
    member.press(composer.text, "Tab")
    assert composer.get() == "bob: "


def test_a_lost_link_is_a_banner_and_no_dialog(member: Person) -> None:
    """What was said stays, what is written stays, and a button connects again."""
    member.hear(said("before"), LinkLost(LinkProblem.BROKEN, ""))
    room = member.window.room
    assert room.pane.banner.winfo_ismapped()
    assert "before" in member.timeline()
    member.chat.is_over = True
    member.write("into the void?")
    until(member.top, lambda: str(room.pane.foot.hint.cget("text")) != "")
    assert room.pane.composer.get() == "into the void?"
    room.pane.banner.button.invoke()
    assert len(member.chat.asked) == 2


def test_a_narrow_window_keeps_the_conversation(member: Person) -> None:
    """Members go first, then the list of channels."""
    room = member.window.room
    for width, members, side in ((1100, True, True), (900, False, True), (600, False, False), (1100, True, True)):
        member.top.geometry(f"{width}x720")
        until(member.top, lambda width=width: member.top.winfo_width() == width)  # type: ignore[misc]
        member.draw()
        assert (room.right.members.winfo_ismapped(), room.side.conversations.winfo_ismapped()) == (members, side)
        assert room.pane.composer.text.winfo_ismapped()


def test_the_address_for_others_can_be_copied(person: Person) -> None:
    """The host's window has it."""
    start = person.window.start
    person.fill(start.nick, "ann")
    start.host_button.invoke()
    person.hear(Connecting("x"), Registered("ann", "irc.example"), RoomDescribed(FEATURES), JoinedChannel("#general"))
    room = person.window.room
    room.status.copy_button.invoke()
    assert person.top.clipboard_get() == person.chat.own[0]
    assert person.chat.own[0] in str(room.status.address.cget("text"))


def test_leaving_goes_back_to_the_question(member: Person) -> None:
    """With the name still there."""
    member.presenter.leave()
    member.draw()
    assert member.window.start.winfo_ismapped()
    assert member.window.start.nick.get() == "ann"
    assert not member.window.room.winfo_ismapped()


def test_tab_reaches_everything_on_the_start_screen(person: Person) -> None:
    """In the order in which it is read."""
    start = person.window.start
    reached = []
    for _ in range(5):
        reached.append(person.top.focus_get())
        focused = person.top.focus_get()
        assert focused is not None
        person.press(focused, "Tab")
    assert reached == [start.nick, start.host_button, start.options.button, start.address, start.join_button]


def test_ctrl_and_a_full_stop_open_the_emoji_picker(member: Person) -> None:
    """What is picked goes into the composer, which has the keyboard again."""
    composer = member.window.room.pane.composer
    member.press(composer.text, "Control-period")
    assert member.window.emoji.panel is not None
    member.press(member.window.emoji.panel.entry, "Right", "Return")
    assert (composer.get(), member.top.focus_get()) == ("😃", composer.text)


def test_who_types_is_read_below_the_composer(member: Person) -> None:
    """Where nothing else is to be said."""
    member.hear(TypingTold("#general", "bob", "active"))
    foot = member.window.room.pane.foot
    assert str(foot.hint.cget("text")) == "bob is typing…"
    member.window.set_hint("Saved")
    assert str(foot.hint.cget("text")) == "Saved"
    member.window.set_hint("")
    assert str(foot.hint.cget("text")) == "bob is typing…"
    member.hear(TypingTold("#general", "bob", "done"))
    assert str(foot.hint.cget("text")) == ""
