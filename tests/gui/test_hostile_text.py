"""Whatever others write, wherever it stands in the window: it is drawn harmlessly, and soon."""

import re
import tkinter as tk
from collections.abc import Iterator
from time import thread_time

import pytest

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    Invited,
    JoinedChannel,
    Member,
    MemberJoined,
    MemberQuit,
    MembersListed,
    MessageEdited,
    MessageRedacted,
    NickChanged,
    Reacted,
    RoomDescribed,
    SearchAnswered,
    ServerSaid,
    TopicChanged,
)
from desktop_chat.core.client.events.kept import KeptLine
from desktop_chat.core.client.events.talk import MessageKind
from desktop_chat.core.client.features import Features
from desktop_chat.gui.safe_text import allow_emoji
from tests.support.view import NOON, talk
from tests.support.window import Person

pytestmark = pytest.mark.tk

HOSTILE = {
    "a long word": "a" * 10_000,
    "a long Korean word": "가" * 10_000,
    "a tower of marks": "a" + "\u0301" * 1000,
    "a thousand towers": "o\u0323\u0302\u0301\u0300\u0306\u0307" * 1000,
    "direction": "\u202etxt.exe \u2066\u2067\u200f\u061c",
    "controls": "\x01\x02\x07\x1b[2J\x7f\x9b",
    "words of Tcl": '[exec rm -rf /] $env(HOME) {*}{ \\ } ; "%s %W" [',
    "one brace": "{",
    "a backslash at the end": "\\",
    "emoji": "😀👨‍👩‍👧‍👦🇰🇷👍🏽1️⃣",
    "emoji that are none yet": "\U0001faff\U0001f8ff\U000e0067\U0001f3f4\U000e007f",
    "halves of characters": "\ud83d \udc00 \ufffe\uffff",
    "joiners alone": "\u200d" * 2000,
    "many signs of markup": "**_`~> " * 1500,
    "open brackets": "(" * 5000 + "[" * 5000,
    "addresses": "https://" + "a" * 2000 + "/" + "%41" * 1000,
    "nothing": "\u3164\u2800\u200b",
}
NEVER_DRAWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\u2800\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What turns, hides or breaks what stands around it."""
EMOJI = re.compile("[\U0001f000-\U0001fbff]")
MOST_SECONDS = 0.5
"""Of own time, for one message with all that it changes in the window; usually it takes a hundredth of that."""
STEADY = "still here"


@pytest.fixture(autouse=True)
def old_screen() -> Iterator[None]:
    """Sit in front of a screen that an emoji handed to Tk would end the program on."""
    allow_emoji(possible=False)
    yield
    allow_emoji(possible=True)


def words_in(widget: tk.Misc) -> Iterator[str]:
    """Yield every text that a person can read below a widget."""
    for child in widget.winfo_children():
        yield from words_in(child)
    if isinstance(widget, tk.Canvas):
        call, name = widget.tk.call, str(widget)
        yield from (str(call(name, "itemcget", item, "-text")) for item in widget.find_all() if str(widget.type(item)) == "text")
    elif isinstance(widget, tk.Text):
        yield widget.get("1.0", "end-1c")
    elif "text" in widget.keys():  # noqa: SIM118  # A widget is no mapping.
        yield str(widget.cget("text"))


def assert_harmless(person: Person) -> None:
    """Look at the whole window: nothing in it turns, hides or breaks anything, and no emoji was left to Tk."""
    person.draw()
    shown = [*words_in(person.top), str(person.top.wm_title())]
    assert [text for text in shown if NEVER_DRAWN.search(text)] == []
    assert [text for text in shown if EMOJI.search(text)] == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_message_is_drawn_harmlessly_and_soon(member: Person, text: str) -> None:
    """And so is what is changed in it afterwards, and what comes after it."""
    begun = thread_time()
    member.hear(talk("#general", "bob", text, key="1"))
    assert thread_time() - begun < MOST_SECONDS
    member.hear(Reacted("#general", "1", "bob", text, is_on=True))
    member.hear(MessageEdited("#general", "1", "bob", f"{text} {text}"))
    assert_harmless(member)
    member.hear(MessageRedacted("#general", "1", "bob", text))
    member.hear(talk("#general", "bob", STEADY))
    assert_harmless(member)
    assert STEADY in member.timeline()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_names_and_topics_are_drawn_harmlessly_and_soon(member: Person, text: str) -> None:
    """A host that keeps no rules lets people, channels and itself be called anything."""
    name = text.replace(" ", "").replace(",", "")
    begun = thread_time()
    member.hear(
        RoomDescribed(Features(network=text, channel_types="#", case_mapping="rfc8265")),
        TopicChanged("#general", text, "bob"),
        MemberJoined("#general", name),
        AwayChanged(name, text),
        talk("#general", name, "hello"),
        talk(name, name, "hello"),
        ServerSaid("372", text),
    )
    assert thread_time() - begun < 4 * MOST_SECONDS
    assert_harmless(member)
    member.hear(
        NickChanged(name, f"{name}2", mine=False),
        Invited(f"#{name}", name),
        JoinedChannel(f"#{name}"),
        MembersListed(f"#{name}", (Member("ann"), Member(f"{name}2", "@"))),
        ChannelRenamed(f"#{name}", f"#{name}3", name, text),
        MemberQuit(f"{name}2", text),
    )
    assert_harmless(member)
    member.presenter.room.choose("#general")
    member.hear(talk("#general", "bob", STEADY))
    assert_harmless(member)
    assert STEADY in member.timeline()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_was_found_is_drawn_harmlessly(member: Person, text: str) -> None:
    """Whatever was looked for, and whoever said it where."""
    search = member.presenter.room.search
    search.open(everywhere=True)
    search.type(text)
    number = member.chat.history.searches[-1][0] if member.chat.history.searches else 0
    line = KeptLine(
        "#general", is_channel=True, key="1", time_ms=round(NOON * 1000), sender=text, kind=MessageKind.TALK, text=text, mine=False
    )
    begun = thread_time()
    member.hear(SearchAnswered(number, (line,) * 20, has_more=False))
    assert thread_time() - begun < MOST_SECONDS
    assert_harmless(member)


def test_no_emoji_is_left_to_tk_wherever_it_stands(member: Person) -> None:
    """On a screen that could draw some of them, too: names, folded lines, topics and what was deleted have pictures."""
    allow_emoji(possible=True)
    member.hear(MemberJoined("#general", "😀bob"), MemberJoined("#general", "🍜carol"), MemberJoined("#general", "dave"))
    member.hear(TopicChanged("#general", "topic 🏴", "😀bob"), AwayChanged("😀bob", "🍜"), talk("😀bob", "😀bob", "😀 hi"))
    member.hear(talk("#general", "😀bob", "hello 😀", key="1"), talk("#general", "🍜carol", "👍", key="2"))
    member.hear(MessageRedacted("#general", "1", "😀bob", "why 🏴 not"))
    assert [text for text in words_in(member.top) if EMOJI.search(text)] == []
    assert "😀bob, 🍜carol, dave joined" in member.timeline()
