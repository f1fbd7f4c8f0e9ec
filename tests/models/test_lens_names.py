import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.lens_names import lens_names, name_lenses
from coachdesk.models.store import Store

OWN = {Lens.FOUNDATION: "the ground"}


def test_lenses_are_called_as_the_coach_likes(store: Store) -> None:
    written = name_lenses(store, names={Lens.FOUNDATION: " the  ground ", Lens.LEARNING: ""})
    assert lens_names(store) == OWN
    assert (written.value, written.change.touches(Kind.LENS)) == ({}, True)


def test_the_names_before_are_put_back(store: Store) -> None:
    name_lenses(store, names=OWN)
    before = name_lenses(store, names={}).value
    assert lens_names(store) == {}
    name_lenses(store, names=before)
    assert lens_names(store) == OWN


def test_the_same_names_again_are_no_change(store: Store) -> None:
    name_lenses(store, names=OWN)
    assert name_lenses(store, names=OWN).change == Change()


def test_a_name_that_is_too_long_changes_none(store: Store) -> None:
    name_lenses(store, names=OWN)
    with pytest.raises(InvalidInputError):
        name_lenses(store, names={Lens.RELATIONSHIP: "x" * (NAME_LIMIT + 1)})
    assert lens_names(store) == OWN
