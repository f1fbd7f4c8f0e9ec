import threading

import pytest

from coachdesk.errors import StoppedError
from coachdesk.relay import Relay


def put_all(relay: Relay, *pieces: bytes) -> None:
    for piece in pieces:
        while not relay.put(piece):
            pass
    relay.close()


def test_what_is_put_in_comes_out_in_order() -> None:
    relay = Relay()
    many = [bytes([number]) for number in range(40)]
    giver = threading.Thread(target=put_all, args=(relay, *many))
    giver.start()
    assert [piece for piece in relay.pieces() if piece] == many
    giver.join()


def test_while_nothing_comes_a_blank_piece_does() -> None:
    relay = Relay()
    pieces = relay.pieces()
    assert next(pieces) == b""
    relay.put(b"x")
    assert next(pieces) == b"x"


def test_where_there_is_no_room_putting_in_waits_no_longer_than_a_moment() -> None:
    relay = Relay()
    taken = [relay.put(b"x") for _ in range(6)]
    assert taken == [True] * 4 + [False] * 2


def test_an_error_comes_after_what_was_put_in_before() -> None:
    relay = Relay()
    relay.put(b"x")
    relay.close(ValueError("broken"))
    pieces = relay.pieces()
    assert next(pieces) == b"x"
    with pytest.raises(ValueError, match="broken"):
        next(pieces)


def test_who_has_left_gets_nothing_more() -> None:
    relay = Relay()
    relay.leave()
    with pytest.raises(StoppedError):
        relay.put(b"x")
