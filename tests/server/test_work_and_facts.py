"""What the log did not take, and work that ends in an error: told to whom it concerns, noticed by nobody else."""

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.effects import Effect, Keep, Send, Work
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.server.world import World
from desktop_chat.core.wire.message import Message
from desktop_chat.store.room_log import StoreError
from tests.server.conftest import Trio
from tests.support.faults import InjectedError
from tests.support.guards import Errors


def test_engine_a_fact_that_cannot_be_kept_is_not_said_to_be(trio: Trio, errors: Errors) -> None:
    """The word that it was done is not sent; who did it is told instead."""

    def keep(world: World, now: Instant) -> list[Effect]:
        who = world.find_nick("ann")
        assert who is not None
        done = Outgoing(Message("NOTICE", ("ann", "done"), "desktop.chat"), wall=now.wall)
        return [Keep(KeptRecord("account", "ann", "{}"), who.id, done), Send(who.id, done)]

    trio.server.do(keep)
    assert trio.ann.line() == ":desktop.chat NOTICE ann :done"
    trio.log.error = StoreError("disk full")
    trio.server.do(keep)
    assert trio.ann.line() == ":desktop.chat FAIL * NOT_STORED :The host could not save this; please try again"
    errors.take("server-engine")
    trio.log.error = None
    trio.goes_on()


def fail_then(_turn: Turn, result: object) -> None:
    """Have a bug."""
    raise InjectedError(str(result))


def test_engine_an_error_after_work_ends_who_waited_for_it(trio: Trio, errors: Errors) -> None:
    """Nobody else notices that it waited."""

    def start(world: World, _now: Instant) -> list[Effect]:
        who = world.find_nick("ann")
        assert who is not None
        return [Work(who.id, lambda: 42, fail_then)]

    trio.server.do(start)
    assert trio.ann.rest() == ["ERROR :Internal error"]
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 QUIT :Internal error"
    assert errors.take("server-engine").getMessage() == "handling Done failed"
    trio.goes_on()


def test_engine_metadata_that_cannot_be_kept_is_not_said_to_be(trio: Trio, errors: Errors) -> None:
    """IRCv3 metadata: 761 says that it was done; an account's is done when it is in the log."""

    def log_in(world: World, _now: Instant) -> list[Effect]:
        who = world.find_nick("ann")
        assert who is not None
        who.account = "ann"
        return []

    trio.server.do(log_in)
    trio.ann.say("METADATA * SET status :out")
    assert trio.ann.line() == ":desktop.chat 761 ann ann status * out"
    assert [record for record in trio.log.kept() if record.kind == "metadata"] == [KeptRecord("metadata", "ann", '{"status": "out"}')]
    trio.log.error = StoreError("disk full")
    trio.ann.say("METADATA * SET status :in")
    assert trio.ann.line() == ":desktop.chat FAIL * NOT_STORED :The host could not save this; please try again"
    errors.take("server-engine")
    trio.log.error = None
    trio.goes_on()
