"""A form that a client takes home, as it is stored: what it asked, and whether it came back."""

from datetime import datetime
from typing import Final

from attrs import field, frozen

from coachdesk.models.entities.ids import ClauseId, ClientId, FormId, VersionId
from coachdesk.models.entities.validators import utc

LONGEST_ANSWER: Final = 5_000


@frozen(kw_only=True)
class FormQuestion:
    """A clause as it was printed: what it asks, and the client's words at the time."""

    clause_id: ClauseId
    heading: str
    prompt: str = ""
    words: str = ""


@frozen(kw_only=True)
class TakeHomeForm:
    """A form for one client about one version; `returned_at` is when its answers were first taken over."""

    id: FormId
    version_id: VersionId
    client_id: ClientId
    language: str = "en"
    questions: tuple[FormQuestion, ...] = ()
    made_at: datetime = field(validator=utc)
    returned_at: datetime | None = field(default=None, validator=utc)
