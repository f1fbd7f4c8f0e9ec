from collections.abc import Iterator
from datetime import timedelta

import attrs
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.between import Channel
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Dial
from coachdesk.models.preferences import keep_preferences
from coachdesk.views.context import Context
from tests import refusing
from tests.conftest import NOW
from tests.drivers.contacts import ContactsDriver
from tests.making import a_group, an_engagement
from tests.remembering import GUESS, preference
from tests.talking import agreed, in_touch


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> Iterator[ContactsDriver]:
    yield ContactsDriver(context, qtbot)
    refusing.refuse_writes(refuse=False)


@pytest.fixture
def work(coach: ContactsDriver) -> Engagement:
    return coach.do(agreed)


def noted(coach: ContactsDriver) -> int:
    return coach.do(lambda store: int(store.db["noticed"].count))


def test_one_key_logs_a_contact_of_this_moment(coach: ContactsDriver, work: Engagement) -> None:
    coach.open(work).add()
    [made] = coach.stored()
    assert (made.at, made.by_coach, made.channel, made.counted) == (NOW, False, Channel.MESSAGE, True)
    assert coach.panel.card.words.hasFocus()


def test_the_next_one_is_made_the_way_of_the_last(coach: ContactsDriver, work: Engagement) -> None:
    coach.do(lambda store: in_touch(store, work, -1, channel=Channel.CALL))
    coach.open(work).add()
    assert coach.stored()[0].channel is Channel.CALL


def test_what_is_typed_on_it_is_saved_and_undone_step_by_step(
    coach: ContactsDriver, work: Engagement
) -> None:
    coach.open(work).add()
    coach.type_words("About the board")
    assert coach.stored()[0].words == "About the board"
    coach.undo()
    assert [one.words for one in coach.stored()] == [""]
    coach.undo()
    assert coach.stored() == ()
    assert coach.panel.card.isHidden()


def test_delete_takes_a_contact_away_and_undo_brings_it_back(coach: ContactsDriver, work: Engagement) -> None:
    made = coach.do(lambda store: in_touch(store, work))
    coach.open(work).key(Qt.Key.Key_Delete)
    assert coach.stored() == ()
    coach.undo()
    assert coach.stored() == (made,)


def test_everything_of_it_can_be_changed(coach: ContactsDriver, work: Engagement) -> None:
    coach.do(lambda store: in_touch(store, work))
    coach.open(work).key(Qt.Key.Key_Return)
    card = coach.panel.card
    card.channel.choose(Channel.CALL)
    card.by.choose(value=True)
    card.minutes.setText("12")
    card.besides.click()
    coach.save()
    [made] = coach.stored()
    assert (made.channel, made.by_coach, made.minutes, made.counted) == (Channel.CALL, True, 12, False)
    assert coach.lines()[0].startswith("I got in touch with Mira, call · 12 minutes, agreed besides")


def test_escape_goes_back_to_the_list(coach: ContactsDriver, work: Engagement) -> None:
    coach.do(lambda store: in_touch(store, work))
    coach.open(work).key(Qt.Key.Key_Return)
    coach.key(Qt.Key.Key_Escape)
    assert coach.panel.card.isHidden()
    assert coach.panel.list.hasFocus()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "None of two this week so far"),
        (1, "One of two this week"),
        (2, "Two of two this week"),
        (3, "One more than agreed this week: talk about it?"),
    ],
)
def test_it_says_in_words_how_it_stands(
    coach: ContactsDriver, work: Engagement, count: int, words: str
) -> None:
    for _ in range(count):
        coach.do(lambda store: in_touch(store, work))
    coach.open(work)
    assert coach.panel.agreed.balance.text() == words
    assert "Up to two a week" in coach.reads()


def test_without_a_number_it_only_keeps_a_log(coach: ContactsDriver) -> None:
    work = coach.do(an_engagement)
    coach.do(lambda store: in_touch(store, work))
    coach.open(work)
    assert coach.panel.agreed.balance.text() == "One before the first session"
    assert coach.panel.agreed.note.isHidden()


def test_it_goes_to_the_review_by_the_coachs_own_act_alone(coach: ContactsDriver, work: Engagement) -> None:
    for _ in range(3):
        coach.do(lambda store: in_touch(store, work))
    coach.open(work)
    assert noted(coach) == 0
    coach.press(coach.panel.agreed.note)
    assert noted(coach) == 1
    coach.undo()
    assert noted(coach) == 0


def test_what_the_client_would_like_stands_beside_it_and_a_guess_is_called_one(
    coach: ContactsDriver, work: Engagement
) -> None:
    said = preference(work.client_ids[0], contact=Dial.MORE, channels="No calls", source=GUESS)
    coach.do(lambda store: keep_preferences(store, said=said))
    coach.open(work)
    for words in (
        "What Mira would like",
        "Contact between sessions: more",
        "No calls",
        "a guess, to be checked",
    ):
        assert words in coach.reads()


def test_the_boundary_is_changed_where_the_engagement_is(coach: ContactsDriver, work: Engagement) -> None:
    coach.open(work)
    coach.press(coach.panel.agreed.change)
    assert coach.edits == [(work.client_ids[0], work.id)]


def test_in_a_group_it_can_be_with_one_of_them(coach: ContactsDriver) -> None:
    team = coach.do(lambda store: a_group(store, "Ana", "Ben"))
    coach.open(team).add()
    coach.panel.card.whom.choose(team.client_ids[1])
    coach.save()
    assert coach.stored()[0].client_id == team.client_ids[1]
    assert coach.lines()[0].startswith("Ben got in touch")


def test_what_can_not_be_saved_stays_and_says_why(coach: ContactsDriver, work: Engagement) -> None:
    other = coach.do(agreed)
    coach.open(work).add()
    refusing.refuse_writes(refuse=True)
    coach.type_words("About the board")
    assert coach.panel.has_unsaved
    coach.open(other)
    assert coach.panel.engagement_at_hand == work.id
    refusing.refuse_writes(refuse=False)
    coach.save()
    assert coach.stored()[0].words == "About the board"


def test_a_moment_to_come_is_refused_beside_the_fields(coach: ContactsDriver, work: Engagement) -> None:
    coach.open(work).add()
    coach.panel.card.at.set_value(NOW + timedelta(days=1))
    coach.save()
    assert "has not come yet" in coach.panel.card.note.said
    assert coach.panel.has_unsaved
    coach.panel.card.at.set_value(NOW)
    coach.save()
    assert coach.panel.card.note.said == ""


def test_it_follows_what_is_agreed_elsewhere(coach: ContactsDriver, work: Engagement) -> None:
    coach.open(work)
    coach.do(lambda store: save_engagement(store, engagement=attrs.evolve(work, contact_most=5)))
    assert "Up to five a week" in coach.reads()


def test_a_contact_that_comes_back_has_the_words_typed_last(coach: ContactsDriver, work: Engagement) -> None:
    coach.open(work).add()
    coach.panel.card.words.setPlainText("About the board")
    coach.panel.card.removal_asked.emit()
    coach.settle()
    assert coach.stored() == ()
    coach.undo()
    assert [one.words for one in coach.stored()] == ["About the board"]
