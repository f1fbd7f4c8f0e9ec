"""What the key derivation needs to know of the machine."""

import os
import sys
from typing import Final

_UNKNOWN: Final = 0


def memory_bytes() -> int:
    """Return the size of the main memory, 0 where the system does not tell."""
    return _windows_memory() if sys.platform == "win32" else _posix_memory()


def _posix_memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return _UNKNOWN


def _windows_memory() -> int:
    """Ask `GetPhysicallyInstalledSystemMemory`, which answers in KiB."""
    import ctypes

    kib = ctypes.c_ulonglong()
    found = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kib))  # type: ignore[attr-defined,unused-ignore]  # exists on Windows only
    return kib.value * 1024 if found else _UNKNOWN
