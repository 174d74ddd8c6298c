"""`Caps`: names on the wire, bits inside."""

import re

from desktop_chat.core.wire.capabilities import CAPABILITIES, TAG_CAPS, Caps


def test_a_capability_has_its_name_on_the_wire() -> None:
    """IRCv3 registry of capabilities: lower case, words joined by dashes."""
    assert CAPABILITIES["echo-message"] == Caps.ECHO_MESSAGE
    assert CAPABILITIES["userhost-in-names"] == Caps.USERHOST_IN_NAMES
    assert CAPABILITIES["draft/multiline"] == Caps.MULTILINE
    assert all(re.fullmatch(r"([a-z-]+/)?[a-z]+(-[a-z0-9]+)*", name) for name in CAPABILITIES)


def test_every_capability_has_a_bit_of_its_own() -> None:
    """Any set of them is one number."""
    assert len(CAPABILITIES) == len(Caps)
    assert all(bit.bit_count() == 1 for bit in CAPABILITIES.values())
    assert sum(CAPABILITIES.values()) == (1 << len(Caps)) - 1


def test_only_tags_change_how_a_line_looks() -> None:
    """A line is encoded once for each set of these, however many other capabilities its receivers have."""
    assert TAG_CAPS == Caps.ACCOUNT_TAG | Caps.MESSAGE_TAGS | Caps.SERVER_TIME
