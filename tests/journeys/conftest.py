import pytest

from coachdesk.models import summaries
from coachdesk.models.entities.session import SharedText
from coachdesk.models.notes import save_note
from coachdesk.models.sessions import close_session
from coachdesk.models.store import Store
from tests import making
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin, begin, coach, engaged, papers, planned, signed

__all__ = ["begin", "coach", "engaged", "papers", "planned", "signed"]


@pytest.fixture
def closed(begin: Begin) -> Coach:
    """Return a coach at the page of a session that is over."""
    coach = Coach(begin(_hold))
    coach.open_session()
    return coach


def _hold(store: Store) -> None:
    session = making.a_session(store, making.an_engagement(store, called=""))
    save_note(store, session_id=session.id, body="She looks tired. Lighthouse", revision=0)
    focus = SharedText(
        session_id=session.id, focus="How to open a hard talk", insights="I can say it plainly"
    )
    summaries.save_shared_text(store, text=focus)
    making.close_with_promises(store, session)
    close_session(store, session_id=session.id)
