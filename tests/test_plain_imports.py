"""Qt's wheels read the source of all that is imported after them; here nothing is read."""

import subprocess
import sys

import pytest

_PROGRAM = """
import linecache
import PySide6.QtCore
from coachdesk.plain_imports import restore_imports
linecache.clearcache()
{restore}
import colorsys
print(colorsys.__file__ in linecache.cache)
"""


@pytest.mark.parametrize(
    ("restore", "is_read"), [("restore_imports()", "False"), ("", "True")], ids=["restored", "control"]
)
def test_no_source_is_read_for_an_import(restore: str, is_read: str) -> None:
    program = _PROGRAM.format(restore=restore)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  (our own)
    assert done.stdout.strip() == is_read


def test_more_of_qt_does_not_put_the_hook_back() -> None:
    program = (
        "import builtins; from coachdesk.plain_imports import restore_imports\n"
        "restore_imports(); restored = builtins.__import__\n"
        "import PySide6.QtWidgets; import PySide6.QtSvg; print(builtins.__import__ is restored)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  (our own)
    assert done.stdout.strip() == "True"
