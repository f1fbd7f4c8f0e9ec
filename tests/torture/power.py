"""A disk whose power fails: system calls of a real run, played again up to any of them.

What a file system promises is only what was synced: a write, a change of length or a new name may be
on the disk before that, or not, or in part. A write may be torn between sectors of 512 bytes. Names
come and go in their order, as in every journalling file system, but possibly not yet at all
(https://www.sqlite.org/atomiccommit.html, sections 2 and 9).
"""

import codecs
import random
import re
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

SECTOR: Final = 512
_CALL: Final = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(?P<name>\w+)\((?P<arguments>.*)\) = (?P<result>-?\d+)")
_FD: Final = re.compile(r"^(?P<fd>\d+)<(?P<path>[^>]*)>")
_TEXT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')


@frozen
class Call:
    """A system call that succeeded: its name, the path it was about, its bytes and numbers."""

    name: str
    path: str
    data: bytes = b""
    numbers: tuple[int, ...] = ()
    other: str = ""


@define
class _File:
    durable: bytes = b""
    pending: list[Call] = field(factory=list)

    def apply(self, calls: Iterable[Call], torn: Callable[[Call], bytes | None] | None = None) -> bytes:
        content = bytearray(self.durable)
        for call in calls:
            if call.name == "ftruncate":
                _set_length(content, call.numbers[0])
            else:
                _write(content, call, torn(call) if torn else None)
        return bytes(content)


def _set_length(content: bytearray, length: int) -> None:
    del content[length:]
    content.extend(bytes(length - len(content)))


def _write(content: bytearray, call: Call, kept: bytes | None) -> None:
    """Write all of a call's bytes, or with `kept` only the sectors whose mark there is set."""
    at, data = call.numbers[0], call.data
    content.extend(bytes(max(0, at + len(data) - len(content))))
    for place, start in enumerate(range(0, len(data), SECTOR)):
        piece = data[start : start + SECTOR]
        if kept is None or kept[place]:
            content[at + start : at + start + len(piece)] = piece


class Disk:
    """Files below one folder, as the calls so far leave them in memory and on the platter."""

    def __init__(self, content: dict[str, bytes]) -> None:
        self._numbers = count()
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        for name, data in content.items():
            self._names[name] = self._new(data)
        self._durable = dict(self._names)
        self._changes: list[tuple[str, int | None]] = []

    def _new(self, data: bytes = b"") -> int:
        number = next(self._numbers)
        self._files[number] = _File(data)
        return number

    def do(self, call: Call) -> None:
        """Take one call."""
        if call.name == "openat":
            if call.path not in self._names:
                self._rename(call.path, self._new())
        elif call.name == "unlink":
            self._rename(call.path, None)
        elif call.name == "rename":
            self._rename(call.other, self._names[call.path])
            self._rename(call.path, None)
        elif call.name in ("fsync", "fdatasync"):
            self._sync(call.path)
        elif call.path in self._names:
            self._files[self._names[call.path]].pending.append(call)

    def _rename(self, name: str, number: int | None) -> None:
        self._changes.append((name, number))
        _enter(self._names, name, number)

    def _sync(self, path: str) -> None:
        if path in self._names:
            file = self._files[self._names[path]]
            file.durable = file.apply(file.pending)
            file.pending.clear()
        else:  # the folder itself
            self._durable = dict(self._names)
            self._changes.clear()

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what the next start may find."""
        names = dict(self._durable)
        for name, number in self._changes[: chance.randint(0, len(self._changes))]:
            _enter(names, name, number)
        return {name: self._found(self._files[number], chance) for name, number in names.items()}

    @staticmethod
    def _found(file: _File, chance: random.Random) -> bytes:
        likely = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        kept = [call for call in file.pending if chance.random() < likely]

        def torn(call: Call) -> bytes | None:
            sectors = -(-len(call.data) // SECTOR)
            return None if chance.random() < 0.7 else bytes(chance.randint(0, 1) for _ in range(sectors))

        return file.apply(kept, torn)


def _enter(names: dict[str, int], name: str, number: int | None) -> None:
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number


def read_calls(lines: Iterable[str], folder: Path) -> list[Call]:
    """Return what strace wrote down about files below a folder, and about standard output.

    It takes `strace -f -xx -y -s 100000000`; the path of a call is relative to the folder.
    """
    read = (_read(line, f"{folder}/") for line in lines)
    return [call for call in read if call is not None]


def _read(line: str, folder: str) -> Call | None:
    found = _CALL.match(line)
    if found is None or int(found["result"]) < 0:
        return None
    name, arguments = found["name"], found["arguments"]
    texts = [codecs.decode(text, "unicode_escape").encode("latin-1") for text in _TEXT.findall(arguments)]
    if name in ("openat", "unlink", "rename"):
        return _about_names(name, arguments, [text.decode() for text in texts], folder)
    return _about_file(name, arguments, texts, folder)


def _about_names(name: str, arguments: str, paths: list[str], folder: str) -> Call | None:
    if not paths[0].startswith(folder) or (name == "openat" and "O_CREAT" not in arguments):
        return None
    places = [path.removeprefix(folder) for path in paths]
    return Call(name, places[0], other=places[-1])


def _about_file(name: str, arguments: str, texts: list[bytes], folder: str) -> Call | None:
    descriptor = _FD.match(arguments)
    if descriptor is None:
        return None
    path = codecs.decode(descriptor["path"], "unicode_escape")
    if name == "write":
        return Call(name, "", texts[0]) if descriptor["fd"] == "1" else None
    if not f"{path}/".startswith(folder):
        return None
    numbers = tuple(int(number) for number in re.findall(r", (\d+)", _TEXT.sub("", arguments)))
    return Call(name, path.removeprefix(folder), texts[0] if texts else b"", numbers[-1:])
