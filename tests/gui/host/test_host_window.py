"""The host's panel with real widgets: clicked and typed in as a person does."""

from dataclasses import replace
from pathlib import Path
from tkinter import filedialog, ttk

import pytest

from desktop_chat.core.client.events import HostingStarted, JoinedChannel, Member, MembersListed, Registered
from desktop_chat.core.client.export import ExportFormat
from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.pace import Rate
from desktop_chat.gui.host.host_window import HostWindow
from desktop_chat.gui.look.theme import Look
from tests.support.host import BOB, DEVICE, FACTS, ROOM, with_password
from tests.support.panels import buttons, items, texts
from tests.support.tk import y_of
from tests.support.window import Person

pytestmark = pytest.mark.tk


@pytest.fixture
def panel(person: Person) -> HostWindow:
    """Return the panel of ann, who hosts, opened by its key."""
    person.fill(person.window.start.nick, "ann")
    person.window.start.host_button.invoke()
    person.hear(HostingStarted(6697, "우리 반"), Registered("ann", "irc.example"))
    person.press(person.window.room.pane.composer.text, "Control-Shift-R")
    person.hear(FACTS)
    found = person.window.beside.host
    assert found is not None
    return found


def test_it_opens_from_the_head_of_the_side_once_and_closes_with_the_room(panel: HostWindow, person: Person) -> None:
    """For the host only: a member has no such button, and the key does nothing."""
    side = person.window.room.side
    assert side.manage_button.winfo_ismapped()
    side.manage_button.invoke()
    assert person.window.beside.host is panel
    person.press(panel, "Escape")
    assert not panel.winfo_exists()
    side.manage_button.invoke()
    again = person.window.beside.host
    assert again is not None
    assert again is not panel
    person.presenter.leave()
    assert not again.winfo_exists()


def test_a_member_has_no_such_panel(member: Person) -> None:
    """The room is another's."""
    assert not member.window.room.side.manage_button.winfo_ismapped()


def test_the_keyboard_alone_goes_through_the_pages(person: Person, panel: HostWindow) -> None:
    """The list on the left has the focus and shows where it is."""
    assert panel.focus_displayof() is panel.sections.canvas
    seen = [str(panel.heading.cget("text"))]
    for _ in range(5):
        person.press(panel.sections.canvas, "Down")
        person.press(panel.sections.canvas, "Return")
        seen.append(str(panel.heading.cget("text")))
    assert seen == ["Invite others", "Members", "Bans", "The door", "Limits", "What is stored"]


def test_the_way_in_can_be_copied_and_saved(
    panel: HostWindow, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Link, addresses, and the code as a picture; cancelling saves nothing."""
    file = tmp_path_factory.mktemp("qr") / "code.png"
    answers = ["", str(file)]
    monkeypatch.setattr(filedialog, "asksaveasfilename", lambda **_options: answers.pop(0))
    for _ in range(2):
        panel.invite.save_button.invoke()
    assert file.exists()
    assert str(panel.said.cget("text")) == f"Saved as {file}."


def test_a_password_is_typed_shown_set_and_removed(panel: HostWindow, person: Person) -> None:
    """Hidden until the host wants to see it."""
    panel.choose("door")
    door = panel.door
    assert door.remove_button.instate(["disabled"])
    person.fill(door.password, "열려라")
    door.show_button.invoke()
    assert str(door.password.cget("show")) == ""
    person.press(door.password, "Return")
    person.hear(with_password("열려라"))
    door.show_button.invoke()
    assert str(door.password.cget("show")) == "•"
    assert "asked for it" in str(door.state_text.cget("text"))
    door.remove_button.invoke()
    assert person.chat.controls.wanted == [("password", "열려라"), ("password", "")]


def test_switches_of_the_door_change_at_once(panel: HostWindow, person: Person) -> None:
    """By Enter and by the mouse; they show what counts."""
    panel.choose("door")
    assert panel.door.announce.instate(["selected"])
    person.press(panel.door.announce, "Return")
    person.hear(replace(FACTS, choices=replace(HostChoices(), announce=False)))
    assert panel.door.announce.instate(["!selected"])
    panel.door.plain.invoke()
    assert person.chat.controls.wanted[-1] == ("choose", HostChoices(announce=False, plain=True))


def test_a_member_is_chosen_and_put_out_sent_away_or_banned(panel: HostWindow, person: Person) -> None:
    """The ban goes on where it can be given an end."""
    panel.choose("members")
    members = panel.members
    panel.update()
    assert members.out_button.instate(["disabled"])
    members.table.tree.selection_set("2")
    panel.update()
    assert DEVICE in str(members.details.cget("text"))
    person.fill(members.reason, "spam")
    kicks = [child for child in members.channels.winfo_children() if isinstance(child, ttk.Button)]
    assert [str(button.cget("text")) for button in kicks] == ["Put out of #general", "Put out of #tea"]
    kicks[1].invoke()
    assert person.chat.commands[-1] == ("KICK", "#tea", "bob", "spam")
    members.out_button.invoke()
    assert person.chat.controls.wanted == [("out", 2, "spam")]
    members.ban_button.invoke()
    assert (panel.chosen, panel.bans.value.get(), panel.bans.kind.chosen) == ("bans", DEVICE, "device")
    person.press(panel.bans.until.buttons[""], "Right")
    person.fill(panel.bans.reason, "spam")
    person.press(panel.bans.reason, "Return")
    assert person.chat.controls.wanted[-1] == ("ban", BanKind.DEVICE, DEVICE, "spam", "ann", 3600.0)
    panel.choose("members")
    person.hear(replace(FACTS, room=ROOM._replace(people=tuple(one for one in ROOM.people if one is not BOB))))
    assert members.out_button.instate(["disabled"])


def test_a_ban_is_lifted(panel: HostWindow, person: Person) -> None:
    """By the button or the key Delete."""
    panel.choose("bans")
    panel.update()
    tree = panel.bans.table.tree
    assert panel.bans.lift_button.instate(["disabled"])
    tree.selection_set(tree.get_children()[0])
    panel.update()
    panel.bans.lift_button.invoke()
    person.press(tree, "Delete")
    assert person.chat.controls.wanted == [("unban", BanKind.NICK, "spam*")] * 2


def test_limits_are_typed_and_applied(panel: HostWindow, person: Person) -> None:
    """What is no number is told below, and changes nothing."""
    panel.choose("limits")
    limits = panel.limits
    assert [entry.get() for entry in (limits.connections, limits.of_address, limits.channels)] == ["8000", "64", "100"]
    person.fill(limits.channels, "zwei")
    limits.apply_button.invoke()
    assert "whole number" in str(panel.said.cget("text"))
    person.fill(limits.channels, "2")
    person.press(limits.channels, "Return")
    assert person.chat.controls.wanted == [("choose", HostChoices(channels=2, lines=Rate(60, 10)))]
    limits.slow.invoke()
    person.hear(replace(FACTS, choices=HostChoices(lines=None)))
    assert limits.burst.instate(["disabled"])
    assert limits.burst.get() == "60"


def test_deleting_asks_once_more(panel: HostWindow, person: Person) -> None:
    """The answer that does the least has the keyboard, and Escape is that one."""
    panel.choose("stored")
    stored = panel.stored
    assert "1 message since" in str(stored.stored.cget("text"))
    stored.older[7].invoke()
    assert stored.question is not None
    assert stored.question.focus_displayof() is stored.question.buttons[-1]
    person.press(stored.question, "Escape")
    assert not stored.question.winfo_exists()
    assert person.chat.controls.wanted == []
    stored.all_button.invoke()
    person.press(stored.question.buttons[0], "Return")
    assert person.chat.controls.wanted == [("forget", None)]
    stored.kept.buttons["30"].invoke()
    assert person.chat.controls.wanted[-1] == ("choose", HostChoices(days=30))


def test_it_is_made_anew_where_it_was(panel: HostWindow, person: Person, look: Look) -> None:
    """When the look or the language changes: the same page, at the same place."""
    panel.choose("limits")
    person.window.dress_anew(look)
    again = person.window.beside.host
    assert again is not None
    assert (again is panel, again.chosen, panel.winfo_exists()) == (False, "limits", False)
    person.hear(FACTS)
    assert again.limits.channels.get() == "100"


def test_the_open_conversation_is_saved_from_here_too(panel: HostWindow, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by its own menu."""
    person.hear(JoinedChannel("#general"))
    monkeypatch.setattr(filedialog, "asksaveasfilename", lambda **_options: "talk.html")
    panel.choose("stored")
    panel.stored.export_button.invoke()
    assert person.chat.history.exports == [("#general", ExportFormat.HTML, Path("talk.html"))]


def test_a_click_in_the_list_shows_a_page(panel: HostWindow) -> None:
    """The chosen entry is marked."""
    canvas = panel.sections.canvas
    canvas.event_generate("<Button-1>", x=60, y=y_of(canvas, "Limits"))
    panel.update()
    assert panel.limits.winfo_ismapped()
    assert "Limits" in texts(canvas)
    assert items(canvas, "image")


def test_a_host_is_asked_before_others_lose_the_room(panel: HostWindow, person: Person) -> None:
    """Once; alone, or out of sight, nobody loses it."""
    beside, room = person.window.beside, person.window.room
    leave = next(button for button in buttons(room.side) if str(button.cget("text")) == "Leave the room")
    person.hear(JoinedChannel("#general"), MembersListed("#general", (Member("ann"), Member("bob"), Member("carol"))))
    leave.invoke()
    question = beside.question
    assert question is not None
    leave.invoke()
    assert beside.question is question
    person.press(question, "Escape")
    assert (question.winfo_exists(), person.chat.left) == (False, 0)
    leave.invoke()
    beside.question.buttons[0].invoke()
    assert person.chat.left == 1
    assert not panel.winfo_exists()


def test_a_host_who_is_alone_is_not_asked(panel: HostWindow, person: Person) -> None:
    """Nor a member."""
    beside = person.window.beside
    beside.ask_to_leave(person.presenter.leave)
    assert (beside.question, person.chat.left, panel.winfo_exists()) == (None, 1, False)
