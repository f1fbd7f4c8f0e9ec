"""A real Secret Service of its own: a bus and a gnome-keyring-daemon that nobody else sees."""

import gc
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import warnings
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto.keychain import SERVICE, Keychain, LockedKeychainError, NoKeychainError
from coachdesk.crypto.secret import Secret

_PATIENCE_S = 20
_BUS = """
<busconfig>
  <type>session</type>
  <listen>unix:dir={run}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class SecretService:
    """Unlocked when it starts, or without any keyring yet; nothing starts it anew once it is killed."""

    def __init__(self, patch: pytest.MonkeyPatch, *, empty: bool = False) -> None:
        bus, keyring = (shutil.which(name) for name in ("dbus-daemon", "gnome-keyring-daemon"))
        if bus is None or keyring is None:
            pytest.skip("takes dbus and gnome-keyring")
        home = self._home = Path(tempfile.mkdtemp())  # pytest's own is too long a path for a socket
        run = home / "run"
        run.mkdir(mode=0o700)
        (home / "bus.conf").write_text(_BUS.format(run=run), encoding="utf-8")
        places = {"HOME": str(home), "XDG_RUNTIME_DIR": str(run), "XDG_DATA_HOME": str(home / "data")}
        config = f"--config-file={home / 'bus.conf'}"
        self._bus = _started([bus, config, "--nofork", "--print-address"], places)
        assert self._bus.stdout is not None
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", self._bus.stdout.readline().decode().strip())
        unlocking = () if empty else ("--unlock",)
        self.daemon = _started(
            [keyring, "--foreground", "--components=secrets", *unlocking], places, b"its own password"
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return Keychain().write("ready", Secret(bytes(32)))
            except LockedKeychainError:  # it asked for a first keyring, and there is no display to ask on
                return None
            except NoKeychainError:
                assert time.monotonic() < deadline, "gnome-keyring does not come up"
                time.sleep(0.05)

    def entries(self) -> dict[str, str]:
        """Return what it keeps for CoachDesk."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            found = list(secretstorage.search_items(connection, {"service": SERVICE}))
            kept = {item.get_attributes()["username"]: item.get_secret().decode() for item in found}
        kept.pop("ready", None)
        return kept

    def put(self, entry: str, text: str) -> None:
        """Keep something else under this name."""
        from keyring.backends.SecretService import Keyring

        Keyring().set_password(SERVICE, entry, text)

    def forget(self) -> None:
        """Delete all that it keeps."""
        for entry in self.entries():
            Keychain().delete(entry)

    def lock(self) -> None:
        """Lock it; there is no display on which it could ask for its password."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def stop(self) -> None:
        """Let it hang."""
        self.daemon.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """End it at once."""
        _end(self.daemon)

    def close(self) -> None:
        """End everything, and what was left waiting for it."""
        self.kill()
        _end(self._bus)
        shutil.rmtree(self._home, ignore_errors=True)
        for thread in threading.enumerate():
            if thread.name == "keychain":
                thread.join(_PATIENCE_S)
        with warnings.catch_warnings():  # keyring leaves its connection open where a call fails
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def _started(
    command: list[str], environment: dict[str, str], typed: bytes = b""
) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(  # noqa: S603  (our own commands)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
    )
    assert process.stdin is not None
    process.stdin.write(typed)
    process.stdin.close()
    return process
