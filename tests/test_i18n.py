"""Sentences in the person's language."""

import locale
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat import i18n, paths

SENTENCE = "{nick} joined"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leave no other language behind."""
    yield
    i18n.use_language("en")


def test_a_sentence_is_said_in_the_language_in_use() -> None:
    """English needs no catalogue; Korean has one; back again."""
    assert i18n.tr(SENTENCE, nick="ann") == "ann joined"
    i18n.use_language("ko")
    assert i18n.tr(SENTENCE, nick="가람") == "가람 님이 들어왔습니다"
    i18n.use_language("en")
    assert i18n.tr(SENTENCE, nick="ann") == "ann joined"


def test_an_unknown_language_is_english() -> None:
    """Settings may name what a newer version knew."""
    i18n.use_language("ko")
    i18n.use_language("xx")
    assert i18n.tr(SENTENCE, nick="ann") == "ann joined"


def test_braces_in_what_is_filled_in_stay_as_they_are() -> None:
    """A name or a text from the network is never a template."""
    assert i18n.tr(SENTENCE, nick="{0.__class__} {x}") == "{0.__class__} {x} joined"


def test_a_sentence_without_values_may_hold_braces() -> None:
    """Nothing is filled in where nothing was given."""
    assert i18n.tr("literally {so}") == "literally {so}"


@pytest.mark.parametrize(("count", "english"), [(0, "#a: 0 members"), (1, "#a: 1 member"), (2, "#a: 2 members")])
def test_a_count_chooses_the_sentence(count: int, english: str) -> None:
    """English has two forms, Korean one."""
    forms = ("{channel}: {count} member", "{channel}: {count} members")
    assert i18n.ntr(*forms, count, channel="#a") == english
    i18n.use_language("ko")
    assert i18n.ntr(*forms, count, channel="#a") == f"#a: {count}명"


@pytest.mark.parametrize(
    ("name", "code"),
    [("ko_KR", "ko"), ("Korean_Korea", "ko"), ("en_US", "en"), ("de_DE", "en"), ("kok_IN", "en"), (None, "en")],
)
def test_auto_is_the_language_of_the_desktop(name: str | None, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """POSIX names, Windows names, and none at all; Konkani is not Korean."""
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "UTF-8"))
    i18n.use_language("auto")
    assert i18n.system_language() == code
    assert i18n.tr(SENTENCE, nick="a") == ("a 님이 들어왔습니다" if code == "ko" else "a joined")


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b'"half'])
def test_a_damaged_catalogue_leaves_english(
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Missing, not UTF-8, not TOML: the program still talks, and its log says why in English."""
    if content is not None:
        (tmp_path / "ko.toml").write_bytes(content)
    monkeypatch.setattr(paths, "asset", lambda name: tmp_path / Path(name).name)
    i18n.use_language("ko")
    assert i18n.tr(SENTENCE, nick="ann") == "ann joined"
    assert "no sentences for ko" in caplog.text
