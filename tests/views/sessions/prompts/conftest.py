import pytest

from tests.drivers.prompts import PromptsDriver
from tests.drivers.sessions import SessionDriver
from tests.views.sessions.conftest import coach, engagement, last, make_panel, now, vault

__all__ = ["coach", "engagement", "last", "make_panel", "now", "vault"]


@pytest.fixture
def prompting(coach: SessionDriver) -> PromptsDriver:
    """A coach whose keyboard is in the notes."""
    coach.view.notes.edit.setFocus()
    return PromptsDriver(coach)
