from pytestqt.qtbot import QtBot

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.review_page import ReviewPage
from coachdesk.views.context import Context
from coachdesk.views.review_word import ReviewWord
from tests.conftest import Settle
from tests.reviewing import in_force, notice, the_page


def test_an_agreement_that_wants_a_look_says_so(context: Context, qtbot: QtBot, settle: Settle) -> None:
    word = ReviewWord(context)
    qtbot.addWidget(word)
    work: list[Engagement] = []
    pages: list[ReviewPage] = []
    context.workspace.run(in_force, work.append)
    settle()
    context.workspace.run(lambda store: the_page(store, work[0]), pages.append)
    settle()
    word.look_at(pages[0].agreement)
    settle()
    assert word.isHidden()
    context.workspace.run(lambda store: notice(store, work[0], NoticedKind.FEEDBACK))
    word.look_at(pages[0].agreement)
    settle()
    assert "time to look at this agreement" in word.words.text()
    with qtbot.waitSignal(context.navigation.review_requested) as asked:
        word.look.click()
    assert asked.args == [work[0].id]
