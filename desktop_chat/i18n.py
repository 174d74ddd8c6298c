"""Every sentence that a person reads, in the person's language.

The key of a sentence is the English one, written as a literal where it is used; `assets/locale/CODE.toml` has the others.
"""

import locale
import logging
import tomllib
from functools import lru_cache

from desktop_chat import paths

log = logging.getLogger(__name__)

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Code and own name of each language."""

_catalogue: dict[str, str] = {}


def use_language(code: str) -> None:
    """Speak a language from here on; an unknown code means English, `auto` the desktop's language."""
    if code == "auto":
        code = system_language()
    sentences = load_catalogue(code) if code != "en" and code in LANGUAGES else {}
    _catalogue.clear()
    _catalogue.update(sentences)


def load_catalogue(code: str) -> dict[str, str]:
    """Return the sentences of a language by their English originals; none, with a warning, if the file is not whole."""
    try:
        found = tomllib.loads(paths.asset(f"locale/{code}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.warning("no sentences for %s: %s", code, error)
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def system_language() -> str:
    """Return the code of the desktop's language, English if it is not one of ours."""
    name = (locale.getlocale()[0] or "").partition("_")[0]  # ko_KR, and on Windows Korean_Korea.
    return "ko" if name.lower() in {"ko", "korean"} else "en"


def tr(sentence: str, **values: object) -> str:
    """Return a sentence in the person's language, its `{names}` filled in."""
    found = _catalogue.get(sentence, sentence)
    return found.format_map(values) if values else found


def tr_noop(sentence: str) -> str:
    """Mark a sentence of a table, which is said later by `translated`; return it as it is."""
    return sentence


def translated(sentence: str) -> str:
    """Return a sentence that `tr_noop` has marked in the person's language."""
    return _catalogue.get(sentence, sentence)


def in_all_languages(sentence: str) -> tuple[str, ...]:
    """Return a sentence that `tr_noop` has marked in each of our languages, English first."""
    return (sentence, *(_whole_catalogue(code).get(sentence, sentence) for code in LANGUAGES if code != "en"))


@lru_cache(maxsize=len(LANGUAGES))
def _whole_catalogue(code: str) -> dict[str, str]:
    return load_catalogue(code)


def ntr(one: str, many: str, count: int, **values: object) -> str:
    """Return one of two sentences by a count, which is `{count}` in them. Korean has one form for both."""
    return tr(one if count == 1 else many, count=count, **values)
