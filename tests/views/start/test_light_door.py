"""The window that every start waits for imports next to nothing."""

import subprocess
import sys

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from coachdesk.theme import Theme
from coachdesk.views.start.unlock_window import UnlockWindow
class Gateway:
    def __getattr__(self, name):
        return print
window = UnlockWindow(Gateway(), Theme(application), Path("x"))
window.show()
application.processEvents()
window.background.finish()
print(*sys.modules)
"""
_TOO_HEAVY = (
    "attr sqlite_utils sqlcipher3 cryptography typst pikepdf zxcvbn mnemonic segno markdown_it keyring"
    " html PySide6.QtPdf PySide6.QtPrintSupport PySide6.QtNetwork coachdesk.models.store coachdesk.crypto"
    " coachdesk.views.widgets.page"
)


def test_the_unlock_window_imports_no_store_and_no_press() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)  # noqa: S603
    loaded = set(done.stdout.split())
    assert "coachdesk.views.start.unlock_window" in loaded
    assert loaded.isdisjoint(_TOO_HEAVY.split())
