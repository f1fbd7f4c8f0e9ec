"""Which dictionaries there are: those that ship, those of the system, and those that the coach added."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, known_from_os
from coachdesk.files import write_atomically
from coachdesk.resources import resource_path

_NAME: Final = re.compile(r"(?P<language>[a-z]{2,3})(?:[_-](?P<more>[A-Za-z0-9_-]+))?")
_LARGEST: Final = 64 * 1024 * 1024
_OF_LINUX: Final = ("hunspell", "myspell", "myspell/dicts")
_OF_MACOS: Final = ("~/Library/Spelling", "/Library/Spelling")
_OF_WINDOWS: Final = ("hunspell", "LibreOffice/share/extensions")


@frozen
class Dictionary:
    """A language's words: `tag` such as en_GB, and the two files that Hunspell reads."""

    tag: str
    words: Path
    rules: Path

    @property
    def language(self) -> str:
        """The language without its country."""
        return self.tag.replace("-", "_").split("_")[0]


def dictionaries(own: Path) -> dict[str, Dictionary]:
    """Return all dictionaries by tag: the coach's own in `own` first, then ours, then the system's."""
    found: dict[str, Dictionary] = {}
    for folder in (own, resource_path("dictionaries"), *system_folders(os.environ, sys.platform)):
        for one in _in(folder):
            found.setdefault(one.tag, one)
    return dict(sorted(found.items()))


def system_folders(environment: Mapping[str, str], platform: str) -> tuple[Path, ...]:
    """Return where Hunspell's files lie on this system; DICPATH names more, as for Hunspell itself."""
    named = environment.get("DICPATH", "").split(os.pathsep)
    places = [Path(place) for place in named if place]
    if platform == "darwin":
        places += [Path(place).expanduser() for place in _OF_MACOS]
    elif platform == "win32":
        roots = [environment.get(name, "") for name in ("LOCALAPPDATA", "ProgramFiles")]
        places += [Path(root) / place for root in roots if root for place in _OF_WINDOWS]
    else:
        data = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        mine = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        roots = [mine, *data.split(":")]
        places += [Path(root) / place for root in roots if root for place in _OF_LINUX]
    return tuple(places)


def _in(folder: Path) -> Iterator[Dictionary]:
    """Yield what lies in a folder, or one below it, as LibreOffice keeps them."""
    try:
        files = sorted((*folder.glob("*.dic"), *folder.glob("dict-*/*.dic")))
    except OSError:
        return
    for words in files:
        name = _NAME.fullmatch(words.stem)
        rules = words.with_suffix(".aff")
        if name and rules.is_file():  # hyphenation and thesauri have no rules
            yield Dictionary(words.stem.replace("-", "_"), words, rules)


def add_dictionary(chosen: Path, own: Path) -> Dictionary:
    """Copy a dictionary into the folder of the coach's own, so that it stays when its stick is gone.

    Raises:
        InvalidInputError: it is no pair of files that Hunspell reads.
        StorageError: a file can't be read, or not be written there.
    """
    words, rules = chosen.with_suffix(".dic"), chosen.with_suffix(".aff")
    if not words.is_file() or not rules.is_file():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A dictionary is two files of one name, ending in .dic and .aff."),
            QT_TRANSLATE_NOOP("errors", "Put both into one folder and choose one of them."),
        )
    if not _NAME.fullmatch(words.stem):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The name of these files does not say which language they are of."),
            QT_TRANSLATE_NOOP("errors", "Name them by their language, such as de_AT.dic and de_AT.aff."),
        )
    try:
        own.mkdir(parents=True, exist_ok=True)
        contents = [(file, _read(file)) for file in (rules, words)]
    except OSError as error:
        raise known_from_os(error) from error
    for file, content in contents:
        write_atomically(own / file.name, content)
    return Dictionary(words.stem.replace("-", "_"), own / words.name, own / rules.name)


def _read(file: Path) -> bytes:
    if file.stat().st_size > _LARGEST:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This file is too large for a dictionary."),
            QT_TRANSLATE_NOOP("errors", "Choose a file of up to 64 MB."),
        )
    return file.read_bytes()
