"""docs/protocol.md is what the code's own tables say."""

import pytest

from desktop_chat.core.server import modes
from desktop_chat.core.server.channel import RANKS
from desktop_chat.core.wire.capabilities import Caps
from tools.write_protocol import PACKAGE, PAGE, page, reasons


def test_the_page_is_up_to_date() -> None:
    """`PYTHONPATH=. python3 tools/write_protocol.py` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_mode_is_explained() -> None:
    """A letter that is added has to say what it means, and where that is specified."""
    known = modes.LIST_MODES + modes.KEY_MODE + modes.SET_ONLY_MODES + modes.FLAG_MODES + RANKS
    assert sorted(modes.ABOUT_CHANNEL_MODES) == sorted(known)
    assert sorted(modes.ABOUT_USER_MODES) == sorted(modes.USER_MODES)


def test_every_capability_says_what_it_brings() -> None:
    """Under its bit."""
    assert list(reasons(PACKAGE / "core/wire/capabilities.py", "Caps")) == [cap.name for cap in Caps]


@pytest.mark.parametrize("text", ["`JOIN #channel", "`draft/chathistory`", "`RPL_WELCOME`", "`TOPIC_BYTES`", "`limits.targets`"])
def test_it_has_a_row_of_each_kind(text: str) -> None:
    """Commands, capabilities, numerics, limits of both kinds."""
    assert text in page()
