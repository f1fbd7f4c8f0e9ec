"""`coachdesk tour --to DIR`: pictures of every panel and one of each document, from the sample practice."""

import os
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.errors import known_from_os

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers


def add_parsers(top: "Subparsers", _vault: "Subparsers") -> None:
    """Add the tour."""
    what = "write pictures of every page and one of each document, from a sample practice"
    parser = top.add_parser("tour", help=what, description=f"{what.capitalize()}. Needs no display.")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write into")
    parser.set_defaults(run=_tour)


def _tour(arguments: Namespace) -> None:
    """Make the tour off the screen, so that it looks the same everywhere and gets in nobody's way."""
    from tempfile import TemporaryDirectory

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    started = time.monotonic()
    folder: Path = arguments.to
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="coachdesk-tour-") as away:
            _make(folder, Path(away))
    except OSError as error:
        raise known_from_os(error) from error
    print(f"The tour is in {folder}, made in {time.monotonic() - started:.0f} s.")


def _make(folder: Path, away: Path) -> None:
    from PySide6.QtCore import QLocale, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from coachdesk.garbage import Collector
    from coachdesk.i18n import install_translators
    from coachdesk.tour.guide import make_tour

    qInstallMessageHandler(_pass_on)
    language = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    QLocale.setDefault(language)
    application = QApplication(["coachdesk"])
    Collector(application)
    application.setApplicationName("CoachDesk")
    application.setCursorFlashTime(0)
    install_translators(application, language)
    make_tour(application, folder, away, print)


def _pass_on(_kind: object, _context: object, message: str) -> None:
    """Pass on what Qt has to say, but for the one thing that it says of every window off the screen."""
    if message != "This plugin does not support propagateSizeHints()":
        print(message, file=sys.stderr)
