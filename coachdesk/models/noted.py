"""What was noted in a session, with what the next note begins with."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from coachdesk.models.entities.moment import Moment
from coachdesk.models.entities.path import MilestoneTurn
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import Session
from coachdesk.models.feeling_words import feeling_words
from coachdesk.models.lens_names import lens_names
from coachdesk.models.moments import moments_of_session
from coachdesk.models.store import Store
from coachdesk.models.themes import themes_of

_LANGUAGE: Final = """
SELECT c.language FROM engagement_client p JOIN client c ON c.id = p.client_id
WHERE p.engagement_id = ? AND c.language <> '' ORDER BY p.position
"""
TURNS: Final = """
SELECT t.* FROM milestone m CROSS JOIN milestone_turn t ON t.milestone_id = m.id
WHERE m.session_id = ? ORDER BY t.turned_at, t.rowid
"""


@frozen(kw_only=True)
class Noted:
    """The moments of a session in order of time, how milestones turned, themes, words for a feeling."""

    moments: tuple[Moment, ...] = ()
    turns: tuple[MilestoneTurn, ...] = ()
    themes: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    lens_names: Mapping[Lens, str] = {}


def noted_in(store: Store, held: Session) -> Noted:
    """Return what was noted in a session; the words are in the language of its client."""
    language = store.value(_LANGUAGE, [held.engagement_id]) or ""
    return Noted(
        moments=moments_of_session(store, held.id),
        turns=store.all(MilestoneTurn, TURNS, [held.id]),
        themes=themes_of(store, session_id=held.id),
        feelings=feeling_words(store, language).words,
        lens_names=lens_names(store),
    )
