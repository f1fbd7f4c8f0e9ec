import pytest

from coachdesk.models.entities.session import SessionKind
from coachdesk.views.kind_text import COACHING, kind_if_special, kind_text, sorts


def test_mentoring_and_supervision_go_both_ways() -> None:
    assert [text for _, text in sorts()] == [
        "coaching",
        "chemistry session",
        "three-way meeting",
        "mentoring, given",
        "mentoring, received",
        "supervision, given",
        "supervision, received",
    ]


def test_a_session_is_coaching_unless_something_else_is_said() -> None:
    assert sorts()[0][0] == COACHING


@pytest.mark.parametrize("kind", SessionKind)
def test_coaching_alone_goes_without_saying(kind: SessionKind) -> None:
    said = kind_if_special(kind, received=False)
    assert said == ("" if kind is SessionKind.COACHING else kind_text(kind, received=False))
