"""The memory of another process, read from outside.

https://man7.org/linux/man-pages/man5/proc_pid_mem.5.html
"""

from collections.abc import Iterator, Mapping
from io import FileIO
from pathlib import Path
from typing import Final

_PIECE: Final = 16 * 1024 * 1024


def hits_in(pid: int, needles: Mapping[str, bytes]) -> dict[str, int]:
    """Return how often each needle is in what a process can read of its own memory.

    Raises:
        PermissionError: this process may not look; where the other hides itself, only an administrator may.
    """
    hits = dict.fromkeys(needles, 0)
    longest = max(map(len, needles.values()))
    for region in _regions(pid):
        tail = b""
        for piece in region:
            text = tail + piece
            for name, needle in needles.items():
                hits[name] += text.count(needle) - tail.count(needle)
            tail = text[-longest + 1 :]
    return hits


def _regions(pid: int) -> Iterator[Iterator[bytes]]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            start, _, end = span.partition("-")
            if rights.startswith("r") and not line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                yield _pieces(memory, int(start, 16), int(end, 16))


def _pieces(memory: FileIO, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _PIECE):
        try:
            memory.seek(at)
            yield memory.read(min(_PIECE, end - at)) or b""
        except OSError:  # a page that the kernel does not lend
            return
