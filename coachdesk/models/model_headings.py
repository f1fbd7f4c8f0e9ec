"""Models of a conversation whose headings a coach may write along; which ones stays with the session."""

from enum import StrEnum

import attrs

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Session
from coachdesk.models.sessions import session
from coachdesk.models.store import Store, write


class Model(StrEnum):
    """What the letters of such a model are."""

    GROW = "GROW"
    CLEAR = "CLEAR"
    OSKAR = "OSKAR"


def models_of(held: Session) -> tuple[Model, ...]:
    """Return the models whose headings stand in the notes of a session."""
    names = held.model_headings.split(", ")
    return tuple(model for model in Model if model in names)


@write
def use_model(store: Store, *, session_id: SessionId, model: Model) -> Written[Session]:
    """Remember that the notes of a session go along a model."""
    held = session(store, session_id)
    used = ", ".join(one for one in Model if one in (*models_of(held), model))
    changed = attrs.evolve(held, model_headings=used)
    store.put("session", changed)
    return Written(changed, Change.of(Kind.SESSION, session_id))
