"""Each kind of moment is noted with the keyboard alone."""

from datetime import date

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from coachdesk.models.entities.ids import MomentId
from coachdesk.models.entities.moment import (
    Alignment,
    Experiment,
    Insight,
    Milestone,
    MilestoneState,
    Moment,
    Quote,
    SignalKind,
    SupervisionFlag,
)
from tests.drivers.moments import MomentsDriver
from tests.noting import a_reflection, a_signal


def fields(moment: Moment, *but: str) -> dict[str, object]:
    """Return what was typed of a moment."""
    known = attrs.asdict(moment, recurse=False)
    return {name: known[name] for name in known.keys() - {"id", "session_id", "noted_at", *but}}


def test_a_quote(noting: MomentsDriver) -> None:
    noting.note("Q")
    noting.type("I talk fast when I am scared")
    noting.key(Qt.Key.Key_Return)
    [quote] = noting.stored()
    assert type(quote) is Quote
    assert fields(quote) == {"words": "I talk fast when I am scared"}
    assert quote.noted_at == noting.coach.vault.context.workspace.now()


@pytest.mark.rule(9)
def test_a_reflection_is_not_checked_until_somebody_says_so(noting: MomentsDriver) -> None:
    noting.note("R")
    noting.type("wants the money and fears the debt", "relieved")
    noting.save()
    [reflection] = noting.stored()
    assert (reflection.heard, reflection.feeling) == ("wants the money and fears the debt", "relieved")
    assert reflection.alignment is Alignment.NOT_CHECKED
    assert noting.rows() == ["Heard wants the money and fears the debt · relieved?, not checked"]


def test_a_reflection_that_was_corrected(noting: MomentsDriver) -> None:
    noting.note("R")
    noting.type("fears the debt", "afraid", "3")
    noting.key(Qt.Key.Key_Return)
    noting.type("Not afraid. Careful.")
    noting.key(Qt.Key.Key_Return)
    [reflection] = noting.stored()
    assert (reflection.alignment, reflection.correction) == (Alignment.CORRECTED, "Not afraid. Careful.")


def test_a_confirmation_asks_for_no_correction(noting: MomentsDriver) -> None:
    form = noting.note("R")
    noting.type("fears the debt", "", "2")
    assert not form.fields["correction"].isVisible()
    noting.key(Qt.Key.Key_Return)
    assert noting.stored()[0].alignment is Alignment.CONFIRMED


def test_a_signal(noting: MomentsDriver) -> None:
    noting.note("S")
    noting.type("a long silence", "silence", "thinking", "shame")
    noting.key(Qt.Key.Key_Return)
    noting.key(Qt.Key.Key_Space)
    noting.key(Qt.Key.Key_Return)
    noting.type("I was counting")
    noting.key(Qt.Key.Key_Return)
    [signal] = noting.stored()
    assert fields(signal) == {
        "noticed": "a long silence",
        "kind": SignalKind.SILENCE,
        "reading": "thinking",
        "second_reading": "shame",
        "named_kindly": True,
        "meant": "I was counting",
    }


def test_a_second_reading_is_asked_for_once(noting: MomentsDriver) -> None:
    form = noting.note("S")
    noting.type("a long silence", "", "thinking")
    noting.save()
    assert form.question.isVisible()
    assert noting.focused is form.fields["second_reading"]
    noting.save()
    assert noting.part.form is None
    assert noting.stored()[0].second_reading == ""


def test_two_readings_are_enough(noting: MomentsDriver) -> None:
    noting.note("S")
    noting.type("a long silence", "", "thinking", "shame")
    noting.save()
    assert noting.part.form is None


def test_an_insight(noting: MomentsDriver) -> None:
    noting.note("I")
    noting.type("I can ask and still be fair", "the talk with Jonas")
    noting.key(Qt.Key.Key_Return)
    [insight] = noting.stored()
    assert type(insight) is Insight
    assert fields(insight) == {"words": "I can ask and still be fair", "leads_to": "the talk with Jonas"}


def test_an_experiment(noting: MomentsDriver) -> None:
    noting.note("E")
    noting.type("say it aloud", "They will laugh", "2026-05-28", "They asked for more", "They wait for me")
    noting.key(Qt.Key.Key_Return)
    [experiment] = noting.stored()
    assert type(experiment) is Experiment
    assert fields(experiment) == {
        "what": "say it aloud",
        "assumption": "They will laugh",
        "until": date(2026, 5, 28),
        "happened": "They asked for more",
        "learned": "They wait for me",
    }


def test_a_milestone(noting: MomentsDriver) -> None:
    noting.note("M")
    noting.type("the talk was held", "both said their price", "2026-07-01")
    noting.save()
    [milestone] = noting.stored()
    assert type(milestone) is Milestone
    assert (milestone.what, milestone.measure) == ("the talk was held", "both said their price")
    assert (milestone.target_on, milestone.set_together) == (date(2026, 7, 1), True)
    assert milestone.engagement_id == noting.session.engagement_id


def test_a_milestone_that_moved_says_why(noting: MomentsDriver) -> None:
    form = noting.note("M")
    noting.type("the talk was held", "", "", "", "moved", "He is ill")
    noting.key(Qt.Key.Key_Return)
    milestone = noting.stored()[0]
    assert (milestone.state, milestone.why) == (MilestoneState.MOVED, "He is ill")
    assert form.fields["why"] is not None


def test_something_for_supervision(noting: MomentsDriver) -> None:
    noting.note("F")
    noting.type("my own hurry")
    noting.save()
    [flag] = noting.stored()
    assert type(flag) is SupervisionFlag
    assert fields(flag) == {"words": "my own hurry", "settled_on": None}


def test_a_flag_is_settled_on_the_day_it_is_ticked(noting: MomentsDriver) -> None:
    at = noting.coach.vault.context.workspace.now()
    flag = SupervisionFlag(id=MomentId("flag"), session_id=noting.session.id, noted_at=at, words="my hurry")
    noting.put(flag)
    noting.row()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space):
        noting.key(key)
    noting.save()
    assert noting.stored() == (attrs.evolve(flag, settled_on=at.date()),)


@pytest.mark.parametrize("letter", "QRSIEMF")
def test_escape_puts_an_empty_form_away(noting: MomentsDriver, letter: str) -> None:
    noting.note(letter)
    noting.key(Qt.Key.Key_Escape)
    assert noting.part.form is None
    assert noting.focused is noting.coach.view.notes.edit
    assert noting.stored() == ()
    assert not noting.coach.view.is_dirty


def test_escape_keeps_what_was_typed(noting: MomentsDriver) -> None:
    noting.note("I")
    noting.type("I can ask")
    noting.key(Qt.Key.Key_Escape)
    assert [insight.words for insight in noting.stored()] == ["I can ask"]


def test_words_are_kept_where_the_first_ones_are_missing(noting: MomentsDriver) -> None:
    noting.note("R")
    noting.type("", "torn")
    noting.save()
    assert noting.rows() == ["Heard … · torn?, not checked"]
    noting.row()
    noting.key(Qt.Key.Key_Return)
    assert noting.focused is noting.form.fields["heard"]
    noting.type("between two houses")
    noting.save()
    assert noting.stored()[0].heard == "between two houses"


def test_what_is_cleared_is_gone(noting: MomentsDriver) -> None:
    noting.note("Q")
    noting.type("I")
    noting.coach.view.flush()
    assert len(noting.stored()) == 1
    noting.key(Qt.Key.Key_Backspace)
    noting.key(Qt.Key.Key_Escape)
    assert noting.stored() == ()
    assert noting.coach.vault.notices == []


def test_clearing_a_moment_of_before_can_be_undone(noting: MomentsDriver) -> None:
    reflection = attrs.evolve(
        a_reflection(noting.session, noting.coach.vault.context.workspace.now()), feeling=""
    )
    noting.put(reflection)
    noting.row()
    noting.key(Qt.Key.Key_Return)
    noting.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    noting.key(Qt.Key.Key_Backspace)
    noting.save()
    assert noting.stored() == ()
    [notice] = noting.coach.vault.notices
    assert notice.on_action is not None
    notice.on_action()
    assert noting.stored() == (reflection,)


def test_ctrl_enter_does_not_close_the_session(noting: MomentsDriver) -> None:
    noting.note("Q")
    noting.type("I talk fast")
    noting.save()
    assert noting.coach.vault.session(noting.session).closed_at is None
    noting.note("S")
    noting.type("a silence", "")
    noting.save()
    assert noting.coach.vault.session(noting.session).closed_at is None


def test_ctrl_enter_in_the_notes_still_closes_it(noting: MomentsDriver) -> None:
    """Show that the test above would go red without the care that the form takes."""
    noting.coach.fill_closing(what="Say it", by="2026-05-18", sign="It was said", pledge="Keep free")
    noting.save()
    assert noting.coach.vault.session(noting.session).closed_at is not None


def test_shift_enter_begins_a_new_line(noting: MomentsDriver) -> None:
    noting.note("Q")
    noting.type("one")
    noting.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    noting.type("two")
    noting.save()
    assert noting.stored()[0].words == "one\ntwo"


def test_a_feeling_is_completed_from_the_list(noting: MomentsDriver) -> None:
    form = noting.note("R")
    noting.type("it was said", "reli")
    line = form.fields["feeling"]
    assert isinstance(line, QLineEdit)
    completer = line.completer()
    assert completer.currentCompletion() == "relieved"
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    noting.coach.vault.settle()
    assert line.text() == "relieved"


def test_any_other_word_will_do_for_a_feeling(noting: MomentsDriver) -> None:
    noting.note("R")
    noting.type("it was said", "wobbly")
    noting.save()
    assert noting.stored()[0].feeling == "wobbly"


def test_more_words_than_the_vault_takes_are_not_taken(noting: MomentsDriver) -> None:
    form = noting.note("Q")
    form.questions[0].answer.show("x" * 10_020)
    noting.save()
    assert len(noting.stored()[0].words) == 10_000


def test_a_half_typed_day_counts_as_none_yet(noting: MomentsDriver) -> None:
    noting.note("E")
    noting.type("say it aloud", "", "2026-05")
    noting.save()
    assert noting.stored()[0].until is None


def test_a_reading_that_was_answered_asks_no_more(noting: MomentsDriver) -> None:
    signal = attrs.evolve(
        a_signal(noting.session, noting.coach.vault.context.workspace.now()), second_reading="", meant="No"
    )
    noting.put(signal)
    noting.row()
    noting.key(Qt.Key.Key_Return)
    noting.save()
    assert noting.part.form is None
