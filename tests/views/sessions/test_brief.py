from datetime import date

import attrs
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.clients import add_client
from coachdesk.models.engagements import add_engagement
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.preferences import keep_preferences
from coachdesk.models.session_pages import SessionPage, session_page
from coachdesk.models.store import Store
from coachdesk.views.sessions.brief import BriefColumn
from tests.making import a_session, an_engagement
from tests.remembering import GUESS, a_full_brief, preference
from tests.reviewing import in_force, notice

DAY = date(2026, 5, 14)


@pytest.fixture
def page(store: Store) -> SessionPage:
    work = in_force(store)
    notice(store, work, NoticedKind.FEEDBACK)
    return session_page(store, a_session(store, work).id)


@pytest.fixture
def brief(qtbot: QtBot) -> BriefColumn:
    shown = BriefColumn()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_a_review_that_is_due_is_said_before_the_session(
    brief: BriefColumn, page: SessionPage, qtbot: QtBot
) -> None:
    brief.show_page(page, DAY)
    assert any("wished to be different" in shown.text() for shown in brief.findChildren(QLabel))
    assert brief.is_worth_showing()
    with qtbot.waitSignal(brief.review_wanted) as asked:
        brief.review.click()
    assert asked.args == [page.engagement.id]


def test_nothing_is_said_where_nothing_is_due(brief: BriefColumn, page: SessionPage) -> None:
    brief.show_page(attrs.evolve(page, due=None), DAY)
    assert brief.review.isHidden()


def test_what_waits_is_beside_the_session(brief: BriefColumn, store: Store, qtbot: QtBot) -> None:
    session = a_full_brief(store)
    brief.show_page(session_page(store, session.id), DAY)
    assert brief.preferences.said == "Less pace\nLetters, no calls"
    assert set(brief.unchecked.said.splitlines()) == {"A long look at the door", "That you are tired of it"}
    assert set(brief.feedback.said.splitlines()) == {"“You ask two things at once”", "I send it on Mondays"}
    assert brief.milestones.said == "The first talk with the board"
    assert brief.goals.said == "To be heard without raising my voice · 6 on 7 May"
    with qtbot.waitSignal(brief.brief_wanted) as asked:
        brief.whole.click()
    assert asked.args == [session.id]


def test_a_guess_is_called_one_and_what_is_fresh_needs_no_word(brief: BriefColumn, store: Store) -> None:
    work = an_engagement(store)
    keep_preferences(store, said=preference(work.client_ids[0], source=GUESS))
    brief.show_page(session_page(store, a_session(store, work).id), DAY)
    assert brief.preferences.said == "Less pace\nI am thinking\na guess, to be checked"


def test_of_a_group_each_is_named(brief: BriefColumn, store: Store) -> None:
    members = [add_client(store, display_name=name).value for name in ("Anna", "Ben", "Cleo", "Dai")]
    work = add_engagement(store, client_ids=tuple(one.id for one in members)).value
    for member in members:
        keep_preferences(store, said=preference(member.id))
    brief.show_page(session_page(store, a_session(store, work).id), DAY)
    assert brief.preferences.said == "Anna: less pace\nBen: less pace\nCleo: less pace\nand 1 more"
