"""What CoachDesk is made of, and under which terms."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from coachdesk import __version__
from coachdesk.theme import Theme
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, heading, muted

# Names and licence identifiers (https://spdx.org/licenses) are the same in every language.
_PARTS: Final = (
    ("Qt 6, PySide6", "LGPL-3.0-only"),
    ("SQLCipher, segno", "BSD-3-Clause"),
    ("SQLite", "public domain"),
    ("sqlcipher3", "Zlib"),
    ("sqlite-utils, Typst, OpenSSL", "Apache-2.0"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("attrs, markdown-it-py, mnemonic, platformdirs, zxcvbn", "MIT"),
    ("Noto Sans, Noto Serif", "OFL-1.1"),
    ("DejaVu Sans", "Bitstream-Vera"),
    ("Lucide", "ISC"),
)


class AboutCard(Card):
    """Version, promise, licences, and the way to tell of a fault."""

    def __init__(self, theme: Theme, show_report: Callable[[], object]) -> None:
        super().__init__()
        self.licences = Fold(theme, self.tr("What it is made of"))
        for parts, licence in _PARTS:
            self.licences.body.addWidget(body(f"{parts}: {licence}"))
        self.body.addWidget(heading(self.tr("About CoachDesk"), 2))
        self.body.addWidget(
            body(self.tr("Version {version}, free software (MIT).").format(version=__version__))
        )
        self.body.addWidget(
            muted(self.tr("It opens no network connection: no account, no update check, no statistics."))
        )
        self.body.addWidget(self.licences)
        self.report = secondary(self.tr("&Report a fault…"), show_report)
        self.body.addWidget(self.report, alignment=Qt.AlignmentFlag.AlignLeft)
