from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from coachdesk.views.context import Context
from tests.drivers.past_undo import PastUndo
from tests.drivers.start import FakeGateway

FOLDER: Final = Path("MyPractice.coachdesk")


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


@pytest.fixture
def notices(context: Context) -> list[str]:
    """What the window would say."""
    said: list[str] = []
    context.navigation.notice_requested.connect(lambda notice: said.append(notice.text))
    return said


@pytest.fixture(autouse=True)
def past_undo(monkeypatch: pytest.MonkeyPatch) -> Iterator[PastUndo]:
    """Let each test fail in which a page writes what can't be taken back."""
    watch = PastUndo(monkeypatch)
    yield watch
    assert not watch.not_allowed
