"""A word typed into private notes is in the vault, and nowhere else."""

from pathlib import Path

import attrs
import pytest
from pypdf import PdfWriter

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.models import notes, summaries
from coachdesk.models.entities.session import SharedText
from coachdesk.models.store import Store
from tests import making
from tests.canaries.conftest import Day
from tests.canaries.scan import files_holding, holds, pdf_holds

WORD = "Zanzibarit"


def test_the_word_is_in_the_notes_and_in_what_was_heard(day: Day) -> None:
    assert day.told["kept"] == 6


def test_no_file_on_the_disk_holds_it(day: Day) -> None:
    names = {path.name for path in day.home.rglob("*")}
    assert {"practice.db", "coachdesk.log", "settings.ini"} <= names
    assert files_holding(day.home, day.word) == []


def test_no_pdf_says_it(day: Day) -> None:
    assert [pdf.name for pdf in day.pdfs] == [
        "Agreement with Mira Solano, version 1.pdf",
        "Summary of session 1, Mira Solano.pdf",
    ]
    assert [pdf.name for pdf in day.pdfs if pdf_holds(pdf, day.word)] == []


def test_no_record_of_what_left_holds_it(day: Day) -> None:
    assert len(day.told["shared"]) == 2
    assert not holds(str(day.told["shared"]).encode(), day.word)


def test_the_log_at_its_most_talkative_tells_of_the_fault_but_not_of_the_word(day: Day) -> None:
    [log] = day.home.rglob("coachdesk.log")
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert not holds(log.read_bytes(), day.word)


def test_no_window_and_no_notice_carries_it_or_the_clients_name(day: Day) -> None:
    assert set(day.told["titles"]) == {"", "CoachDesk"}
    assert not holds(str(day.told["notices"]).encode(), day.word)


def test_nothing_was_written_outside_the_home(day: Day) -> None:
    if not day.calls:
        pytest.skip("no strace here to hear which files were opened")
    written = [call.split('"')[1] for call in day.calls if "O_WRONLY" in call or "O_RDWR" in call]
    assert any(path.endswith("practice.db-journal") for path in written)
    kept = [
        path for path in written if "__pycache__" not in path
    ]  # what Python has compiled of this checkout
    assert [path for path in kept if not path.startswith((str(day.home), "/dev/"))] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_the_search_finds_a_planted_word(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "planted").write_bytes(b"\0" * 4097 + f"x{WORD.upper()}x".encode(encoding))
    assert files_holding(tmp_path, WORD) == [str(tmp_path / "planted")]


def test_the_search_finds_a_word_that_a_broken_summary_lets_through(
    store: Store, renderer: Renderer, tmp_path: Path
) -> None:
    session = making.a_session(store, making.an_engagement(store))
    notes.save_note(store, session_id=session.id, body=WORD, revision=0)
    summaries.save_shared_text(store, text=SharedText(session_id=session.id, focus="Jonas"))
    right = summaries.shared_summary(store, session.id, language="en")
    broken = attrs.evolve(right, agreed=notes.open_note(store, session.id).note.body)
    found = []
    for name, summary in (("right", right), ("broken", broken)):
        pdf = tmp_path / f"{name}.pdf"
        pdf.write_bytes(render_summary(summary, renderer).pdf)
        found.append(pdf_holds(pdf, WORD))
    assert found == [False, True]


def test_the_search_finds_a_word_among_the_properties_of_a_pdf(tmp_path: Path) -> None:
    pdf = tmp_path / "named.pdf"
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.add_metadata({"/Subject": WORD})
    writer.write(pdf)
    assert pdf_holds(pdf, WORD)
