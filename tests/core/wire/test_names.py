"""Names: who may be called what, and which two names are one."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from desktop_chat.core.wire.limits import CHANNEL_BYTES, CHANNEL_LENGTH, NICK_BYTES, NICK_LENGTH
from desktop_chat.core.wire.message import Message, encode, parse
from desktop_chat.core.wire.names import LOOK_ALIKES, SERVICES, NameProblem, channel_problem, fold, is_channel, nick_problem, skeleton

INVISIBLE = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "zero-width non-joiner": "\u200c",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "byte order mark": "\ufeff",
    "left-to-right mark": "\u200e",
    "right-to-left override": "\u202e",
    "right-to-left isolate": "\u2067",
    "pop directional isolate": "\u2069",
    "tag letter": "\U000e0041",
    "variation selector": "\ufe0f",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Hangul choseong filler": "\u115f",
    "no-break space": "\u00a0",
    "ideographic space": "\u3000",
    "em space": "\u2003",
    "line separator": "\u2028",
    "space": " ",
    "NUL": "\0",
    "escape": "\x1b",
    "bold": "\x02",
    "delete": "\x7f",
    "next line": "\x85",
    "half of a character": "\ud83d",
    "private use": "\ue000",
    "unassigned": "\U000e0fff",
}


@pytest.mark.parametrize(
    "nick",
    [
        "ann",
        "Ann-2",
        "_x_",
        "ann[m]",
        "a\\b",
        "{x}|^`",
        "가람",
        "나래_2",
        "3학년",
        "さくら",
        "日本",
        "Ёлка",
        "Σίσυφος",
        "اسم",
        "שלום",
        "नमस्ते",
        "é",
    ],
)
def test_people_are_called_in_any_script(nick: str) -> None:
    """RFC 8265 3.3: letters and digits of any script; Modern #nick-message: at least `[]{}`, backslash and `|` besides."""
    assert nick_problem(nick) is None


@pytest.mark.parametrize("sign", "!@:,*?.#&$%~+ ")
@pytest.mark.parametrize("form", ["{}ann", "a{}n", "ann{}"])
def test_signs_that_mean_something_on_the_wire_are_in_no_nick(form: str, sign: str) -> None:
    """Modern #clients: no space, comma, asterisk, question mark, `!`, `@`, dot; no prefix of channels and ranks."""
    assert nick_problem(form.format(sign)) is NameProblem.BAD_CHARACTER


@pytest.mark.parametrize("sign", "！＠：，＊？．＃＆＄％～＋")
def test_their_full_width_twins_are_in_no_nick(sign: str) -> None:
    """RFC 8265 3.3.2: the width mapping makes them the same sign, so `＃tea` would be the channel `#tea`."""
    assert nick_problem(f"{sign}ann") is nick_problem(f"a{sign}n") is NameProblem.BAD_CHARACTER


def test_no_nick_begins_with_a_dash_or_a_mark_that_sits_on_the_letter_before() -> None:
    """RFC 2812 2.3.1; a combining mark would sit on whatever is shown before the name."""
    assert nick_problem("-ann") is nick_problem("\u0301ann") is NameProblem.BAD_CHARACTER


@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE)
@pytest.mark.parametrize("form", ["{}", "{}가람", "가{}람", "ann{}"])
def test_what_cannot_be_seen_is_in_no_name(form: str, sign: str) -> None:
    """RFC 8264 4.2: controls, spaces, ignorable and direction characters are disallowed in an identifier."""
    assert nick_problem(form.format(sign)) is NameProblem.BAD_CHARACTER
    assert channel_problem("#" + form.format(sign)) is NameProblem.BAD_CHARACTER


@pytest.mark.parametrize("nick", ["اسمann", "annاسم", "ا١1", "1اسم"])
def test_directions_are_not_mixed_in_a_name(nick: str) -> None:
    """RFC 8265 3.3.2 (5), RFC 5893 section 2: such a name would be shown in another order than it is written."""
    assert nick_problem(nick) is NameProblem.BAD_CHARACTER


def test_an_empty_name_is_called_empty() -> None:
    """Who sends no nick gets 431, not 432."""
    assert nick_problem("") is channel_problem("") is channel_problem("#") is channel_problem("##") is NameProblem.EMPTY


def test_a_nick_has_at_most_32_characters_and_96_bytes() -> None:
    """NICKLEN: 32 Hangul syllables; characters of four bytes are fewer."""
    assert nick_problem("가" * NICK_LENGTH) is nick_problem("x" * NICK_LENGTH) is nick_problem("\U00020000" * (NICK_BYTES // 4)) is None
    assert nick_problem("가" * (NICK_LENGTH + 1)) is NameProblem.TOO_LONG
    assert nick_problem("\U00020000" * (NICK_BYTES // 4 + 1)) is NameProblem.TOO_LONG


def test_a_channel_has_at_most_50_characters_and_100_bytes() -> None:
    """CHANNELLEN: 50 as everywhere (RFC 2812 1.3), 33 Hangul syllables."""
    assert channel_problem("#" + "x" * (CHANNEL_LENGTH - 1)) is channel_problem("#" + "가" * (CHANNEL_BYTES // 3)) is None
    assert channel_problem("#" + "x" * CHANNEL_LENGTH) is NameProblem.TOO_LONG
    assert channel_problem("#" + "가" * (CHANNEL_BYTES // 3 + 1)) is NameProblem.TOO_LONG


@pytest.mark.parametrize("name", ["#tea", "##tea", "#우리반", "#3학년-2반", "#a.b", "#c+", "#&"])
def test_channels_are_named_in_any_script(name: str) -> None:
    """Modern #channels: `#` and anything without space, comma and BELL that is a name."""
    assert channel_problem(name) is None
    assert is_channel(name)


@pytest.mark.parametrize("name", ["#a,b", "#a b", "#a\x07", "#a*", "#a?", "#a:b", "#a，b", "#ａ＊"])
def test_signs_of_lists_and_masks_are_in_no_channel(name: str) -> None:
    """Modern #channels; also their full-width twins."""
    assert channel_problem(name) is NameProblem.BAD_CHARACTER


@pytest.mark.parametrize("name", ["tea", "&tea", "+tea", "＃tea", " #tea"])
def test_a_channel_begins_with_its_sign(name: str) -> None:
    """ISUPPORT CHANTYPES=#."""
    assert channel_problem(name) is NameProblem.NOT_A_CHANNEL
    assert not is_channel(name)


@pytest.mark.parametrize(
    "nick",
    [
        *("NickServ", "nickserv", "CHANSERV", "OperServ", "HostServ", "SaslServ", "HistServ", "Global", "Services"),
        *("N1ckServ", "NlckServ", "N|ckServ", "GIobaI", "Gl0bal", "Nick5erv"),
        *("ΝickServ", "NіckServ", "NickЅerv", "СhanServ", "ChаnServ", "ОperServ", "HоstServ", "НоstЅеrv", "ΗistServ"),
        *("Ｎｉｃｋｓｅｒｖ", "ＧＬＯＢＡＬ", "ɴɪᴄᴋꜱᴇʀᴠ", "NíckServ", "Nick\u0301Serv", "NickSerν", "ᏀᏞobal", "NıckServ", "ՏaslServ"),
    ],
)
def test_nobody_is_called_like_a_service(nick: str) -> None:
    """PROTOCOL, Names: no look-alike of a service name, whom people would tell a password."""
    assert nick_problem(nick) is NameProblem.LOOK_ALIKE


@pytest.mark.parametrize("nick", ["nick", "serv", "nickserver", "serval", "globe", "가람serv", "Nikolai", "oper"])
def test_a_name_that_only_reminds_of_a_service_is_free(nick: str) -> None:
    """The rule costs nobody a name that cannot be mistaken."""
    assert nick_problem(nick) is None


def test_a_sign_looks_like_one_letter_only() -> None:
    """The table has no sign twice: the later one would win unseen."""
    signs = "".join(LOOK_ALIKES.values())
    assert len(set(signs)) == len(signs)
    assert set("".join(SERVICES)) - set(LOOK_ALIKES) == {"l"}


def test_every_service_is_told_from_every_other() -> None:
    """Skeletons are not so coarse that all names become one."""
    assert len({skeleton(name) for name in SERVICES}) == len(SERVICES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "aNN"),
        ("#Tea", "#TEA"),
        ("Ёлка", "ёлка"),
        ("#ÉTÉ", "#été"),
        ("ＡＮＮ", "ann"),
        ("ﾃｽﾄ", "テスト"),
        ("가람", unicodedata.normalize("NFD", "가람")),
        ("#우리반", unicodedata.normalize("NFD", "#우리반")),
    ],
)
def test_names_that_differ_in_case_width_or_composition_are_one(one: str, other: str) -> None:
    """RFC 8265 3.3.2: width mapping, case mapping, NFC; macOS writes Hangul decomposed."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ann[m]", "ann{m}"), ("a|b", "a\\b"), ("가람", "가름"), ("#tea", "##tea"), ("#tea", "tea")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    """CASEMAPPING=ascii: `[]` and `{}` are different signs."""
    assert fold(one) != fold(other)


def test_what_is_no_name_is_folded_all_the_same() -> None:
    """Looking somebody up by nonsense finds nobody, and raises nothing."""
    assert fold("가 람!\u200b") == "가 람!\u200b"
    assert fold("É\ud800") == "é\ud800"


@given(st.text(max_size=40))
@example("#")
@example("＃")
@example("İ")
@example("ẞ")
@example("ͅ")
def test_any_text_is_judged_and_folded_without_an_error(text: str) -> None:
    """Nothing that arrives raises past the border; a name that may stand can be sent, in a middle and as a source."""
    fold(text)
    if nick_problem(text) is None:
        line = encode(Message("NICK", (text, "x"), f"{text}!~u@10.0.0.7"))
        assert parse(line.removesuffix(b"\r\n")).params[0] == text
    if channel_problem(f"#{text}") is None:
        assert parse(encode(Message("JOIN", (f"#{text}", "x"))).removesuffix(b"\r\n")).params[0] == f"#{text}"


LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Mn"]), min_size=1, max_size=NICK_LENGTH)


@given(LETTERS)
def test_a_folded_name_is_its_own_folding(name: str) -> None:
    """RFC 8264 section 7: applying the rules again changes nothing, so a folded name is found under itself."""
    assume(nick_problem(name) is None)
    assert fold(fold(name)) == fold(name)
    assert fold("#" + name) == "#" + fold(name)


@given(LETTERS)
def test_a_name_and_its_capitals_are_one_where_unicode_says_so(name: str) -> None:
    """Whoever takes a name has taken every way to write it that lower-cases to the same."""
    assume(nick_problem(name) is None and name.lower() == name.upper().lower() == name.casefold())
    assert fold(name.upper()) == fold(name)
