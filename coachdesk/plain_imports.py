"""Imports as Python makes them, once Qt is there.

PySide6 puts a hook of its own before every later import. It reads the source of each module and keeps all
of it in memory, to find out whether that module may have asked for one of PySide's other spellings by
`from __feature__ import …` (https://doc.qt.io/qtforpython-6/considerations.html#features). Nothing here
does. Without the hook a module counts as one that asked for nothing, which is what it finds in a packaged
program, too, where there is no source.
"""

import builtins


def restore_imports() -> None:
    """Take the hook away again; where a version of PySide6 has none, nothing happens."""
    import PySide6.QtCore  # noqa: F401  (it puts the hook there)

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
