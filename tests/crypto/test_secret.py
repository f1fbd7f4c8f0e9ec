import copy
import pickle
from collections.abc import Callable

import pytest

from coachdesk.crypto.secret import Secret
from coachdesk.errors import BugError


def test_no_text_of_it_shows_the_bytes() -> None:
    secret = Secret(b"canary")
    assert all("canary" not in text for text in (repr(secret), str(secret), f"{secret}", f"{[secret]}"))


@pytest.mark.parametrize("attempt", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_is_neither_pickled_nor_copied(attempt: Callable[[Secret], object]) -> None:
    with pytest.raises(TypeError, match="neither pickled nor copied"):
        attempt(Secret(b"canary"))


def test_wiping_overwrites_the_bytes_in_place() -> None:
    secret = Secret(b"canary")
    held = secret.reveal()
    secret.wipe()
    assert held == bytes(6)
    assert len(secret) == 0


def test_a_wiped_secret_is_not_handed_out() -> None:
    with Secret(b"canary") as secret:
        pass
    with pytest.raises(BugError, match="wiped"):
        secret.reveal()


def test_equality_is_by_content() -> None:
    assert Secret(b"a") == Secret(bytearray(b"a"))
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"


def test_random_ones_differ() -> None:
    assert Secret.random(32) != Secret.random(32)


def test_it_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Secret(b"a"))
