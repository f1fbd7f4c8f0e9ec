"""The coach whose vault this is."""

import attrs
from attrs import frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.store import Store, write


@frozen(kw_only=True)
class _OnlyRow(CoachProfile):
    """The profile with the number that keeps it the only one."""

    id: int = 1


def get_profile(store: Store) -> CoachProfile | None:
    """Return the coach's profile, None while there is none."""
    return next(iter(store.all(CoachProfile, "SELECT * FROM profile")), None)


@write
def save_profile(store: Store, *, profile: CoachProfile) -> Written[CoachProfile]:
    """Keep the coach's profile."""
    store.put("profile", _OnlyRow(**attrs.asdict(profile, recurse=False)))
    return Written(profile, Change.of(Kind.PROFILE))
