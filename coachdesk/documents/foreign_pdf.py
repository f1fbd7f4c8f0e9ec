"""How a PDF from elsewhere is read: it may unpack to no more than it is worth."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_one_at_a_time: Final = threading.RLock()


@contextmanager
def within_limits(*, unpacked: int) -> Iterator[None]:
    """Keep a small file from unpacking to a large one, in bytes.

    The limits are the process's, so they hold only for now. They are qpdf's, https://qpdf.readthedocs.io/en/stable/cli.html#global-limits.
    """
    from pikepdf.settings import set_qpdf_limits

    with _one_at_a_time:
        former = set_qpdf_limits(
            doc_max_warnings=100,
            parser_max_nesting=50,
            parser_max_container_size=100_000,
            max_stream_filters=2,
            flate_max_memory=unpacked,
            png_max_memory=unpacked,
            run_length_max_memory=unpacked,
            tiff_max_memory=unpacked,
            dct_max_memory=unpacked,
        )
        try:
            yield
        finally:
            set_qpdf_limits(**former)  # type: ignore[arg-type]  # the very names and values it gave
