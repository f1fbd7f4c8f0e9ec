"""The file of the log; apart from `logs`, since what it imports takes longer than the first window."""

import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler


class PrivateFileHandler(RotatingFileHandler):
    """Creates each log file with rights for its owner only."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
