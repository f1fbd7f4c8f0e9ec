"""Which prompts were used in which session, and what came of it: private, and part of no document."""

from datetime import datetime
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import PromptUseId, SessionId, new_id
from coachdesk.models.entities.prompt import Prompt, PromptUse
from coachdesk.models.store import Store, write

_OF_SESSION: Final = "SELECT * FROM prompt_use WHERE session_id = ? ORDER BY used_at, rowid"
_AGAIN: Final = (
    "SELECT * FROM prompt_use WHERE session_id = ? AND prompt_key = ? AND words = ? AND trim(came_of) = '' "
    "ORDER BY used_at DESC LIMIT 1"
)
_USED: Final = "SELECT prompt_key, count(*) FROM prompt_use GROUP BY prompt_key"
_OPENED: Final = "SELECT prompt_key, count(*) FROM prompt_use WHERE trim(came_of) <> '' GROUP BY prompt_key"
_LATELY: Final = """
SELECT u.id, u.session_id, s.number, u.used_at, u.words, u.came_of,
  (SELECT json_group_array(display_name ORDER BY ec.position) FROM engagement_client ec
    JOIN client ON client.id = ec.client_id
    WHERE ec.engagement_id = s.engagement_id AND client.deleted_at IS NULL) AS client_names
FROM prompt_use u CROSS JOIN session s ON s.id = u.session_id
WHERE u.prompt_key = ? AND s.deleted_at IS NULL AND client_names <> '[]' ORDER BY u.used_at DESC LIMIT ?
"""


@frozen(kw_only=True)
class UseInSession:
    """A use of a prompt, and where it was: private, with names. The moment is UTC."""

    id: PromptUseId
    session_id: SessionId
    number: int
    client_names: tuple[str, ...]
    used_at: datetime
    words: str
    came_of: str


def uses_of_session(store: Store, session_id: SessionId) -> tuple[PromptUse, ...]:
    """Return the prompts that were used in a session, in order of time."""
    return store.all(PromptUse, _OF_SESSION, [session_id])


def times_opened(store: Store) -> dict[str, int]:
    """Return how often something came of a prompt, by its key; those that nothing came of are left out."""
    return dict(store.db.execute(_OPENED).fetchall())


def times_used(store: Store) -> dict[str, int]:
    """Return how often a prompt was used, by its key; those that never were are left out."""
    return dict(store.db.execute(_USED).fetchall())


def latest_uses(store: Store, *, key: str, limit: int = 50) -> tuple[UseInSession, ...]:
    """Return the uses of a prompt with the sessions they were in, the latest first."""
    return store.all(UseInSession, _LATELY, [key, limit])


@write
def note_use(store: Store, *, prompt: Prompt, session_id: SessionId) -> Written[PromptUse]:
    """Note that a prompt is used in a session now.

    Shown large and then written down, it was still used once: as long as nothing has come of it
    the same use is meant.
    """
    cells = [session_id, prompt.key, prompt.words]
    before = next(iter(store.all(PromptUse, _AGAIN, cells)), None)
    use = PromptUse(
        id=PromptUseId(new_id()) if before is None else before.id,
        prompt_key=prompt.key,
        words=prompt.words,
        session_id=session_id,
        used_at=store.now(),
    )
    return _kept(store, use)


@write
def say_what_came_of(store: Store, *, use: PromptUse, came_of: str) -> Written[PromptUse]:
    """Keep a line on what came of a prompt."""
    return _kept(store, attrs.evolve(use, came_of=came_of.strip()))


@write
def forget_use(store: Store, *, use: PromptUse) -> Written[PromptUse]:
    """Forget that a prompt was used, and return the use, so that it can be put back."""
    store.delete("prompt_use", use.id)
    return Written(use, _change(use))


@write
def put_use_back(store: Store, *, use: PromptUse) -> Written[PromptUse]:
    """Undo that a use was forgotten."""
    return _kept(store, use)


def _kept(store: Store, use: PromptUse) -> Written[PromptUse]:
    store.put("prompt_use", use)
    return Written(use, _change(use))


def _change(use: PromptUse) -> Change:
    return Change.of(Kind.PROMPT, use.id, use.session_id)
