"""Reading 005 of any server (Modern #rplisupport-005)."""

from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.features import DEFAULT_FEATURES, features_of, update_tokens
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.isupport import isupport_tokens
from desktop_chat.core.wire import limits


def test_what_our_own_host_says_is_understood() -> None:
    """Name, ranks, limits and name mapping of a room arrive as they are."""
    features = features_of(update_tokens({}, isupport_tokens(RoomConfig("우리 반 =1", "test"))))
    assert features.network == "우리 반 =1"
    assert (features.prefix_modes, features.prefix_signs) == ("ohv", "@%+")
    assert (features.nick_length, features.user_length, features.host_length) == (32, 12, 64)
    assert features.case_mapping == "rfc8265"
    assert features.status_targets == "@%+"
    assert features.monitored == limits.MONITOR_TARGETS


def test_a_host_that_says_nothing_has_the_defaults_of_the_field() -> None:
    """Modern #chantypes-parameter, #prefix-parameter, #casemapping-parameter: each names its default."""
    assert features_of({}) == DEFAULT_FEATURES
    assert (DEFAULT_FEATURES.channel_types, DEFAULT_FEATURES.prefix_signs, DEFAULT_FEATURES.case_mapping) == ("#&", "@+", "rfc1459")


@pytest.mark.parametrize(("token", "people"), [("MONITOR=100", 100), ("MONITOR", 9999), ("MONITOR=x", 0), ("WATCH=5", 0)])
def test_how_many_people_a_host_watches(token: str, people: int) -> None:
    """IRCv3 monitor, the MONITOR token: without a number there is no limit."""
    assert features_of(update_tokens({}, [token])).monitored == people


def test_a_token_can_be_withdrawn() -> None:
    """Modern #rplisupport-005: `-PARAMETER` negates one that was told before."""
    tokens = update_tokens({}, ["NICKLEN=30", "NETWORK=Test", "SAFELIST"])
    assert update_tokens(tokens, ["-NICKLEN", "-NEVERTOLD", "=odd", ""]) == {"NETWORK": "Test", "SAFELIST": ""}


def test_escaped_values_are_read() -> None:
    r"""Modern #rplisupport-005: `\x20` is a space, and a lone backslash stays."""
    assert update_tokens({}, [r"NETWORK=The\x20Room\x3D1\q"]) == {"NETWORK": r"The Room=1\q"}


@pytest.mark.parametrize(
    ("value", "modes", "signs"),
    [("(qaohv)~&@%+", "qaohv", "~&@%+"), ("(ov)@", "o", "@"), ("", "", ""), ("nonsense", "", ""), ("(ov)@+%", "ov", "@+")],
)
def test_prefixes_are_pairs(value: str, modes: str, signs: str) -> None:
    """Modern #prefix-parameter: letters and prefixes in the same order; an empty value means no prefixes."""
    features = features_of({"PREFIX": value})
    assert (features.prefix_modes, features.prefix_signs) == (modes, signs)


def test_ranks_are_compared_by_the_host_s_own_order() -> None:
    """Modern #prefix-parameter: from the highest to the lowest."""
    features = features_of({"PREFIX": "(qov)~@+"})
    assert [features.rank(prefixes) for prefixes in ("+~", "@", "+", "", "%")] == [0, 1, 2, 3, 3]
    assert features.sort_prefixes("+%@+") == "@+"
    assert [features.prefix_of(mode) for mode in "qvb"] == ["~", "+", ""]


@pytest.mark.parametrize(
    ("tokens", "one", "other"),
    [
        ({}, "Ann[m]^", "aNN{m}~"),
        ({"CASEMAPPING": "rfc1459-strict"}, "Ann[m]\\", "ann{m}|"),
        ({"CASEMAPPING": "ASCII"}, "Ann", "aNN"),
        ({"CASEMAPPING": "rfc7613"}, "ÄNN", "änn"),
        ({"CASEMAPPING": "ascii", "UTF8MAPPING": "rfc8265"}, "ÄNN", "änn"),
        ({"CASEMAPPING": "unheard-of"}, "A[", "a{"),
    ],
)
def test_names_are_the_same_by_the_host_s_own_comparison(tokens: dict[str, str], one: str, other: str) -> None:
    """Modern #casemapping-parameter; UTF8MAPPING as Ergo has it."""
    features = features_of(tokens)
    assert features.fold(one) == features.fold(other)


@pytest.mark.parametrize(
    ("tokens", "one", "other"),
    [({"CASEMAPPING": "ascii"}, "a[", "a{"), ({"CASEMAPPING": "ascii"}, "Ä", "ä"), ({"CASEMAPPING": "rfc1459-strict"}, "a^", "a~")],
)
def test_names_differ_by_the_host_s_own_comparison(tokens: dict[str, str], one: str, other: str) -> None:
    """Modern #casemapping-parameter: ascii folds 26 letters only; strict leaves ^ and ~ alone."""
    features = features_of(tokens)
    assert features.fold(one) != features.fold(other)


def test_a_status_target_means_its_channel() -> None:
    """Modern #statusmsg-parameter: `@#channel` are the operators of #channel."""
    features = features_of({"STATUSMSG": "@+"})
    assert [features.without_status(target) for target in ("@#tea", "@+#tea", "#tea", "@ann")] == ["#tea", "#tea", "#tea", "@ann"]
    assert DEFAULT_FEATURES.without_status("@#tea") == "@#tea"


def test_channels_are_known_by_their_first_character() -> None:
    """Modern #chantypes-parameter: an empty value means that there are none."""
    assert DEFAULT_FEATURES.is_channel("&local")
    assert not DEFAULT_FEATURES.is_channel("")
    assert not features_of({"CHANTYPES": ""}).is_channel("#tea")


@pytest.mark.parametrize("value", ["", "0", "-3", "²", "9" * 50, "many"])
def test_a_length_that_makes_no_sense_is_not_believed(value: str) -> None:
    """A line is computed with it."""
    assert features_of({"NICKLEN": value}).nick_length == DEFAULT_FEATURES.nick_length


@given(
    st.dictionaries(st.sampled_from(["PREFIX", "CHANMODES", "CHANTYPES", "STATUSMSG", "NICKLEN", "CASEMAPPING", "NETWORK"]), st.text()),
    st.text(),
)
def test_no_host_can_say_what_breaks_the_reading(tokens: dict[str, str], name: str) -> None:
    """Whatever the values: there are as many prefixes as modes, and names can be folded and ranked."""
    features = features_of(update_tokens({}, [f"{key}={value}" for key, value in tokens.items()]))
    assert len(features.prefix_modes) == len(features.prefix_signs)
    assert set(features.prefix_modes) <= set(ascii_letters)
    assert features.fold(features.fold(name)) == features.fold(name) or features.case_mapping.startswith("rfc")
    assert 0 <= features.rank(name) <= len(features.prefix_signs)
    assert features.without_status(name) in name
