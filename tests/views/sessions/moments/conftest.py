import pytest

from coachdesk.models.entities.session import Session
from tests.drivers.moments import MomentsDriver
from tests.drivers.sessions import SessionDriver
from tests.views.sessions.conftest import coach, engagement, last, make_panel, now, vault

__all__ = ["coach", "engagement", "last", "make_panel", "now", "vault"]


@pytest.fixture
def noting(coach: SessionDriver, now: Session) -> MomentsDriver:
    """A coach whose keyboard is in the notes."""
    coach.view.notes.edit.setFocus()
    return MomentsDriver(coach, now)
