"""From one thread to another: what is too much for memory goes from hand to hand, a few pieces at a time."""

from collections.abc import Iterator
from queue import Empty, Full, Queue
from threading import Event
from typing import Final

from coachdesk.errors import StoppedError

_WAITING: Final = 4
_MOMENT_S: Final = 0.02  # so long a save waits at most for a disk that has nothing to say


class Relay:
    """One side puts pieces in and closes, the other takes them out and leaves; neither waits long."""

    def __init__(self) -> None:
        self._pieces: Queue[bytes] = Queue(_WAITING)
        self._is_closed = Event()
        self._is_left = Event()
        self._error: BaseException | None = None

    def put(self, piece: bytes) -> bool:
        """Hand on a piece; False where there is no room for it yet.

        Raises:
            StoppedError: the other side has left.
        """
        if self._is_left.is_set():
            raise StoppedError
        try:
            self._pieces.put(piece, timeout=_MOMENT_S)
        except Full:
            return False
        return True

    def close(self, error: BaseException | None = None) -> None:
        """Hand on no more: that was all, or else an error stands in place of the rest."""
        self._error = error
        self._is_closed.set()

    def pieces(self) -> Iterator[bytes]:
        """Yield what is handed on, and a blank piece where nothing came for a moment.

        Raises:
            BaseException: the error that the other side has closed with.
        """
        while True:
            was_closed = self._is_closed.is_set()  # before looking, for the last piece may come in between
            try:
                yield self._pieces.get(timeout=0 if was_closed else _MOMENT_S)
            except Empty:
                if not was_closed:
                    yield b""
                elif self._error is not None:
                    raise self._error from None
                else:
                    return

    def leave(self) -> None:
        """Take nothing more; the other side stops."""
        self._is_left.set()
