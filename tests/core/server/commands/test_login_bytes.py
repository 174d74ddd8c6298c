"""Whatever bytes come into a log-in, the room goes on answering (IRCv3 sasl-3.1)."""

from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.sasl import MECHANISMS
from tests.support.identity import at_the_door

CHUNKS = st.one_of(
    st.binary(max_size=400).map(lambda data: b64encode(data)[:400]),
    st.text("n,=rpc*+!AB0é", max_size=40).map(lambda text: b64encode(f"n,,n=ann,r={text}".encode())),
    st.text(max_size=40).map(lambda text: b64encode(f"\0ann\0{text}".encode())),
    st.binary(max_size=410),
    st.sampled_from([b"+", b"*", b":", b"", b"A" * 400, *(name.encode() for name in MECHANISMS)]),
)


@given(mechanism=st.sampled_from(MECHANISMS), chunks=st.lists(CHUNKS, max_size=8))
def test_any_response_leaves_the_room_answering(mechanism: str, chunks: list[bytes]) -> None:
    """It may be refused and hashed for nothing; nobody gets in by chance, and nobody else notices."""
    room = at_the_door()
    room.world.secure(room._ids["ann"], room.session("ann").security._replace(device=""), room.now)
    room.say("ann", f"AUTHENTICATE {mechanism}", *(b"AUTHENTICATE " + chunk for chunk in chunks))
    assert room.session("ann").account == ""
    room.join("eve")
    room.say("eve", "PING :still here")
    assert room.numerics("eve") == ["PONG"]
