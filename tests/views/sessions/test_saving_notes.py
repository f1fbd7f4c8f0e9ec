from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import notes
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.theme import Appearance, Theme
from tests.drivers.sessions import SessionDriver, Vault
from tests.making import a_session
from tests.views.sessions.conftest import MakePanel


def draft_of(vault: Vault) -> str | None:
    found: str | None = vault.do(lambda store: store.value("SELECT body FROM draft"))
    return found


def test_typing_keeps_a_draft_within_a_second(coach: SessionDriver, qtbot: QtBot) -> None:
    coach.type_note("relief?")
    assert coach.saved == "Saving…"
    qtbot.waitUntil(lambda: coach.saved == "Saved", timeout=3_000)
    assert draft_of(coach.vault) == "relief?"


def test_leaving_saves_the_note_itself(coach: SessionDriver, now: Session) -> None:
    coach.type_note("relief?")
    coach.leave()
    assert coach.vault.page(now).open_note.note.body == "relief?"
    assert draft_of(coach.vault) is None
    assert coach.saved == "Saved"


def test_focus_out_saves_the_note(coach: SessionDriver, now: Session) -> None:
    coach.view.notes.edit.setFocus()
    coach.type_note("relief?")
    coach.view.shared.focus.setFocus()
    coach.vault.settle()
    assert coach.vault.page(now).open_note.note.revision == 1


def test_words_typed_during_a_save_stay(coach: SessionDriver, now: Session) -> None:
    coach.type_note("one")
    coach.panel.flush()
    coach.type_note(" two")
    coach.vault.settle()
    assert coach.view.notes.edit.toPlainText() == "one two"
    coach.leave()
    assert coach.vault.page(now).open_note.note.body == "one two"


def test_typing_goes_on_while_saves_follow_each_other(coach: SessionDriver, now: Session) -> None:
    for word in ("one ", "two ", "three"):
        coach.type_note(word)
        coach.panel.flush()
    coach.vault.settle()
    note = coach.vault.page(now).open_note.note
    assert (note.body, note.revision, coach.vault.failures) == ("one two three", 3, [])


def test_a_draft_is_there_again_after_a_crash(vault: Vault, make_panel: MakePanel, now: Session) -> None:
    vault.do(lambda store: notes.save_draft(store, session_id=now.id, body="typed, not left", revision=0))
    coach = make_panel()
    coach.open(now)
    assert coach.view.notes.edit.toPlainText() == "typed, not left"
    coach.leave()
    assert vault.page(now).open_note.note.revision == 1


def test_a_failure_keeps_the_words_and_says_why(coach: SessionDriver, now: Session) -> None:
    coach.vault.refuse_writes(refuse=True)
    coach.type_note("do not lose me")
    coach.leave()
    assert coach.saved == "Not saved"
    assert "can't be written to" in coach.view.failure.text.text()
    assert coach.panel.has_unsaved
    coach.vault.refuse_writes(refuse=False)
    coach.press(coach.view.failure.answers[0])
    assert coach.saved == "Saved"
    assert not coach.view.failure.isVisible()
    assert coach.vault.page(now).open_note.note.body == "do not lose me"


def test_every_part_is_saved_on_the_way_out(coach: SessionDriver, now: Session) -> None:
    QTest.keyClicks(coach.view.check_in.focus, "The talk")
    QTest.keyClicks(coach.view.shared.insights, "I can ask")
    QTest.keyClicks(coach.view.closing.pledge, "Keep free")
    coach.leave()
    page = coach.vault.page(now)
    assert (page.check_in.focus, page.shared.insights) == ("The talk", "I can ask")
    assert page.closing.pledge_what == "Keep free"


def test_another_session_does_not_take_unsaved_words_away(
    coach: SessionDriver, now: Session, engagement: Engagement
) -> None:
    other = coach.vault.do(lambda store: a_session(store, engagement, days=7))
    coach.vault.refuse_writes(refuse=True)
    coach.type_note("still here")
    coach.open(other)
    assert coach.view.notes.edit.toPlainText() == ""
    assert coach.vault.notices[-1].action_text == "Open it"
    coach.vault.refuse_writes(refuse=False)
    coach.open(now)
    assert coach.view.notes.edit.toPlainText() == "still here"
    coach.leave()
    assert coach.vault.page(now).open_note.note.body == "still here"


def test_a_saved_session_is_let_go(coach: SessionDriver, now: Session, engagement: Engagement) -> None:
    other = coach.vault.do(lambda store: a_session(store, engagement, days=7))
    coach.type_note("saved")
    coach.open(other)
    coach.open(now)
    assert coach.view.notes.edit.toPlainText() == "saved"
    assert not coach.panel.has_unsaved


def test_two_megabytes_are_pasted_plain_and_kept(coach: SessionDriver, now: Session) -> None:
    text = "A line of words that is pasted.\n" * 65_000
    pasted = QMimeData()
    pasted.setText(text)
    pasted.setHtml("<b>never markup</b>")
    coach.view.notes.edit.insertFromMimeData(pasted)
    coach.leave()
    assert coach.vault.page(now).open_note.note.body == text


def test_a_change_from_elsewhere_is_shown(coach: SessionDriver, now: Session) -> None:
    coach.vault.do(lambda store: notes.save_note(store, session_id=now.id, body="elsewhere", revision=0))
    coach.vault.settle()
    assert coach.view.notes.edit.toPlainText() == "elsewhere"


@pytest.fixture
def light(theme: Theme) -> Iterator[Theme]:
    theme.choose(Appearance.LIGHT)
    yield theme
    theme.choose(Appearance.LIGHT)


def test_other_colours_are_no_other_words(light: Theme, coach: SessionDriver, now: Session) -> None:
    coach.type_note("**relief?**")
    coach.leave()
    light.choose(Appearance.DARK)
    assert coach.saved == "Saved"
    coach.leave()
    assert coach.vault.page(now).open_note.note.revision == 1


def test_words_typed_in_other_colours_are_kept(light: Theme, coach: SessionDriver, now: Session) -> None:
    light.choose(Appearance.DARK)
    coach.type_note("relief?")
    assert coach.saved == "Saving…"
    coach.leave()
    assert coach.vault.page(now).open_note.note.body == "relief?"


def test_a_note_that_is_only_looked_at_is_not_saved(coach: SessionDriver, now: Session, qtbot: QtBot) -> None:
    coach.type_note("relief?")
    coach.leave()
    coach.open(now)
    qtbot.wait(0)
    coach.leave()
    assert coach.vault.page(now).open_note.note.revision == 1


def test_notes_changed_elsewhere_and_here_are_both_kept(coach: SessionDriver, now: Session) -> None:
    coach.type_note("mine")
    coach.vault.do(lambda store: notes.save_note(store, session_id=now.id, body="theirs", revision=0))
    coach.leave()
    assert "changed elsewhere" in coach.view.stale.text.text()
    shown = [(coach.view.stale.isVisible(), coach.view.failure.isVisible(), coach.panel.has_unsaved)]
    coach.press(coach.view.stale.answers[0])
    shown.append((coach.view.stale.isVisible(), coach.view.failure.isVisible(), coach.panel.has_unsaved))
    assert coach.vault.page(now).open_note.note.body == "theirs\n\nmine"
    assert shown == [(True, False, True), (False, False, False)]
