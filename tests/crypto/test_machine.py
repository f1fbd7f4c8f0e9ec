import ctypes
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coachdesk.crypto.machine import memory_bytes


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_what_the_kernel_says() -> None:
    kib = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1])
    assert memory_bytes() == pytest.approx(kib * 1024, rel=0.01)


def test_a_system_that_does_not_tell_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str) -> int:
        raise ValueError

    monkeypatch.setattr(os, "sysconf", refuse)
    assert memory_bytes() == 0


@pytest.mark.parametrize(("answer", "expected"), [(True, 8 * 1024**3), (False, 0)])
def test_windows_answers_in_kib(answer: bool, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(pointer: Any) -> bool:  # noqa: ANN401  (what byref returns)
        ctypes.cast(pointer, ctypes.POINTER(ctypes.c_ulonglong))[0] = 8 * 1024**2
        return answer

    kernel = SimpleNamespace(GetPhysicallyInstalledSystemMemory=ask)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert memory_bytes() == expected
