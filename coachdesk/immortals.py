"""None, True and False live as long as the process, on Python 3.11 too.

The wheels of PySide6 6.12 give these three out without counting the reference, as is right from
Python 3.12 on (https://peps.python.org/pep-0683/). On 3.11 each Qt call that returns nothing
takes one reference away that was never given, until the interpreter stops with
“deallocating None”. A count that such calls can't use up keeps them as PEP 683 does.
"""

import sys
from typing import Final

_ENOUGH: Final = 1 << 40
_IMMORTAL_FROM: Final = (3, 12)


def keep_singletons() -> None:
    """Raise the three counts beyond what a process can use up; Python 3.12 needs none of it."""
    if sys.version_info < _IMMORTAL_FROM and sys.getrefcount(None) < _ENOUGH // 2:
        import ctypes

        for singleton in (None, True, False):
            # ob_refcnt is the first field of every object: https://docs.python.org/3.11/c-api/structures.html
            ctypes.c_ssize_t.from_address(id(singleton)).value += _ENOUGH
