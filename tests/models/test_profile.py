from datetime import date

import attrs

from coachdesk.models.entities.people import CoachProfile, Credential, PaperSize
from coachdesk.models.profile import get_profile, save_profile
from coachdesk.models.store import Store

INES = CoachProfile(
    name="Ines Vogt",
    practice_name="Ines Vogt Coaching",
    contact="12 Quay Street\nines@vogt.example",
    logo=b"\x89PNG",
    credentials=(Credential(body="ICF", level="PCC", awarded_on=date(2024, 2, 29)), Credential(body="EMCC")),
    training_began_on=date(2019, 9, 1),
    currency="CHF",
    paper=PaperSize.LETTER,
)


def test_there_is_no_profile_at_first(store: Store) -> None:
    assert get_profile(store) is None


def test_every_field_of_the_profile_comes_back(store: Store) -> None:
    save_profile(store, profile=INES)
    assert get_profile(store) == INES


def test_there_is_one_profile_however_often_it_is_saved(store: Store) -> None:
    save_profile(store, profile=INES)
    changed = attrs.evolve(INES, name="Ines Vogt-Ruiz", logo=None)
    save_profile(store, profile=changed)
    assert get_profile(store) == changed
    assert store.value("SELECT count(*) FROM profile") == 1
