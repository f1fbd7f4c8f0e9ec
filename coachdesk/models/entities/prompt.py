"""Questions and sentences at hand, for a moment of a session."""

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import PromptId, PromptSetId, PromptUseId, SessionId
from coachdesk.models.entities.validators import named, utc


class PromptMoment(StrEnum):
    """When a prompt fits."""

    CONTRACTING = "contracting"
    CHECK_IN = "check-in"
    LISTENING = "listening"
    SILENCE = "silence"
    SAFETY = "safety"
    OFF_TRACK = "off track"
    FEEDBACK = "feedback"
    CULTURE = "culture"
    EXPERIMENT = "experiment"
    CLOSING = "closing"


class Lens(StrEnum):
    """Four ways to look at coaching, named neutrally."""

    FOUNDATION = "foundation"
    RELATIONSHIP = "relationship"
    COMMUNICATION = "communication"
    LEARNING = "learning"


@frozen(kw_only=True)
class Prompt:
    """A prompt as the coach meets it.

    `key` names one that ships, also where the coach has other words for it, so that mark and uses
    stay; one that is the coach's alone has its id as key. `uses` counts how often it was used, `opened`
    how often something came of it.
    """

    key: str = field(validator=named)
    words: str = field(validator=named)
    moment: PromptMoment
    lens: Lens
    language: str
    favourite: bool = False
    hidden: bool = False
    own_id: PromptId | None = None
    uses: int = 0
    opened: int = 0
    tags: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the words are the coach's."""
        return self.own_id is not None

    @property
    def is_reworded(self) -> bool:
        """Whether the coach's words stand for others that ship."""
        return self.is_own and self.own_id != self.key


@frozen(kw_only=True)
class OwnPrompt:
    """A prompt of the coach's own wording; `replaces` is the key of the shipped one that it stands for."""

    id: PromptId
    words: str = field(validator=named)
    moment: PromptMoment
    lens: Lens
    language: str
    replaces: str = ""


@frozen(kw_only=True)
class PromptMark:
    """What the coach thinks of a prompt, shipped or own."""

    prompt_key: str = field(validator=named)
    favourite: bool = False
    hidden: bool = False


@frozen(kw_only=True)
class PromptTag:
    """A word or two that the coach finds a prompt by."""

    prompt_key: str = field(validator=named)
    tag: str = field(validator=named)


@frozen(kw_only=True)
class PromptUse:
    """A prompt that was used in a session, as it was worded then, and what came of it."""

    id: PromptUseId
    prompt_key: str
    words: str = field(validator=named)
    session_id: SessionId
    used_at: datetime = field(validator=utc)
    came_of: str = ""


@frozen(kw_only=True)
class PromptSet:
    """Prompts that the coach likes to have together, in their order."""

    id: PromptSetId
    name: str = field(validator=named)
    prompt_keys: tuple[str, ...] = ()


@frozen(kw_only=True)
class LensName:
    """What a coach calls a lens."""

    lens: Lens
    name: str = field(validator=named)
