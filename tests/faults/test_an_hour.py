"""A session of sixty minutes with two locks and a kill in it ends with every word in place."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.models import attachments, notes
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.moment import Reflection
from coachdesk.models.moments import moments_of_session
from coachdesk.models.sessions import begin_session
from coachdesk.models.store import Store
from coachdesk.opening import connect
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.processes import ROOT, home_environment
from tests.making import a_session, an_engagement
from tests.torture import hour


def begin(store: Store) -> None:
    begin_session(store, session_id=a_session(store, an_engagement(store)).id)


def live_through(folder: Path, stretch: int, *how: str) -> int:
    """Let a stretch of the hour be lived in a process of its own; return how it ended."""
    command = [sys.executable, "-m", "tests.torture.hour", str(folder), str(stretch), *how]
    environment = home_environment(folder.parent / "home")
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "Vault.coachdesk", fixed_clock(hour.BEGAN), begin)


@pytest.fixture
def afterwards(folder: Path) -> Iterator[Store]:
    """Return the vault after the whole hour."""
    for stretch, end in enumerate(hour.ENDS):
        assert live_through(folder, stretch) == (-9 if end == hour.KILL else 0)
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(connect(opened))) as store:
        yield store


def test_an_hour_with_two_locks_and_a_kill_ends_with_every_word_in_place(afterwards: Store) -> None:
    session_id = SessionId(afterwards.value("SELECT id FROM session"))
    assert notes.open_note(afterwards, session_id).note.body == hour.notes_after(hour.EDITS)
    moments = moments_of_session(afterwards, session_id)
    said = [moment.heard for moment in moments if isinstance(moment, Reflection)]
    assert sorted(said) == sorted(hour.heard(number) for number in range(hour.REFLECTIONS))
    kept = attachments.attachments_of_session(afterwards, session_id)
    found = [b"".join(attachments.content(afterwards, attachment_id=one.id)) for one in kept]
    assert found == [hour.file_content(number) for number in range(hour.FILES)]


def test_what_was_not_waited_for_is_missing_after_a_kill(folder: Path) -> None:
    """The control: the same kill finds words that nobody waited for, and the vault does not have them."""
    assert live_through(folder, 0) == 0
    assert live_through(folder, 1, "unsaved") == -9
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(connect(opened))) as store:
        session_id = SessionId(store.value("SELECT id FROM session"))
        body = notes.open_note(store, session_id).note.body
    assert hour.LOST not in body
    assert body == hour.notes_after(hour.share(hour.EDITS, 1).stop)
