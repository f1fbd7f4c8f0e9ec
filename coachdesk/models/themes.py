"""Themes that the coach gives a session: private, in any words, and the same words again where they fit."""

from typing import Final

from attrs import field, frozen

from coachdesk.models import folding
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.validators import named
from coachdesk.models.sessions import session
from coachdesk.models.store import Store, write

_OF_SESSION: Final = "SELECT theme FROM session_theme WHERE session_id = ? ORDER BY created_at, rowid"
# Those of the same work first: what comes again comes there.
_EARLIER: Final = """
SELECT t.theme FROM session_theme t JOIN session s ON s.id = t.session_id WHERE s.deleted_at IS NULL
GROUP BY t.theme
ORDER BY max(s.engagement_id = (SELECT engagement_id FROM session WHERE id = ?)) DESC,
  max(coalesce(s.began_at, s.planned_at)) DESC, t.theme
"""


@frozen(kw_only=True)
class SessionTheme:
    """A theme of one session."""

    session_id: SessionId
    theme: str = field(validator=named)


def themes_of(store: Store, *, session_id: SessionId) -> tuple[str, ...]:
    """Return the themes of a session in the order they were given."""
    return tuple(row[0] for row in store.db.execute(_OF_SESSION, [session_id]))


def earlier_themes(store: Store, *, session_id: SessionId) -> tuple[str, ...]:
    """Return every theme there is, those of the same engagement first, to be offered again."""
    return tuple(row[0] for row in store.db.execute(_EARLIER, [session_id]))


@write
def set_theme(store: Store, *, session_id: SessionId, theme: str) -> Written[SessionTheme]:
    """Give a session a theme; one that only differs in case or accents is the one that is there already.

    Raises:
        InvalidInputError: it is blank, or too long for a name.
        NotFoundError: there is no such session.
    """
    session(store, session_id)
    words = " ".join(theme.split())
    known = (one for one in earlier_themes(store, session_id=session_id) if _same(one, words))
    given = SessionTheme(session_id=session_id, theme=next(known, words))
    if given.theme in themes_of(store, session_id=session_id):
        return Written(given, Change())
    store.put("session_theme", given, key=("session_id", "theme"))
    return Written(given, _change(given))


@write
def remove_theme(store: Store, *, session_id: SessionId, theme: str) -> Written[SessionTheme]:
    """Take a theme from a session."""
    store.db.execute("DELETE FROM session_theme WHERE session_id = ? AND theme = ?", [session_id, theme])
    gone = SessionTheme(session_id=session_id, theme=theme)
    return Written(gone, _change(gone))


def _same(one: str, other: str) -> bool:
    return folding.words(one) == folding.words(other) and folding.folded(one) == folding.folded(other)


def _change(given: SessionTheme) -> Change:
    return Change.of(Kind.THEME, given.session_id)
