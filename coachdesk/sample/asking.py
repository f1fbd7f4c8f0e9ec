"""Which prompts were used in a session of the sample practice, and what came of them."""

from datetime import datetime, timedelta
from typing import Any

from attrs import frozen

from coachdesk.models import prompt_uses
from coachdesk.models.entities.ids import PromptUseId, SessionId, new_id
from coachdesk.models.entities.prompt import PromptUse
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store


@frozen(kw_only=True)
class AskedText:
    """A prompt by its key, so long after the session began."""

    key: str
    after: timedelta
    came_of: str = ""

    def keep(self, store: Store, session_id: SessionId, began_at: datetime, language: str) -> None:
        """Keep it as used in a session, in a language."""
        [prompt] = (one for one in shipped_prompts(language) if one.key == self.key)
        use = PromptUse(
            id=PromptUseId(new_id()),
            prompt_key=self.key,
            words=prompt.words,
            session_id=session_id,
            used_at=began_at + self.after,
            came_of=self.came_of,
        )
        prompt_uses.put_use_back(store, use=use)


def asked_text(table: dict[str, Any]) -> AskedText:
    """Return a prompt as it stands in a client's file."""
    return AskedText(
        key=table["key"], after=timedelta(minutes=table["after"]), came_of=table.get("came_of", "")
    )
