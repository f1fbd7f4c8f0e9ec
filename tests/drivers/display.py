"""A screen of the test's own, looked at and typed on from outside."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from attrs import frozen

from tests.drivers.processes import wait_for


@frozen
class Display:
    """A virtual screen with nobody else on it; its background, too, is a window."""

    name: str
    background: tuple[str, ...] = ()

    def windows(self) -> tuple[str, ...]:
        """Return the windows that can be seen."""
        seen = self._ask("search", "--onlyvisible", "--name", ".*").split()
        return tuple(window for window in seen if window not in self.background)

    def focus(self) -> None:
        """Give the keyboard to the window in front: there is no window manager to do so."""
        self._ask("windowfocus", "--sync", self.windows()[-1])

    def press(self, *keys: str) -> None:
        """Press keys such as `ctrl+l`."""
        self._ask("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type letter by letter."""
        self._ask("type", "--delay", "20", text)

    def _ask(self, *words: str) -> str:
        command = ["xdotool", *words]
        environment = os.environ | {"DISPLAY": self.name}
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
        return ran.stdout


@contextmanager
def virtual_display() -> Iterator[Display]:
    """Run a screen; skips where there is none to run or nothing to look at it with."""
    server = shutil.which("Xvfb")
    if server is None or shutil.which("xdotool") is None:
        pytest.skip("no Xvfb or no xdotool here")
    command = [server, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(  # noqa: S603  (the system's own)
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        try:
            name = f":{running.stdout.readline().strip()}"
            wait_for(lambda: bool(Display(name).windows()), "for the screen")
            yield Display(name, background=Display(name).windows())
        finally:
            running.terminate()
