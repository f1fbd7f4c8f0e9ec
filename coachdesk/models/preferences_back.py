"""The way back from what was answered on how a client wants to work."""

from attrs import frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.relationship import Preference
from coachdesk.models.preferences import (
    confirm_preferences,
    holding,
    preference_history,
    put_preference_back,
)
from coachdesk.models.store import Store, write


@frozen(kw_only=True)
class Confirmed:
    """An answer as it was before it was confirmed, and as it is now."""

    before: Preference | None
    after: Preference


@write
def confirm_with_way_back(store: Store, *, client_id: ClientId) -> Written[Confirmed]:
    """Note that the client says all of it is still right, and return what stood there before, too.

    Raises:
        InvalidInputError: nothing was asked yet.
    """
    before = holding(store, client_id=client_id)
    written = confirm_preferences(store, client_id=client_id)
    return Written(Confirmed(before=before, after=written.value), written.change)


@write
def hold_again(store: Store, *, client_id: ClientId, to: Preference | None) -> Written[Preference | None]:
    """Let an answer hold as it was, and take away what was answered after it; without one, all of it."""
    history = preference_history(store, client_id=client_id)
    is_there = to is None or any(one.id == to.id for one in history)
    change = Change()
    for later in history if is_there else ():
        if to is not None and later.id == to.id:
            break
        store.delete("preference", later.id)
        change |= Change.of(Kind.PREFERENCE, client_id, later.id)
    if to is not None:
        change |= put_preference_back(store, preference=to).change
    return Written(to, change)
