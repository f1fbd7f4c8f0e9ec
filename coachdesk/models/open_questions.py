"""What came up again and again in the sessions of one engagement, as something to ask about.

A question says in how many sessions a thing came up, and what the client said that it meant. It says
nothing of what kind of person anybody is, and it is asked of nobody but the coach.
"""

from datetime import datetime
from itertools import groupby
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.moment import SignalKind
from coachdesk.models.store import Store

# In as many sessions a thing comes up before there is a question in it.
SESSIONS_FOR_A_QUESTION: Final = 3
_LATELY: Final = 3  # of the sessions where it came up, so many are named


@frozen(kw_only=True)
class CameUp:
    """Where a thing came up. `at` is UTC; `meant` is what the client said of it, blank while not checked."""

    session_id: SessionId
    number: int
    at: datetime | None = None
    noticed: str = ""
    meant: str = ""


@frozen(kw_only=True)
class OpenQuestion:
    """Something that came up in several sessions, the latest first: a kind of signal, or a theme."""

    kind: SignalKind | None = None
    theme: str = ""
    sessions: int
    lately: tuple[CameUp, ...] = ()

    @property
    def not_checked(self) -> bool:
        """Whether the client has not been asked about one of those that are named."""
        return self.kind is not None and not all(one.meant.strip() for one in self.lately)


@frozen(kw_only=True)
class _Row(CameUp):
    about: str


_SIGNALS: Final = """
SELECT g.kind AS about, s.id AS session_id, s.number, coalesce(s.began_at, s.planned_at) AS at,
  g.noticed, g.meant
FROM session s CROSS JOIN signal g ON g.session_id = s.id
WHERE s.engagement_id = ? AND s.deleted_at IS NULL AND g.kind <> 'something else'
ORDER BY about, s.number DESC, g.noted_at DESC
"""
_THEMES: Final = """
SELECT t.theme AS about, s.id AS session_id, s.number, coalesce(s.began_at, s.planned_at) AS at
FROM session s CROSS JOIN session_theme t ON t.session_id = s.id
WHERE s.engagement_id = ? AND s.deleted_at IS NULL ORDER BY about, s.number DESC
"""


def open_questions(store: Store, *, engagement_id: EngagementId) -> tuple[OpenQuestion, ...]:
    """Return what there is to ask about, what came up last first: how often is no order."""
    signals = [
        _question(rows, kind=SignalKind(about)) for about, rows in _grouped(store, _SIGNALS, engagement_id)
    ]
    themes = [_question(rows, theme=about) for about, rows in _grouped(store, _THEMES, engagement_id)]
    asked = (one for one in (*signals, *themes) if one.sessions >= SESSIONS_FOR_A_QUESTION)
    return tuple(sorted(asked, key=lambda one: -one.lately[0].number))


def _grouped(store: Store, sql: str, engagement_id: EngagementId) -> list[tuple[str, list[_Row]]]:
    rows = store.all(_Row, sql, [engagement_id])
    return [(about, list(those)) for about, those in groupby(rows, key=lambda row: row.about)]


def _question(rows: list[_Row], *, kind: SignalKind | None = None, theme: str = "") -> OpenQuestion:
    lately = tuple(
        CameUp(session_id=row.session_id, number=row.number, at=row.at, noticed=row.noticed, meant=row.meant)
        for row in rows[:_LATELY]
    )
    return OpenQuestion(kind=kind, theme=theme, sessions=len({row.session_id for row in rows}), lately=lately)
