from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from coachdesk.models import notes, sessions, summaries
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import (
    CommitmentState,
    PledgeState,
    Session,
    SessionKind,
    SessionState,
    SharedText,
)
from coachdesk.views.widgets.page import ScrollColumn
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.making import a_session, an_engagement, hand_out
from tests.views.sessions.conftest import MakePanel

FULL = {"what": "Say it", "by": "2026-05-18", "sign": "It was said", "pledge": "Keep free"}


def test_the_header_says_who_and_which(coach: SessionDriver) -> None:
    assert coach.panel.title.whole == "Mira Solano"
    assert "Session 2 of 12" in coach.panel.subtitle.whole
    assert "she/her" in coach.panel.subtitle.whole


def heights(coach: SessionDriver) -> list[int]:
    """Return how far down each part of the arc begins, from the promises of last time to the closing."""
    view = coach.view
    parts = (coach.commitment(), view.check_in.focus, view.notes.edit, view.closing.commitment)
    return [part.mapTo(view, part.rect().topLeft()).y() for part in parts]


@pytest.mark.rule(7)
def test_a_session_opens_with_last_promises_and_check_in_and_ends_with_the_closing(
    coach: SessionDriver,
) -> None:
    assert heights(coach) == sorted(heights(coach))
    assert coach.pledge().isVisible()


@pytest.mark.rule(7, control=True)
def test_another_order_would_be_told(coach: SessionDriver) -> None:
    area = coach.view.findChild(ScrollColumn)
    assert area is not None
    area.column.addWidget(coach.view.check_in)
    QApplication.processEvents()
    assert heights(coach) != sorted(heights(coach))


def test_rule_8_both_promises_stand_side_by_side(coach: SessionDriver) -> None:
    check_in, closing = coach.view.check_in, coach.view.closing
    assert abs(check_in.commitments.width() - check_in.pledges.width()) <= 1
    assert abs(closing.commitment.width() - closing.pledge.width()) <= 1


def test_a_word_settles_a_promise_with_one_click(coach: SessionDriver, last: Session) -> None:
    coach.press(coach.commitment().answers[CommitmentState.DONE])
    assert coach.commitment().answers[CommitmentState.DONE].isChecked()
    coach.press(coach.pledge().answers[PledgeState.OWNED])
    page = coach.vault.page(last)
    stored = coach.vault.do(lambda store: store.value("SELECT state FROM commitment"))
    assert (stored, page.closing.pledge_what) == (CommitmentState.DONE, "Keep fifteen minutes free")


def test_a_number_settles_a_promise_with_one_key(coach: SessionDriver) -> None:
    first = coach.pledge().answers[PledgeState.KEPT]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_2)
    coach.vault.settle()
    assert coach.pledge().answers[PledgeState.LATE].isChecked()


def test_the_same_answer_again_takes_it_back(coach: SessionDriver) -> None:
    done = coach.commitment().answers[CommitmentState.DONE]
    coach.press(done)
    coach.press(done)
    assert not done.isChecked()
    assert coach.vault.do(lambda store: store.value("SELECT state FROM commitment")) == CommitmentState.OPEN


def test_a_word_on_why_is_kept(coach: SessionDriver) -> None:
    row = coach.commitment()
    coach.press(row.answers[CommitmentState.ADAPTED])
    QTest.keyClicks(row.why, "12 was too soon")
    QTest.keyClick(row.why, Qt.Key.Key_Return)
    coach.vault.settle()
    assert coach.vault.do(lambda store: store.value("SELECT outcome FROM commitment")) == "12 was too soon"


def test_carrying_on_fills_the_closing(coach: SessionDriver) -> None:
    coach.press(coach.commitment().answers[CommitmentState.CARRIED])
    assert coach.view.closing.commitment.text() == "Open the talk with Jonas"


def test_beginning_leads_to_the_check_in(coach: SessionDriver) -> None:
    coach.panel.controls.begin.setFocus()
    coach.press(coach.panel.controls.begin)
    assert focused(coach.panel) is coach.view.check_in.focus


def test_begin_and_end_count_the_minutes(coach: SessionDriver, now: Session) -> None:
    coach.press(coach.panel.controls.begin)
    assert coach.panel.controls.clock.running.text() == "0 min, 60 left"
    coach.press(coach.panel.controls.end)
    minutes = coach.panel.controls.clock.minutes
    minutes.setText("55")
    QTest.keyClick(minutes, Qt.Key.Key_Return)
    coach.vault.settle()
    assert coach.vault.session(now).minutes == 55


def test_minutes_are_those_of_the_session_they_were_typed_for(
    coach: SessionDriver, now: Session, engagement: Engagement
) -> None:
    other = coach.vault.do(lambda store: a_session(store, engagement, days=7))
    coach.press(coach.panel.controls.begin)
    coach.press(coach.panel.controls.end)
    coach.panel.controls.clock.minutes.setFocus()
    coach.panel.controls.clock.minutes.setText("45")
    coach.panel.open(other.id)
    coach.panel.focus_first()
    coach.vault.settle()
    assert (coach.vault.session(now).minutes, coach.vault.session(other).minutes) == (45, None)


def test_one_button_is_lit_from_beginning_to_handing_out(coach: SessionDriver) -> None:
    controls = coach.panel.controls
    coach.fill_closing(**FULL)
    lit = [coach.lit]
    for step in (controls.begin, controls.end, controls.close_session):
        coach.press(step)
        lit.append(coach.lit)
    assert lit == [["Begin"], ["Close session"], ["Close session"], ["Hand out"]]


def test_nothing_is_lit_once_all_is_done(coach: SessionDriver, now: Session) -> None:
    coach.fill_closing(**FULL)
    coach.press(coach.panel.controls.close_session)
    coach.vault.do(lambda store: hand_out(store, now))
    coach.panel.refresh()
    coach.vault.settle()
    assert coach.lit == []


def test_minutes_that_are_no_number_are_said_and_put_back(coach: SessionDriver, now: Session) -> None:
    coach.press(coach.panel.controls.begin)
    coach.press(coach.panel.controls.end)
    minutes = coach.panel.controls.clock.minutes
    minutes.setText("an hour")
    QTest.keyClick(minutes, Qt.Key.Key_Return)
    assert "not a number" in coach.vault.failures[-1]
    assert minutes.text() == "0"


@pytest.mark.rule(7)
def test_closing_asks_once_for_what_is_missing(coach: SessionDriver, now: Session) -> None:
    coach.press(coach.panel.controls.close_session)
    assert "how you will both know" in coach.view.missing.text.text()
    assert coach.vault.session(now).closed_at is None
    coach.press(coach.view.missing.answers[1])
    assert coach.vault.session(now).state is SessionState.HELD


@pytest.mark.rule(7)
def test_a_second_close_is_not_asked_again(coach: SessionDriver, now: Session) -> None:
    coach.press(coach.panel.controls.close_session)
    coach.press(coach.panel.controls.close_session)
    assert coach.vault.session(now).closed_at is not None


def test_filling_in_goes_to_the_first_gap(coach: SessionDriver) -> None:
    coach.fill_closing(what="Say it")
    coach.press(coach.panel.controls.close_session)
    coach.press(coach.view.missing.answers[0])
    assert focused(coach.panel) is coach.view.closing.commitment_by.field


def test_a_full_closing_closes_at_once(coach: SessionDriver, now: Session) -> None:
    coach.fill_closing(**FULL)
    coach.press(coach.panel.controls.close_session)
    page = coach.vault.page(now)
    assert page.session.closed_at is not None
    assert page.closing.commitment_what == "Say it"
    assert "closed" in coach.panel.subtitle.whole


def test_a_day_can_be_chosen_in_a_week(coach: SessionDriver) -> None:
    picker = coach.view.closing.commitment_by
    picker.soon.menu().actions()[0].trigger()
    assert picker.day_or_none() is not None
    assert str(picker.day_or_none()) == "2026-05-21"


def test_before_the_next_session_needs_a_next_session(
    vault: Vault, make_panel: MakePanel, engagement: Engagement, now: Session
) -> None:
    vault.do(lambda store: a_session(store, engagement, days=14))
    coach = make_panel()
    coach.open(now)
    picker = coach.view.closing.pledge_by
    picker.soon.menu().actions()[3].trigger()
    assert str(picker.day_or_none()) == "2026-05-27"


def test_half_a_day_is_said_and_the_rest_kept(coach: SessionDriver, now: Session) -> None:
    coach.fill_closing(what="Say it", by="30 Feb")
    coach.view.closing.commitment_by.field.editingFinished.emit()
    assert "not a day of the calendar" in coach.view.closing.problem.text()
    coach.leave()
    assert coach.vault.page(now).closing.commitment_what == "Say it"


def test_rule_5_the_handed_out_side_is_locked(coach: SessionDriver, now: Session) -> None:
    coach.vault.do(lambda store: hand_out(store, now, words="As it was"))
    coach.panel.refresh()
    coach.vault.settle()
    assert coach.view.shared.focus.isReadOnly()
    assert coach.view.closing.commitment.isReadOnly()
    assert "can't be taken back" in coach.view.shared.handed_out.text()
    assert not coach.view.notes.across.isVisible()
    assert not coach.view.notes.edit.isReadOnly()


def test_later_words_become_addenda(coach: SessionDriver, now: Session) -> None:
    coach.vault.do(lambda store: hand_out(store, now))
    coach.panel.refresh()
    coach.vault.settle()
    QTest.keyClicks(coach.view.shared.later_words, "It went well")
    coach.press(coach.view.shared.add_later)
    assert [addendum.text for addendum in coach.vault.page(now).addenda] == ["It went well"]
    assert coach.view.shared.later_words.text() == ""


def test_selected_words_cross_the_wall_by_an_explicit_act(coach: SessionDriver, now: Session) -> None:
    coach.type_note("I can **ask** for money")
    assert not coach.view.notes.across.isEnabled()
    coach.view.notes.edit.selectAll()
    assert coach.view.notes.across.isEnabled()
    coach.view.notes.across.menu().actions()[1].trigger()
    coach.leave()
    page = coach.vault.page(now)
    assert page.shared.insights == "I can ask for money"
    assert page.open_note.note.body == "I can **ask** for money"


def test_the_offer_of_the_check_in_takes_no_room_from_the_title(coach: SessionDriver) -> None:
    shared = coach.view.shared
    before = shared.title.height()
    coach.view.check_in.focus.insertPlainText("The talk with Jonas")
    coach.view.check_in.flush()
    coach.vault.settle()
    assert shared.use_check_in.isVisible()
    assert shared.title.height() == before
    assert shared.title.width() >= shared.title.fontMetrics().horizontalAdvance(shared.title.text())


def test_the_focus_of_the_check_in_crosses_when_asked(coach: SessionDriver) -> None:
    QTest.keyClicks(coach.view.check_in.focus, "The talk")
    assert coach.view.shared.focus.text() == ""
    coach.press(coach.view.shared.use_check_in)
    assert coach.view.shared.focus.text() == "The talk"


def test_handing_out_saves_first_and_leads_to_the_pages(coach: SessionDriver, now: Session) -> None:
    QTest.keyClicks(coach.view.shared.agreed, "Once a day")
    coach.press(coach.panel.controls.hand_out)
    assert coach.vault.went == [("summary", now.id, "")]
    assert coach.vault.page(now).shared.agreed == "Once a day"


def test_a_session_is_cancelled_and_planned_after_all(coach: SessionDriver, now: Session) -> None:
    controls = coach.panel.controls
    controls.more.action("late").trigger()
    coach.vault.settle()
    assert coach.vault.session(now).state is SessionState.LATE_CANCEL
    assert not controls.begin.isVisible()
    controls.more.action("again").trigger()
    coach.vault.settle()
    assert coach.vault.session(now).state is SessionState.PLANNED


def test_a_session_is_moved_on_its_own_page(coach: SessionDriver, now: Session) -> None:
    coach.panel.controls.more.action("move").trigger()
    card = coach.view.move_card
    assert card is not None
    card.form.minutes.setText("45")
    card.form.when.day.selectAll()
    QTest.keyClicks(card.form.when.day, "k")
    coach.press(card.move_it)
    moved = coach.vault.session(now)
    assert (moved.planned_minutes, str(moved.planned_at)[:10]) == (45, "2026-05-21")
    assert not card.isVisible()


def test_a_deleted_session_can_be_undone(coach: SessionDriver, now: Session) -> None:
    coach.panel.controls.more.action("delete").trigger()
    coach.vault.settle()
    assert coach.vault.went == [("back",)]
    undo = coach.vault.notices[-1].on_action
    assert undo is not None
    undo()
    assert coach.vault.session(now).id == now.id


def test_who_went_elsewhere_is_not_called_back_by_a_deletion(
    coach: SessionDriver, now: Session, engagement: Engagement
) -> None:
    other = coach.vault.do(lambda store: a_session(store, engagement, days=7))
    coach.panel.controls.more.action("delete").trigger()
    coach.open(other)
    assert coach.view.session_id == other.id
    assert coach.vault.went == []


def test_a_session_that_was_gone_does_not_take_the_next_one_away(
    coach: SessionDriver, engagement: Engagement
) -> None:
    gone, other = (coach.vault.do(partial(a_session, engagement=engagement)) for _ in range(2))
    coach.vault.do(lambda store: sessions.delete_session(store, session_id=gone.id))
    coach.panel.open(gone.id)
    coach.open(other)
    assert coach.view.session_id == other.id
    assert coach.vault.went == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_P])
def test_a_key_does_nothing_that_no_button_offers(coach: SessionDriver, now: Session, key: Qt.Key) -> None:
    coach.panel.controls.more.action("no_show").trigger()
    coach.vault.settle()
    missed = coach.vault.session(now)
    for _ in range(2):
        QTest.keyClick(coach.panel, key, Qt.KeyboardModifier.ControlModifier)
        coach.vault.settle()
    assert coach.vault.session(now) == missed
    assert (coach.vault.went, coach.vault.failures) == ([], [])


def test_a_closed_session_is_not_closed_again_by_its_key(coach: SessionDriver, now: Session) -> None:
    coach.fill_closing(**FULL)
    coach.press(coach.panel.controls.close_session)
    assert not coach.panel.controls.close_session.isEnabled()
    QTest.keyClick(coach.panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    coach.vault.settle()
    assert coach.vault.failures == []


def test_a_session_that_is_gone_is_said(coach: SessionDriver, now: Session) -> None:
    coach.vault.do(lambda store: sessions.delete_session(store, session_id=now.id))
    coach.open(now)
    assert "no longer in the vault" in coach.vault.failures[-1]


def test_every_field_and_button_has_a_name(coach: SessionDriver) -> None:
    kinds = (QLineEdit, QPlainTextEdit, QAbstractButton)
    nameless = [
        widget.objectName() or type(widget).__name__
        for kind in kinds
        for widget in coach.panel.findChildren(kind)
        if not widget.accessibleName() and not _is_part_of_another(widget)
    ]
    assert nameless == []


def _is_part_of_another(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_")


def test_the_part_that_was_asked_for_has_the_keyboard(
    vault: Vault, make_panel: MakePanel, now: Session
) -> None:
    vault.do(lambda store: notes.save_note(store, session_id=now.id, body="found", revision=0))
    coach = make_panel()
    coach.open(now, "notes")
    assert focused(coach.panel) is coach.view.notes.edit


def test_an_endless_name_leaves_the_page_in_shape(vault: Vault, make_panel: MakePanel) -> None:
    engagement = vault.do(lambda store: an_engagement(store, "x" * 10_000, called=""))
    coach = make_panel()
    coach.open(vault.do(lambda store: a_session(store, engagement)))
    assert coach.panel.minimumSizeHint().width() < 1_024
    assert coach.view.shared.title.height() < 80


def test_what_was_looked_for_is_selected_and_in_sight(make_panel: MakePanel, now: Session) -> None:
    body = "rain\n" * 200 + "the lighthouse\n" + "rain\n" * 200
    driver = make_panel()
    driver.vault.do(lambda store: notes.save_note(store, session_id=now.id, body=body, revision=0))
    driver.open(now, "notes", "lightho")
    edit = driver.view.notes.edit
    QApplication.processEvents()
    assert (focused(driver.panel), edit.textCursor().selectedText()) == (edit, "lighthouse")
    assert edit.viewport().rect().contains(edit.cursorRect())
    assert not edit.visibleRegion().isEmpty()


def test_what_was_looked_for_is_selected_among_what_the_client_receives(
    coach: SessionDriver, now: Session
) -> None:
    text = SharedText(session_id=now.id, insights="I saw the lighthouse")
    coach.vault.write(lambda store: summaries.save_shared_text(store, text=text))
    coach.open(now, "shared", "lighthouse")
    coach.panel.focus_first()
    insights = coach.view.shared.insights
    assert (focused(coach.panel), insights.textCursor().selectedText()) == (insights, "lighthouse")


@pytest.mark.parametrize("size", [(1084, 744), (828, 640)])
def test_the_example_of_a_day_is_not_cut(coach: SessionDriver, size: tuple[int, int]) -> None:
    coach.panel.resize(*size)
    QApplication.processEvents()
    for picker in (coach.view.closing.commitment_by, coach.view.closing.pledge_by):
        field = picker.field
        assert field.fontMetrics().horizontalAdvance(field.placeholderText()) < field.contentsRect().width()


def test_a_session_becomes_another_kind_where_it_is_moved(coach: SessionDriver, now: Session) -> None:
    coach.choose("move")
    card = coach.view.move_card
    assert card is not None
    assert card.form.sort.value() == (SessionKind.COACHING, False)
    card.form.sort.choose((SessionKind.CHEMISTRY, False))
    coach.press(card.move_it)
    assert coach.vault.session(now).kind is SessionKind.CHEMISTRY
