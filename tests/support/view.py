"""The window without Tk: a view that keeps what it was told to show, and who sits there."""

import builtins
from collections.abc import Sequence
from typing import TypeVar

from desktop_chat.core.client.events import (
    ClientEvent,
    Connecting,
    JoinedChannel,
    LinkUp,
    Member,
    MembersListed,
    MessageArrived,
    MessageKind,
    Registered,
    RoomDescribed,
)
from desktop_chat.core.client.features import Features
from desktop_chat.gui.ports import StartRequest
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.rows import (
    Action,
    StartForm,
)
from desktop_chat.settings import Settings
from tests.support.chat import ADDRESS, FakeChat
from tests.support.fake_view import FakeView
from tests.support.news import with_lines

SheetKind = TypeVar("SheetKind")
NOON = 1_700_000_000.0
"""14 November 2023, 22:13:20 UTC."""
FEATURES = Features(network="우리 반", channel_types="#", case_mapping="rfc8265")


CAPABILITIES = frozenset({"desktop-chat/message-edit", "draft/message-redaction", "message-tags"})
"""What the host knows of messages that were said."""


class Seat:
    """Somebody in front of the window.

    Args:
        form: What the start screen begins with.
    """

    def __init__(self, form: StartForm | None = None) -> None:
        self.view, self.chat = FakeView(), FakeChat()
        self.remembered = list[StartRequest]()
        self.settings = Settings()
        self.now = NOON
        self.presenter = Presenter(
            self.view,
            self.chat,
            form=form or StartForm(),
            remember=self.remembered.append,
            settings=lambda: self.settings,
            wall_clock=lambda: self.now,
        )
        self.room = self.presenter.room

    def hear(self, *events: ClientEvent) -> None:
        """Let things happen, and the window show them, as one tick of it does."""
        for event in events:
            for told in with_lines(event, self.room, at=self.now):
                self.presenter.handle(told)
        self.presenter.settle()

    def join(self, nick: str = "ann", *, address: str = ADDRESS) -> None:
        """Ask to be let in, and reach the host."""
        self.presenter.join(nick, address, "")
        self.hear(Connecting(address), LinkUp())

    def enter(self, nick: str = "ann", *channels: str, others: Sequence[str] = ("bob",)) -> None:
        """Join a room, and be let in, and into channels."""
        self.join(nick)
        self.hear(Registered(nick, "desktop.chat", CAPABILITIES), RoomDescribed(FEATURES))
        for channel in channels:
            self.come_in(channel, nick, *others)

    def come_in(self, channel: str, *nicks: str) -> None:
        """Be let into a channel where these people are."""
        self.hear(JoinedChannel(channel), MembersListed(channel, tuple(Member(nick) for nick in nicks)))

    def sheet(self, kind: builtins.type[SheetKind]) -> SheetKind:
        """Return the sheet that lies over the room, which is of this kind."""
        sheet = self.view.sheet
        assert isinstance(sheet, kind)
        return sheet

    def type(self, text: str) -> None:
        """Write a text and press Enter."""
        self.view.composer = text
        if self.room.send(text):
            self.view.composer = ""

    def press(self) -> None:
        """Press the button of the problem that is shown."""
        problem = self.view.banner if self.view.screen == "room" else self.view.form.problem
        assert problem is not None
        assert isinstance(problem.action, Action), f"nothing mends {problem.sentence}"
        self.presenter.act(problem.action)

    @property
    def problem(self) -> str:
        """The sentence of the problem that is shown; "" for none."""
        problem = self.view.banner if self.view.screen == "room" else self.view.form.problem
        return problem.sentence if problem else ""


def in_two_channels() -> Seat:
    """Return ann, in #tea with bob and in #coffee with bob and carol, the latter open."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.come_in("#coffee", "ann", "bob", "carol")
    return seat


def talk(
    conversation: str, sender: str, text: str, *, kind: MessageKind = MessageKind.TALK, at: float = NOON, key: str = ""
) -> MessageArrived:
    """Return something that somebody else said."""
    return MessageArrived(conversation, sender, text, kind, at, key, mine=False)


def own_talk(conversation: str, text: str, *, at: float = NOON) -> MessageArrived:
    """Return the echo of something that ann said."""
    return MessageArrived(conversation, "ann", text, MessageKind.TALK, at, "", mine=True)
