from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from coachdesk.models.entities.backup import BackupFacts, BackupProgress, BackupStage, Rehearsal
from coachdesk.views.backups.wording import check_text, rehearsal_text, row_text
from coachdesk.views.progress_words import progress_text

AT = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)
TODAY = date(2026, 5, 14)
BACKUP = BackupFacts(
    path=Path("b"),
    made_at=AT,
    generation=7,
    size=52_428_800,
    checked_at=AT,
    is_sound=True,
    clients=3,
    sessions=37,
)


def test_a_line_says_when_how_much_and_whether_it_is_whole() -> None:
    assert row_text(BACKUP, TODAY).spoken().endswith("50.0 MiB, 3 client(s) · 37 session(s) · checked today")
    assert row_text(evolve(BACKUP, is_sound=False), TODAY).chip == "damaged"


def test_one_under_an_earlier_key_says_what_opens_it() -> None:
    assert "opens with an earlier kit" in row_text(evolve(BACKUP, clients=None), TODAY).detail


@pytest.mark.parametrize("stage", BackupStage)
def test_each_stage_has_its_words(stage: BackupStage) -> None:
    assert progress_text(BackupProgress(stage=stage)).endswith("…")
    assert progress_text(BackupProgress(stage=stage, percent=43)).endswith("… 43 %")


def test_documents_that_are_not_as_signed_are_counted() -> None:
    found = Rehearsal(made_at=AT, clients=3, sessions=37, rows=546, altered=2)
    assert "Not as signed or added: 2 document(s)." in rehearsal_text(found, TODAY)
    assert "Not as signed or added: 2 document(s)." in check_text(2)
