from datetime import timedelta
from itertools import groupby

import attrs
import pytest

from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment
from coachdesk.models.entities.session import Session, SessionState
from coachdesk.models.prompt_shelves import Shelf, fitting_moment, on_shelf, with_words
from coachdesk.models.shipped_prompts import shipped_prompts
from tests.conftest import NOW

PROMPTS = shipped_prompts("en")
GERMAN = shipped_prompts("de")


def marked(key: str, *, hidden: bool = False) -> tuple[Prompt, ...]:
    return tuple(
        attrs.evolve(one, favourite=True, hidden=hidden) if one.key == key else one for one in PROMPTS
    )


def running(minutes: int, **fields: object) -> Session:
    given = {"planned_minutes": 60, "state": SessionState.HELD} | fields
    return Session(
        id=SessionId("s"),
        engagement_id=EngagementId("e"),
        number=1,
        began_at=NOW - timedelta(minutes=minutes),
        **given,  # type: ignore[arg-type]  # a test's shorthand
    )


PLANNED = attrs.evolve(running(0), began_at=None, state=SessionState.PLANNED)


def fits(session: Session, *, is_checked_in: bool = True, is_closing: bool = False) -> PromptMoment:
    return fitting_moment(session, now=NOW, is_checked_in=is_checked_in, is_closing=is_closing)


@pytest.mark.parametrize("moment", PromptMoment)
def test_a_moment_has_its_prompts(moment: PromptMoment) -> None:
    assert {one.moment for one in on_shelf(PROMPTS, moment)} == {moment}


@pytest.mark.parametrize("lens", Lens)
def test_a_lens_has_its_prompts_by_moments(lens: Lens) -> None:
    found = on_shelf(PROMPTS, lens)
    assert {one.lens for one in found} == {lens}
    moments = [moment for moment, _ in groupby(found, key=lambda one: one.moment)]
    assert moments == [moment for moment in PromptMoment if moment in moments]


def test_favourites_come_first_and_have_a_shelf() -> None:
    prompts = marked("silence-pen")
    assert on_shelf(prompts, PromptMoment.SILENCE)[0].key == "silence-pen"
    assert [one.key for one in on_shelf(prompts, Shelf.FAVOURITES)] == ["silence-pen"]
    assert len(on_shelf(prompts, Shelf.EVERY)) == len(PROMPTS)


@pytest.mark.parametrize("shelf", [PromptMoment.SILENCE, Lens.LEARNING, Shelf.EVERY, Shelf.FAVOURITES])
def test_what_is_hidden_is_on_no_shelf_but_its_own(shelf: PromptMoment | Lens | Shelf) -> None:
    prompts = marked("silence-pen", hidden=True)
    assert "silence-pen" not in [one.key for one in on_shelf(prompts, shelf)]
    assert [one.key for one in on_shelf(prompts, Shelf.HIDDEN)] == ["silence-pen"]
    assert with_words(prompts, "pen do better") == ()


@pytest.mark.parametrize("typed", ["hangen", "HÄNGEN", "wort hang", "geblieben ein"])
def test_words_are_found_whatever_their_case_and_accents(typed: str) -> None:
    assert [one.key for one in with_words(GERMAN, typed)] == ["listening-one-word"]


def test_every_word_has_to_begin_one() -> None:
    assert with_words(PROMPTS, "window xyz") == ()
    assert with_words(PROMPTS, "indow") == ()


@pytest.mark.parametrize(
    ("session", "moment"),
    [
        (PLANNED, PromptMoment.LISTENING),
        (running(5), PromptMoment.LISTENING),
        (running(49), PromptMoment.LISTENING),
        (running(50), PromptMoment.CLOSING),
        (running(90), PromptMoment.CLOSING),
        (running(20, planned_minutes=30), PromptMoment.CLOSING),
        (running(40, planned_minutes=None), PromptMoment.LISTENING),
        (running(30, ended_at=NOW), PromptMoment.CLOSING),
        (running(30, closed_at=NOW), PromptMoment.CLOSING),
    ],
)
def test_the_clock_says_what_fits(session: Session, moment: PromptMoment) -> None:
    assert fits(session) is moment


@pytest.mark.parametrize("session", [PLANNED, running(10)])
def test_a_session_opens_with_the_check_in(session: Session) -> None:
    assert fits(session, is_checked_in=False) is PromptMoment.CHECK_IN


def test_whoever_is_at_the_closing_is_closing() -> None:
    assert fits(running(10), is_closing=True) is PromptMoment.CLOSING
