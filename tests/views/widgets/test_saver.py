from collections.abc import Callable

import pytest

from coachdesk.errors import DiskFullError, InvalidInputError
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.store import Store
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.workspace import Workspace


class Part:
    """Words that are saved, and what the saver told of it."""

    def __init__(self, workspace: Workspace) -> None:
        self.problem = ""
        self.saver = PartSaver(workspace, workspace, self.make_job)
        self.told: list[object] = []
        self.saver.saved.connect(lambda value: self.told.append((value, self.saver.state)))
        self.saver.failed.connect(self.told.append)

    def make_job(self) -> Job:
        if self.problem == "refused":
            raise InvalidInputError("No.", "Say it otherwise.")
        return self.write

    def write(self, _store: Store) -> Written[str]:
        if self.problem == "disk":
            raise DiskFullError
        return Written("kept", Change.of(Kind.NOTE))


@pytest.fixture
def part(workspace: Workspace) -> Part:
    return Part(workspace)


def test_what_was_written_is_told_before_it_is_called_saved(part: Part, settle: Callable[[], None]) -> None:
    part.saver.touch()
    part.saver.flush()
    settle()
    assert part.told == [("kept", SaveState.SAVING)]
    assert not part.saver.is_dirty


@pytest.mark.parametrize("problem", ["refused", "disk"])
def test_what_can_not_be_saved_stays_until_it_can(
    part: Part, settle: Callable[[], None], problem: str
) -> None:
    part.problem = problem
    part.saver.touch()
    part.saver.flush()
    settle()
    assert (part.saver.state, part.told) == (SaveState.FAILED, [part.saver.failure])
    part.problem = ""
    part.saver.flush()
    settle()
    assert not part.saver.is_dirty
    assert part.told[1:] == [("kept", SaveState.SAVING)]
