from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models import notes
from coachdesk.models.entities.session import CheckIn, CommitmentState, PledgeState, Session
from coachdesk.models.store import Store
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.making import a_promise, a_session, a_word, an_engagement, carried_on
from tests.views.sessions.conftest import MakePanel

LONG = "Three answers, and a fourth that nobody had asked for, and a fifth of which we only laughed together"


def check_in(now: Session, **words: str) -> CheckIn:
    return CheckIn(session_id=now.id, **words)


def opened_with(vault: Vault, make_panel: MakePanel, said: CheckIn, now: Session) -> SessionDriver:
    vault.do(lambda store: notes.save_check_in(store, check_in=said))
    coach = make_panel()
    coach.open(now)
    return coach


def stops_after(coach: SessionDriver, first: QWidget, count: int) -> list[QWidget]:
    first.setFocus()
    stops = []
    for _ in range(count):
        QTest.keyClick(focused(coach.panel), Qt.Key.Key_Tab)
        stops.append(focused(coach.panel))
    return stops


def test_what_is_asked_less_often_is_folded_into_a_line(
    vault: Vault, make_panel: MakePanel, now: Session
) -> None:
    said = check_in(now, mood="Glad", since_last="Said the sentence", focus="The talk")
    card = opened_with(vault, make_panel, said, now).view.check_in
    assert card.in_short.whole == "Glad · Said the sentence"
    assert not card.mood.isVisible()
    assert card.more.text() == "More"


def test_more_opens_the_fields_and_leads_there(coach: SessionDriver) -> None:
    card = coach.view.check_in
    coach.press(card.more)
    assert card.more.accessibleName() == "Less"
    assert focused(coach.panel) is card.since_last
    assert not card.in_short.isVisible()


def test_less_folds_what_was_typed(coach: SessionDriver, now: Session) -> None:
    card = coach.view.check_in
    coach.press(card.more)
    QTest.keyClicks(card.mood, "Calm")
    coach.press(card.more)
    assert card.in_short.whole == "Calm"
    coach.leave()
    assert coach.vault.page(now).check_in.mood == "Calm"


def test_a_save_leaves_the_fields_open(coach: SessionDriver) -> None:
    card = coach.view.check_in
    coach.press(card.more)
    QTest.keyClicks(card.mood, "Calm")
    coach.leave()
    coach.panel.refresh()
    coach.vault.settle()
    assert card.mood.isVisible()


def test_tab_goes_through_the_check_in_as_it_is_read(coach: SessionDriver) -> None:
    card = coach.view.check_in
    assert stops_after(coach, card.focus, 3) == [card.most_valuable, card.more, coach.view.notes.edit]
    coach.press(card.more)
    assert stops_after(coach, card.since_last, 3) == [card.success_today, card.mood, card.more]


def test_settled_promises_are_one_line_when_the_page_opens(
    coach: SessionDriver, last: Session, now: Session
) -> None:
    coach.press(coach.commitment().answers[CommitmentState.DONE])
    coach.open(last)
    coach.open(now)
    row = coach.commitment()
    assert row.line.words.whole == "Done: Open the talk with Jonas"
    assert not row.inside.isVisible()


def test_change_opens_a_settled_promise(coach: SessionDriver) -> None:
    row = coach.pledge()
    coach.press(row.answers[PledgeState.KEPT])
    row.fold()
    coach.press(row.line.change)
    assert focused(coach.panel) is row.answers[PledgeState.KEPT]
    assert not row.line.isVisible()


def test_an_open_promise_is_never_folded(coach: SessionDriver) -> None:
    coach.pledge().fold()
    assert coach.pledge().inside.isVisible()


def test_enter_finishes_the_word_on_why(coach: SessionDriver) -> None:
    row = coach.commitment()
    coach.press(row.answers[CommitmentState.DONE])
    row.why.setFocus()
    QTest.keyClicks(row.why, "which wood")
    QTest.keyClick(row.why, Qt.Key.Key_Return)
    coach.vault.settle()
    assert row.line.words.whole == "Done: Open the talk with Jonas — which wood"
    assert focused(coach.panel) is row.line.change
    assert coach.vault.do(lambda store: store.value("SELECT outcome FROM commitment")) == "which wood"


def test_a_settled_promise_folds_once_the_keyboard_has_left(coach: SessionDriver, qtbot: QtBot) -> None:
    row = coach.commitment()
    row.answers[CommitmentState.DONE].setFocus()
    coach.press(row.answers[CommitmentState.DONE])
    assert row.inside.isVisible()
    coach.view.check_in.focus.setFocus()
    qtbot.waitUntil(row.line.isVisible, timeout=3_000)


def test_a_long_word_on_why_wraps(coach: SessionDriver) -> None:
    row = coach.commitment()
    coach.press(row.answers[CommitmentState.DONE])
    before = row.why.height()
    row.why.insertPlainText(LONG)
    assert row.why.height() > before
    assert not row.why.horizontalScrollBar().isVisible()


def test_both_halves_of_a_long_line_are_begun(coach: SessionDriver) -> None:
    row = coach.commitment()
    row.line.show_outcome("Done", LONG, LONG)
    row.fold()
    shown = row.line.words.text()
    assert shown.startswith("Done: Three")
    assert "… — Three" in shown
    assert row.line.words.toolTip() == f"Done: {LONG} — {LONG}"


def test_a_session_fits_on_one_screen_down_to_its_closing(
    vault: Vault, make_panel: MakePanel, now: Session
) -> None:
    said = check_in(now, focus="The talk", most_valuable="A sentence", mood="Glad", since_last="It held")
    coach = opened_with(vault, make_panel, said, now)
    for row in (coach.commitment(), coach.pledge()):
        coach.press(next(iter(row.answers.values())))
        row.fold()
    coach.type_note("A line that is long enough to wrap in its half of the page. " * 40)
    coach.vault.settle()
    parts = (coach.view.check_in, coach.view.notes.edit, coach.view.closing.commitment)
    assert [coach.is_in_sight(part) for part in parts] == [True] * 3


def twice(store: Store) -> Session:
    work = an_engagement(store)
    a_word(store, carried_on(store, carried_on(store, a_promise(store, work))))
    return a_session(store, work)


def test_what_was_said_in_between_and_the_question_stand_with_the_promise(
    vault: Vault, make_panel: MakePanel
) -> None:
    coach = make_panel()
    coach.open(vault.do(twice))
    row = coach.commitment()
    assert row.extras.words.lines == ["Today: “It goes slowly”"]
    assert row.extras.question is not None
    assert row.extras.question.isVisible()


def test_keeping_the_size_ends_the_question(vault: Vault, make_panel: MakePanel) -> None:
    coach = make_panel()
    coach.open(vault.do(twice))
    question = coach.commitment().extras.question
    assert question is not None
    coach.press(question.keep)
    assert not question.isVisible()
    assert coach.commitment().extras.words.isVisible()


def test_smaller_words_lead_the_closing(vault: Vault, make_panel: MakePanel) -> None:
    coach = make_panel()
    coach.open(vault.do(twice))
    question = coach.commitment().extras.question
    assert question is not None
    coach.press(question.smaller)
    QTest.keyClicks(question.words, "One line")
    QTest.keyClick(question.words, Qt.Key.Key_Return)
    coach.vault.settle()
    assert coach.view.closing.fields[0].toPlainText() == "One line"
