"""Every problem and every piece of news has a sentence in both languages, and each problem the action that mends it."""

from collections.abc import Iterator
from enum import StrEnum

import pytest

from desktop_chat import i18n
from desktop_chat.core.client.commands import INPUT_COMMANDS, InputProblem, Refused
from desktop_chat.core.client.events import (
    HistoryProblem,
    HistoryTroubled,
    HostingFailed,
    HostProblem,
    LinkBroken,
    LinkFailed,
    LinkLost,
    LinkProblem,
    ListedChannel,
    NickRefusal,
    NickRefused,
)
from desktop_chat.core.wire.names import NameProblem
from desktop_chat.gui import host_texts, texts
from desktop_chat.gui.history.history_texts import history_trouble
from desktop_chat.gui.rows import Action


@pytest.fixture(params=i18n.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Say everything once in each language."""
    i18n.use_language(str(request.param))
    yield str(request.param)
    i18n.use_language("en")


def in_language(sentence: str, code: str) -> bool:
    """Return whether a sentence is in a language: Korean has Hangul, English has none."""
    has_hangul = any("가" <= char <= "힣" for char in sentence)
    return bool(sentence) and has_hangul == (code == "ko") and "{" not in sentence


@pytest.mark.parametrize("problem", NameProblem)
def test_a_name_that_cannot_be_taken(problem: NameProblem, language: str) -> None:
    """Why."""
    assert in_language(texts.name_problem(problem), language)


@pytest.mark.parametrize("reason", NickRefusal)
def test_a_name_that_the_host_refused(reason: NickRefusal, language: str) -> None:
    """Why, and which."""
    sentence = texts.nick_refusal(NickRefused("ann", reason))
    assert in_language(sentence, language)
    assert "ann" in sentence


@pytest.mark.parametrize("problem", HistoryProblem)
def test_what_is_wrong_with_the_history(problem: HistoryProblem, language: str) -> None:
    """With the new name of what is kept aside; a button takes the sentence away, or leads to a profile of one's own."""
    found = history_trouble(HistoryTroubled(problem, "history-x-1.sqlite3"))
    assert in_language(found.sentence, language)
    assert ("history-x-1.sqlite3" in found.sentence) == (problem in {HistoryProblem.DAMAGED, HistoryProblem.NEWER, HistoryProblem.UNUSABLE})
    assert found.action is (Action.OTHER_PROFILE if problem is HistoryProblem.LOCKED else Action.DISMISS)
    assert found.label


@pytest.mark.parametrize("detail", ["", "be nice"])
@pytest.mark.parametrize("problem", LinkProblem)
def test_a_room_that_could_not_be_entered(problem: LinkProblem, detail: str, language: str) -> None:
    """Why; and a way on where there is one: another try, or the other key once it was compared."""
    found = texts.link_failed(LinkFailed(problem, detail), "10.0.0.1")
    assert in_language(found.sentence, language)
    assert (found.action is Action.ACCEPT_KEY) == (problem is LinkProblem.KEY_CHANGED)
    assert (found.action in {Action.CONNECT_AGAIN, Action.ACCEPT_KEY}) == bool(found.label)
    mended_otherwise = {
        LinkProblem.BAD_ADDRESS,
        LinkProblem.NAME_UNKNOWN,
        LinkProblem.BAD_PASSWORD,
        LinkProblem.BANNED,
        LinkProblem.ACCOUNT_REQUIRED,
        LinkProblem.NOT_SECURE,
        LinkProblem.BAD_INVITATION,
        LinkProblem.EXPIRED_INVITATION,
        LinkProblem.INTERNAL,
    }
    assert (found.action is None) == (problem in mended_otherwise)


@pytest.mark.parametrize("detail", ["", "be nice"])
@pytest.mark.parametrize("problem", LinkProblem)
def test_a_room_that_was_lost(problem: LinkProblem, detail: str, language: str) -> None:
    """Why; connecting again is always offered."""
    found = texts.link_lost(LinkLost(problem, detail))
    assert in_language(found.sentence, language)
    assert (found.action, bool(found.label)) == (Action.CONNECT_AGAIN, True)


def test_the_reason_of_a_host_is_passed_on() -> None:
    """Where it gave one."""
    assert "be nice" in texts.link_lost(LinkLost(LinkProblem.CLOSED_BY_HOST, "be nice")).sentence
    assert "be nice" in texts.link_failed(LinkFailed(LinkProblem.CLOSED_BY_HOST, "be nice"), "10.0.0.1").sentence


def test_what_others_say_in_a_problem_is_made_harmless() -> None:
    """A host's reason and what was typed as an address are drawn like everything else."""
    for found in (
        texts.link_lost(LinkLost(LinkProblem.CLOSED_BY_HOST, "x\u202ey")),
        texts.link_failed(LinkFailed(LinkProblem.REFUSED, ""), "x\u202ey"),
        texts.hosting_failed(HostingFailed(HostProblem.STORE_UNUSABLE, "x\u202ey")),
    ):
        assert "x⟨U+202E⟩y" in found.sentence


@pytest.mark.parametrize("detail", ["", "disk full"])
@pytest.mark.parametrize("problem", HostProblem)
def test_a_room_that_could_not_be_opened(problem: HostProblem, detail: str, language: str) -> None:
    """Why; another port where that helps."""
    found = texts.hosting_failed(HostingFailed(problem, detail))
    assert in_language(found.sentence, language)
    ways = {HostProblem.PORT_IN_USE: Action.OTHER_PORT, HostProblem.STORE_DAMAGED: Action.BEGIN_ANEW}
    assert (found.action, bool(found.label)) == (ways.get(problem), problem in ways)


def test_a_room_of_ours_that_ended(language: str) -> None:
    """It can be opened again."""
    found = texts.room_closed()
    assert in_language(found.sentence, language)
    assert in_language(found.label, language)


@pytest.mark.parametrize("subject", ["", "/foo"])
@pytest.mark.parametrize("problem", InputProblem)
def test_what_was_typed_and_cannot_be_sent(problem: InputProblem, subject: str, language: str) -> None:
    """Why."""
    assert in_language(texts.input_problem(Refused(problem, subject)), language)


@pytest.mark.parametrize("enum", [LinkProblem, HostProblem, InputProblem, NickRefusal, NameProblem])
def test_two_problems_are_told_apart(enum: type[StrEnum]) -> None:
    """What people can do differs, so the sentences do; but for silence, and what stands only for another layer's enum."""
    say = {
        LinkProblem: lambda problem: texts.link_failed(LinkFailed(problem, "x"), "10.0.0.1").sentence,
        HostProblem: lambda problem: texts.hosting_failed(HostingFailed(problem, "x")).sentence,
        InputProblem: lambda problem: texts.input_problem(Refused(problem, "x")),
        NickRefusal: lambda reason: texts.nick_refusal(NickRefused("x", reason)),
        NameProblem: texts.name_problem,
    }[enum]
    same = {LinkProblem: 1, NameProblem: 1}.get(enum, 0)
    assert len({say(one) for one in enum}) == len(enum) - same


def test_a_role_is_the_highest_one() -> None:
    """Of all prefixes known; of nothing there is no role."""
    assert len({texts.role(prefix) for prefix in "~&@%+"}) == 5
    assert texts.role("+@") == texts.role("@")
    assert texts.role("") == texts.role("!") == ""


def test_one_member_is_not_two() -> None:
    """Where the language tells them apart."""
    lines = host_texts.channel_lines([ListedChannel("#a", 1, ""), ListedChannel("#b", 2, "topic")])
    assert lines[1:] in {("#a: 1 member", "#b: 2 members – topic"), ("#a: 1명", "#b: 2명 – topic")}
    assert len(host_texts.channel_lines([])) == 1


def test_help_has_every_command() -> None:
    """Those of the host and those of the window."""
    lines = texts.help_lines()
    assert {command.form for command in INPUT_COMMANDS.values()} | {"/help", "/query name"} == {
        line.partition(" · ")[0] for line in lines[1:-1]
    }


@pytest.mark.parametrize("problem", LinkProblem)
def test_a_room_to_which_the_link_comes_back(problem: LinkProblem, language: str) -> None:
    """Why it is gone, and that nothing has to be done; who cannot wait may try at once."""
    found = texts.link_broken(LinkBroken(problem, "", 1.0))
    assert in_language(found.sentence, language)
    assert (found.action, bool(found.label)) == (Action.TRY_NOW, True)
