"""Whether a path still leads to the file that is open: sync clients replace files under a program."""

from pathlib import Path
from typing import Self

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, ReplacedError, known_from_os


@frozen
class OwnFile:
    """A file by its path and by what the file system calls it, which a replacement does not share.

    An open file keeps its number, so no other gets it meanwhile
    (https://docs.python.org/3/library/os.html#os.stat_result.st_ino, on Windows the file index).
    """

    path: Path
    _device: int
    _number: int

    @classmethod
    def at(cls, path: Path) -> Self:
        """Note which file is at a path now.

        Raises:
            StorageError: it can't be looked at.
        """
        try:
            found = path.stat()
        except OSError as error:
            raise known_from_os(error) from error
        return cls(path, found.st_dev, found.st_ino)

    def insist(self) -> None:
        """Make sure that the path still leads there; one question to the file system.

        Raises:
            ReplacedError: it leads nowhere, or to another file.
            StorageError: the folder can't be read any more.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError as error:
            raise _gone(self.path) from error
        except OSError as error:
            raise known_from_os(error) from error
        if (found.st_dev, found.st_ino) != (self._device, self._number):
            raise ReplacedError(name=self.path.name)


def _gone(path: Path) -> ReplacedError:
    return ReplacedError(
        QT_TRANSLATE_NOOP("errors", "{name} is no longer where it was when it was opened."),
        QT_TRANSLATE_NOOP("errors", "If it is on a stick or a network drive, connect that and try again."),
        name=path.name,
    )
