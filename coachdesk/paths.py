"""Where CoachDesk keeps its few files outside a vault, after each system's custom."""

import os
from itertools import chain, count
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("CoachDesk", appauthor=False, roaming=False)


def settings_file() -> Path:
    """Return the settings file; it never holds anything about a client."""
    return Path(_DIRS.user_config_dir) / "settings.ini"


def seen_file() -> Path:
    """Return the file that says which state of each vault was used last; nothing about a client is in it."""
    return settings_file().with_name("vaults.json")


def log_folder() -> Path:
    """Return the folder of the log; it never holds names or content."""
    return Path(_DIRS.user_log_dir)


def runtime_folder() -> Path:
    """Return the folder of what lives no longer than the session; in memory where the system has that.

    https://specifications.freedesktop.org/basedir-spec/latest/
    """
    of_session = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(of_session) / "coachdesk" if of_session else Path(_DIRS.user_cache_dir) / "run"


def new_vault_folder() -> Path:
    """Return the place offered for a new vault: one that is free."""
    documents = Path(_DIRS.user_documents_dir)
    names = chain(["MyPractice"], (f"MyPractice {number}" for number in count(2)))
    return next(folder for name in names if not (folder := documents / f"{name}.coachdesk").exists())


def sample_vault_folder() -> Path:
    """Return the place of the sample practice, apart from every real vault."""
    return Path(_DIRS.user_data_dir) / "Sample.coachdesk"


def dictionary_folder() -> Path:
    """Return where the dictionaries lie that the coach added; they are of a language, not of a client."""
    return Path(_DIRS.user_data_dir) / "dictionaries"
