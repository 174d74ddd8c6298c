"""A room as DNS-SD tells of it, written and read; what is read comes from anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.lan.records import NAMELESS, SERVICE, Announced, instance_of, name_of, read_text

ID = "UH3CMUWLGFTMUNKNWKES"
ROOM = Announced("3학년 2반", ID, 7000, 12, locked=True, plain=True)


def test_what_is_written_is_read_back() -> None:
    """PROTOCOL, Finding a room: `txtvers=1`, `id`, `people`, `locked`, `plain`."""
    text = ROOM.text()
    assert text == {"txtvers": "1", "id": ID, "people": "12", "locked": "1", "plain": "1"}
    assert read_text(ROOM.name, ROOM.port, {key.encode(): value.encode() for key, value in text.items()}) == ROOM
    assert "people" not in Announced("R", ID, 7000, None).text()


@given(st.text())
def test_any_name_can_be_announced_and_is_harmless_to_read(name: str) -> None:
    """One label of at most 63 bytes, without dots and controls; a good name comes back as it was."""
    for addition in ("", "UH3C"):
        instance = instance_of(name, addition)
        assert 0 < len(instance.encode(errors="surrogatepass")) <= 63
        assert "." not in instance
        assert instance.isprintable()
    read = name_of(f"{instance_of(name)}.{SERVICE}")
    assert read.isprintable()
    if name.isprintable() and name.strip() and len(name.encode()) <= 40 and "\u2024" not in name:
        assert read == name.strip()


@pytest.mark.parametrize("name", ["", "\x00\n\u202e", "   "])
def test_a_room_without_a_name_has_ours(name: str) -> None:
    """Something has to stand there."""
    assert instance_of(name) == name_of(f"{name}.{SERVICE}") == NAMELESS


def test_an_addition_stands_behind_a_name_that_is_cut_for_it() -> None:
    """Whole characters only."""
    assert instance_of("가" * 30, "UH3C") == "가" * 18 + " (UH3C)"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {b"id": None, b"people": None, b"locked": None},
        {b"id": b"\xff\xfe", b"people": b"-1", b"locked": b"yes", b"plain": b"\x00"},
        {b"id": b"x" * 20, b"people": b"9" * 7, b"locked": b"11"},
        {b"id": ID.encode() + b"A", b"people": "٣".encode()},
    ],
)
def test_what_is_not_as_it_must_be_was_not_said(values: dict[bytes, bytes | None]) -> None:
    """Numbers and names from the network are data."""
    assert read_text("R", 1, values) == Announced("R", "", 1, None)
