"""Keys and values of people and channels (IRCv3 metadata)."""

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.metadata import CAP_VALUE, Metadata, is_key
from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.server.session import Session
from desktop_chat.core.wire.limits import METADATA_KEY_BYTES
from tests.support.room import START

ALLOWED = "abcdefghijklmnopqrstuvwxyz0123456789_./-"


@given(st.text(ALLOWED, min_size=1, max_size=METADATA_KEY_BYTES))
def test_what_is_made_of_the_allowed_signs_is_a_key(text: str) -> None:
    """IRCv3 metadata, Keys and Values: "restricted to the ranges `a-z`, `0-9`, and `_./-`"."""
    assert is_key(text)


@given(st.text())
def test_everything_else_is_none(text: str) -> None:
    """IRCv3 metadata, Keys and Values: "The empty string is an invalid value"; a bound is told as max-key-bytes."""
    assert is_key(text) == (0 < len(text) <= METADATA_KEY_BYTES and set(text) <= set(ALLOWED))
    assert not is_key(text + "\n")


def test_the_capability_tells_the_limits() -> None:
    """IRCv3 metadata, `draft/metadata-2` Capability: `tokens ::= token [',' token]*`."""
    assert re.fullmatch(r"before-connect(,max-(subs|keys|key-bytes|value-bytes)=[0-9]+){4}", CAP_VALUE)


def test_an_account_has_what_was_kept_of_it() -> None:
    """A restart loses nothing of it, and somebody without an account has their own."""
    kept = [KeptRecord("metadata", "ann", '{"status": "차"}'), KeptRecord("other", "ann", "x"), KeptRecord("metadata", "bob", None)]
    metadata = Metadata(kept)
    ann, guest = Session(1, "h", START), Session(2, "h", START)
    ann.account = "Ann"
    assert metadata.of(ann) == {"status": "차"}
    assert metadata.of(guest) == {}
    assert metadata.record("ANN") == KeptRecord("metadata", "ann", '{"status": "차"}')
    metadata.change(ann, "status", None)
    metadata.change(ann, "status", None)
    assert metadata.record("ann") == KeptRecord("metadata", "ann", None)
    assert metadata.record("nobody") == KeptRecord("metadata", "nobody", None)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.text(max_size=3))))
def test_changes_add_up(changes: list[tuple[str, str | None]]) -> None:
    """What is there is the last value of each key; also after a restart."""
    metadata, channel, ann = Metadata(()), Channel("#tea", "#tea", 0.0), Session(1, "h", START)
    ann.account = "ann"
    model: dict[str, str] = {}
    for key, value in changes:
        metadata.change(channel, key, value)
        metadata.change(ann, key, value)
        model.pop(key, None)
        if value is not None:
            model[key] = value
    assert metadata.of(channel) == metadata.of(ann) == model
    assert Metadata([metadata.record("ann")]).of(ann) == model
