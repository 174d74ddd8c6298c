"""Accounts as the room's log keeps them."""

import json

from desktop_chat.core.server.accounts import KIND, Accounts, account_of
from desktop_chat.core.server.records import KeptRecord
from tests.support.identity import DEVICE, OTHER_DEVICE, PASSWORD, account


def test_an_account_is_found_again_after_a_restart() -> None:
    """By its name in any case, and by its devices."""
    ann, bob = account("Ann", DEVICE, OTHER_DEVICE), account("가람", password=False)
    accounts = Accounts([ann.record(), KeptRecord("channel", "#tea", "{}"), bob.record()])
    assert (accounts.find("ann"), accounts.of_device(DEVICE), accounts.of_device(OTHER_DEVICE)) == (ann, ann, ann)
    assert (accounts.find("가람"), accounts.find("eve"), accounts.of_device("")) == (bob, None, None)
    assert len(accounts) == 2


def test_what_is_kept_holds_no_password() -> None:
    """Only its hash, with what it cost."""
    record = account("Ann", DEVICE).record()
    assert (record.kind, record.key) == (KIND, "ann")
    assert record.value is not None
    assert PASSWORD not in record.value
    assert list(json.loads(record.value)["password"]) == ["scrypt", "scram-sha-256"]
    assert account_of(record) == account("Ann", DEVICE)


def test_an_account_that_is_given_up_leaves_nothing() -> None:
    """Its record is forgotten, its name and devices are free."""
    ann = account("Ann", DEVICE, OTHER_DEVICE)
    accounts = Accounts([ann.record()])
    assert accounts.forget(ann) == KeptRecord(KIND, "ann", None)
    assert (accounts.find("ann"), accounts.of_device(DEVICE), len(accounts)) == (None, None, 0)


def test_an_account_that_changes_stays_one() -> None:
    """The last word counts."""
    accounts = Accounts()
    accounts.keep(account("ann", password=False))
    accounts.keep(account("ann", DEVICE))
    assert (len(accounts), accounts.find("ann")) == (1, account("ann", DEVICE))
