"""A channel as a form, and what is wished otherwise as commands."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import (
    JoinedChannel,
    Member,
    MembersListed,
    ModeChange,
    ModesListed,
    Registered,
    RoomDescribed,
    TopicChanged,
)
from desktop_chat.core.client.features import Features
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.sheets.channel_settings import BOXES, channel_form, wish_commands, wish_problem
from desktop_chat.gui.sheets.sheet_forms import ChannelForm, ChannelWish

FEATURES = Features(channel_types="#", prefix_modes="ohv", prefix_signs="@%+", flag_modes="CRimnrst", case_mapping="rfc8265")
MODES = (ModeChange("+n"), ModeChange("+t"), ModeChange("+k", "secret"), ModeChange("+l", "20"))


def form_of(prefix: str, *, features: Features = FEATURES) -> ChannelForm:
    """Return the form of #tea for ann, who has this rank there."""
    known = Knowledge()
    for event in (
        Registered("ann", "x"),
        RoomDescribed(features),
        JoinedChannel("#tea"),
        MembersListed("#tea", (Member("ann", prefix), Member("bob", "@"))),
        ModesListed("#tea", MODES),
        TopicChanged("#tea", "green"),
    ):
        known.apply(event)
    channel = known.channel("#tea")
    assert channel is not None
    return channel_form(known, channel)


def wish_of(form: ChannelForm) -> ChannelWish:
    """Return the wish that all stays as it is."""
    return ChannelWish(form.name, form.topic, form.key, form.limit, frozenset(box.letter for box in form.boxes if box.is_on))


def test_the_form_shows_how_it_is() -> None:
    """Every mode of docs/protocol.md that is on or off has a box."""
    form = form_of("@")
    assert (form.name, form.topic, form.key, form.limit) == ("#tea", "green", "secret", "20")
    assert {box.letter for box in form.boxes} == set("CRimnrst") == {letter for letter, _ in BOXES}
    assert {box.letter for box in form.boxes if box.is_on} == {"n", "t"}
    assert (form.may_name, form.may_topic, form.may_modes, form.explanation) == (True, True, True, "")


def test_a_host_without_a_mode_has_no_box_for_it() -> None:
    """Modern #chanmodes-parameter."""
    assert [box.letter for box in form_of("@", features=replace(FEATURES, flag_modes="nt")).boxes] == ["t", "n"]


@pytest.mark.parametrize(
    ("prefix", "may_name", "may_topic", "may_modes", "changeable"),
    [("@", True, True, True, set("CRimnrst")), ("%", False, True, True, set("CRimnst")), ("+", False, False, False, set())],
)
def test_what_may_be_changed_goes_by_rank(prefix: str, *, may_name: bool, may_topic: bool, may_modes: bool, changeable: set[str]) -> None:
    """Operators all, half-operators all but the name and registering, others nothing while +t holds."""
    form = form_of(prefix)
    assert (form.may_name, form.may_topic, form.may_modes) == (may_name, may_topic, may_modes)
    assert {box.letter for box in form.boxes if box.can_change} == changeable
    assert bool(form.explanation) is not may_modes


def test_what_stays_as_it_is_sends_nothing() -> None:
    """Spaces around a text are none."""
    form = form_of("@")
    wish = wish_of(form)
    assert wish_commands(form, replace(wish, topic=" green ", name="#tea ", key=" secret", limit="20 ")) == []


def test_all_at_once_is_as_few_commands_as_it_takes() -> None:
    """The name last: the others go by the old one (IRCv3 channel-rename)."""
    form = form_of("@")
    wish = ChannelWish("#green-tea", "the best", "open", "", frozenset("nis"))
    assert wish_commands(form, wish) == [
        ("TOPIC", "#tea", "the best"),
        ("MODE", "#tea", "+isk-tl", "open"),
        ("RENAME", "#tea", "#green-tea"),
    ]


def test_a_key_goes_with_its_word() -> None:
    """Modern #key-channel-mode: -k has a parameter too."""
    form = form_of("@")
    assert wish_commands(form, replace(wish_of(form), key="", limit="5")) == [("MODE", "#tea", "+l-k", "5", "secret")]


def test_who_may_not_sends_nothing_whatever_the_fields_say() -> None:
    """Nor does a half-operator register a channel."""
    form = form_of("+")
    assert wish_commands(form, ChannelWish("#x", "y", "z", "1", frozenset())) == []
    half = form_of("%")
    assert wish_commands(half, replace(wish_of(half), modes=frozenset("ntr"))) == []


@pytest.mark.parametrize(
    ("name", "key", "limit"),
    [
        ("#tea", "", "many"),
        ("#tea", "", "0"),
        ("#tea", "", "-3"),
        ("#tea", "two words", ""),
        ("#tea", "a,b", ""),
        ("tea", "", ""),
        ("", "", ""),
    ],
)
def test_what_cannot_be_is_said_before_it_is_sent(name: str, key: str, limit: str) -> None:
    """In a sentence."""
    form = form_of("@")
    assert wish_problem(form, wish_of(form)) == ""
    assert wish_problem(form, replace(wish_of(form), name=name, key=key, limit=limit)).endswith(".")
