"""Keychains that behave as a test wants them to."""

from collections.abc import Callable
from threading import Event

from coachdesk.crypto.keychain import Keychain


class FakeStore:
    """Keeps entries in memory; `fault` is run before each call and may raise, or wait."""

    def __init__(self, fault: Callable[[str], object] = lambda _call: None) -> None:
        self.entries: dict[str, str] = {}
        self.calls: list[str] = []
        self.fault = fault

    def _called(self, call: str) -> None:
        self.calls.append(call)
        self.fault(call)

    def get_password(self, service: str, username: str) -> str | None:
        self._called("get")
        return self.entries.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._called("set")
        self.entries[f"{service}/{username}"] = password

    def delete_password(self, service: str, username: str) -> None:
        self._called("delete")
        del self.entries[f"{service}/{username}"]


def keychain_of(store: FakeStore, limit_s: float = 10.0) -> Keychain:
    """Return a keychain on this store."""
    return Keychain(lambda: store, limit_s)


def failing(error: BaseException, *calls: str) -> Callable[[str], None]:
    """Return a fault that raises for these calls, or for all."""

    def fault(call: str) -> None:
        if not calls or call in calls:
            raise error

    return fault


def hanging(until: Event) -> Callable[[str], object]:
    """Return a fault that waits."""
    return lambda _call: until.wait(60)
